package net.osmand.account.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import net.osmand.account.local.LocalStack;
import net.osmand.account.local.Mode;
import net.osmand.account.local.template.FunctionDefinition;
import net.osmand.account.local.template.Template;

/** {@code make bench}: measures and writes {@code docs/performance.md}; run in the project's folder. */
public final class Benchmarks {
    private Benchmarks() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) throws IOException {
        var template = Path.of("template.yaml").toAbsolutePath();
        var routes = routes(Template.read(template));
        var splicing = Splicing.measure();
        var costs = new Costs();
        try (var stack = LocalStack.start(
                Files.createTempDirectory("bench"), 0, template, Map.of("DefaultPlan", "PRO"), Mode.ONE_JVM)) {
            for (var files : Costs.SIZES) {
                System.out.println("Costs at " + files + " files");
                costs.add(files, Tour.of(stack, routes, files));
            }
        }
        var starts = Starts.measure(template);
        var report = new Report(Prices.read(), Fixed.of(template), routes, costs, starts, splicing);
        Files.writeString(Path.of("docs/performance.md"), report.text());
        System.out.println("See docs/performance.md.");
        System.exit(0);
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
