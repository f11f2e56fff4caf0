package net.osmand.account.tools.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.osmand.account.devserver.DevServer;
import net.osmand.account.devserver.Mode;
import net.osmand.account.devserver.process.FunctionProcess;
import net.osmand.account.devserver.process.FunctionProcess.Startable;
import net.osmand.account.sam.Template;

/**
 * Starts packaged functions under Lambda's own runtime client, with and without SnapStart's hooks, and a hello-world
 * handler in between. Counts the classes and the CPU of each process.
 */
final class ColdStarts {
    /** All functions with a route. */
    static final Set<String> ALL = Set.of();

    private final DevServer stack;
    private final Startable hello;
    private final Path folder;
    private final Path template;

    private ColdStarts(DevServer stack, Path folder, Path template) throws IOException {
        this.stack = stack;
        this.folder = folder;
        this.template = template;
        var classFile = Hello.class.getName().replace('.', '/') + ".class";
        var target = folder.resolve("hello").resolve(classFile);
        Files.createDirectories(target.getParent());
        try (var content = Hello.class.getClassLoader().getResourceAsStream(classFile)) {
            Files.copy(Optional.ofNullable(content).orElseThrow(), target);
        }
        hello = new Startable(
                Hello.class.getName(),
                "arn:aws:lambda:us-east-1:000000000000:function:Hello",
                folder.resolve("hello"),
                Map.of("AWS_REGION", "us-east-1", "JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1"),
                false);
    }

    /** Starts the given functions of the template, or {@link #ALL}. */
    static List<Start> of(Path template, Set<String> functions) {
        try {
            var folder = Files.createTempDirectory("starts");
            try (var stack =
                    DevServer.start(folder.resolve("data"), 0, template, Map.of("DefaultPlan", "PRO"), Mode.ONE_JVM)) {
                return new ColdStarts(stack, folder, template).all(functions);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private List<Start> all(Set<String> functions) throws IOException {
        var read = Template.read(template);
        var starts = new ArrayList<Start>();
        for (var id : read.ofType("AWS::Serverless::Function")) {
            var route = read.properties(id)
                    .path("Events")
                    .valueStream()
                    .filter(event -> event.path("Type").asText().equals("HttpApi"))
                    .map(event -> event.path("Properties"))
                    .findFirst();
            if (route.isPresent() && (functions.isEmpty() || functions.contains(id))) {
                starts.add(start(
                        id,
                        template.resolveSibling(
                                read.properties(id).path("CodeUri").asText()),
                        route.get()));
                System.out.printf(
                        "%s: status %d, %d new classes%n",
                        id, starts.getLast().status(), starts.getLast().primed());
                starts.getLast().newClasses().forEach(name -> System.out.println("  " + name));
            }
        }
        return starts;
    }

    private Start start(String id, Path jar, JsonNode route) throws IOException {
        // Each function gets its own account, because the number of codes per account is limited.
        var event = new FirstRequests(stack.uri())
                .event(route.path("Method").asText(), route.path("Path").asText());
        var function = stack.startable(id);
        var baseline = run(hello, "{}".getBytes(StandardCharsets.UTF_8), false);
        var plain = run(function, event, false);
        var primed = run(function, event, true);
        return new Start(
                id,
                plain.status(),
                plain.cpu() / baseline.cpu(),
                primed.requestCpu() / baseline.cpu(),
                plain.classes() + plain.newClasses().size(),
                plain.newClasses().size(),
                primed.newClasses().size(),
                Files.size(jar),
                primed.newClasses());
    }

    private Run run(Startable function, byte[] event, boolean snapStart) throws IOException {
        var log = folder.resolve("classes.log");
        var options = List.of("-Xlog:class+load=info:file=" + log + "::filecount=0");
        try (var process = FunctionProcess.start(function, options, snapStart)) {
            process.awaitInitialized();
            var classes = loaded(log).size();
            var cpu = cpu(process);
            var response = new String(process.invoke(event), StandardCharsets.UTF_8);
            var all = cpu(process);
            var status = response.startsWith("{")
                    ? MeasuredStack.JSON.readTree(response).path("statusCode").asInt()
                    : 0;
            var loaded = loaded(log);
            return new Run(classes, loaded.subList(classes, loaded.size()), all, all - cpu, status);
        }
    }

    /** Returns the lines about loaded classes, in the order of loading. */
    private static List<String> loaded(Path log) throws IOException {
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(" source:")).toList();
        }
    }

    /** Returns the CPU milliseconds of the process, in steps of 10. */
    private static double cpu(FunctionProcess process) {
        return process.handle().info().totalCpuDuration().orElseThrow().toMillis();
    }

    /** One process: classes before and during the first request, CPU of everything and of the request alone. */
    private record Run(int classes, List<String> newClasses, double cpu, double requestCpu, int status) {}

    /**
     * The cold start of a function.
     *
     * @param cpu of initialization and first request, relative to hello-world
     * @param restored CPU of the first request after SnapStart's hooks, relative to hello-world
     * @param classes loaded after the first request, without hooks
     * @param unprimed classes that the first request loads without hooks
     * @param primed classes that the first request loads after the hooks
     * @param jar bytes
     * @param newClasses the JVM's log lines about the classes of {@code primed}
     */
    record Start(
            String function,
            int status,
            double cpu,
            double restored,
            int classes,
            int unprimed,
            int primed,
            long jar,
            List<String> newClasses) {}
}
