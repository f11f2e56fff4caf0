package net.osmand.account.tools.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import net.osmand.account.devserver.DevServer;
import net.osmand.account.devserver.Mode;
import net.osmand.account.sam.FunctionDefinition;
import net.osmand.account.sam.Template;

/** {@code make bench}: measures and writes {@code docs/performance.md}; run in the project's folder. */
public final class Benchmarks {
    private Benchmarks() {}

    /**
     * Takes the most files of an account that is measured, {@value Costs#MOST} unless said: with less than that only the
     * functions that people wait for most are started, once each.
     */
    public static void main(String[] arguments) throws IOException {
        var most = arguments.length > 0 ? Integer.parseInt(arguments[0]) : Costs.MOST;
        var template = Path.of("template.yaml").toAbsolutePath();
        var routes = routes(Template.read(template));
        var splicing = ExportCpu.measure();
        var costs = new Costs();
        var data = folder();
        try (var stack = DevServer.start(data, 0, template, Map.of("DefaultPlan", "PRO"), Mode.ONE_JVM)) {
            for (var files : Costs.SIZES) {
                if (files <= most) {
                    System.out.println("Costs at " + files + " files");
                    costs.add(files, RouteRun.of(stack, routes, files));
                }
            }
        } finally {
            remove(data);
        }
        var starts = most < Costs.MOST ? ColdStarts.ofHot(template) : ColdStarts.ofAll(template);
        var report = new Report(Prices.read(), Fixed.of(template), routes, costs, starts, splicing);
        Files.writeString(Path.of("docs/performance.md"), report.text());
        System.out.println("See docs/performance.md.");
        System.exit(0);
    }

    /** In memory where the system has such a folder: rows by the hundred thousand would wait for the disk one by one. */
    private static Path folder() throws IOException {
        var memory = Path.of("/dev/shm");
        return Files.isWritable(memory)
                ? Files.createTempDirectory(memory, "bench")
                : Files.createTempDirectory("bench");
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** By route, what the ledger calls it: the first route of its function. */
    private static Map<String, String> routes(Template template) {
        var routes = new TreeMap<String, String>();
        for (var id : template.ofType("AWS::Serverless::Function")) {
            var own = template.properties(id)
                    .path("Events")
                    .valueStream()
                    .filter(event -> event.path("Type").asText().equals("HttpApi"))
                    .map(event -> FunctionDefinition.routeKey(event.path("Properties")))
                    .toList();
            own.forEach(route -> routes.put(route, own.getFirst()));
        }
        return routes;
    }
}
