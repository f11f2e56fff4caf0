package net.osmand.account.tools.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
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
 * Starts each packaged function under Lambda's own runtime client, with and without SnapStart's hooks, and a hello-world
 * handler in between; looks at the processes from outside.
 */
final class ColdStarts {
    /** The functions that people wait for most are started this often, and the median counts; all others once. */
    private static final int REPEATED = 3;

    private static final Set<String> HOT = Set.of(
            "AppListFilesFunction",
            "AppUploadFileFunction",
            "AppDownloadFileFunction",
            "AppRequestCodeFunction",
            "PortalListFilesFunction",
            "AppValidateSubscriptionFunction",
            "ChangesSinceFunction",
            "FastSpringWebhookFunction");

    private final DevServer stack;
    private final Startable hello;
    private final Path folder;
    private final Path template;
    private final int times;

    private ColdStarts(DevServer stack, Path folder, Path template, int times) throws IOException {
        this.stack = stack;
        this.folder = folder;
        this.template = template;
        this.times = times;
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

    /** Of all HTTP functions of the template. */
    static List<Start> ofAll(Path template) {
        return of(template, Set.of(), REPEATED);
    }

    /** Of those that people wait for most, once each. */
    static List<Start> ofHot(Path template) {
        return of(template, HOT, 1);
    }

    /** Of these functions of the template, all where none is named. */
    static List<Start> of(Path template, Set<String> functions, int times) {
        try {
            var folder = Files.createTempDirectory("starts");
            try (var stack =
                    DevServer.start(folder.resolve("data"), 0, template, Map.of("DefaultPlan", "PRO"), Mode.ONE_JVM)) {
                return new ColdStarts(stack, folder, template, times).all(functions);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private List<Start> all(Set<String> functions) {
        var read = Template.read(template);
        var starts = new ArrayList<Start>();
        for (var id : read.ofType("AWS::Serverless::Function")) {
            var events = read.properties(id)
                    .path("Events")
                    .valueStream()
                    .filter(event -> event.path("Type").asText().equals("HttpApi"))
                    .toList();
            if (!events.isEmpty() && (functions.isEmpty() || functions.contains(id))) {
                var route = events.getFirst().path("Properties");
                // An account of its own for each: one that was sent many codes has to wait for the next.
                var event = new FirstRequests(stack.uri())
                        .event(route.path("Method").asText(), route.path("Path").asText());
                starts.add(start(id, read.properties(id).path("CodeUri").asText(), event));
                System.out.println(starts.getLast());
            }
        }
        return starts;
    }

    private Start start(String id, String jar, byte[] event) {
        var function = stack.startable(id);
        var plain = new ArrayList<Run>();
        var primed = new ArrayList<Run>();
        var baseline = new ArrayList<Run>();
        for (var i = 0; i < (HOT.contains(id) ? times : 1); i++) {
            baseline.add(run(hello, "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8), false));
            plain.add(run(function, event, false));
            primed.add(run(function, event, true));
        }
        var hellos = baseline.stream().mapToDouble(Run::cpu).sorted().toArray();
        var helloCpu = hellos[hellos.length / 2];
        return new Start(
                id,
                plain.getFirst().status(),
                median(plain, Run::cpu) / helloCpu,
                median(primed, Run::requestCpu) / helloCpu,
                (int) median(plain, run -> run.classes() + run.newClasses()),
                (int) median(plain, Run::newClasses),
                (int) median(primed, Run::newClasses),
                size(jar));
    }

    private long size(String jar) {
        try {
            return Files.size(template.resolveSibling(jar));
        } catch (IOException absent) {
            throw new UncheckedIOException(absent);
        }
    }

    private Run run(Startable function, byte[] event, boolean snapStart) {
        var log = folder.resolve("classes.log");
        var options = List.of("-Xlog:class+load=info:file=" + log + "::filecount=0");
        try (var process = FunctionProcess.start(function, options, snapStart)) {
            process.awaitInitialized();
            var classes = loaded(log);
            var cpu = cpu(process);
            var answer = new String(process.invoke(event), java.nio.charset.StandardCharsets.UTF_8);
            var all = cpu(process);
            return new Run(classes, loaded(log) - classes, all, all - cpu, status(answer));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static int status(String answer) throws IOException {
        return answer.startsWith("{")
                ? MeasuredStack.JSON.readTree(answer).path("statusCode").asInt()
                : 0;
    }

    private static int loaded(Path log) throws IOException {
        try (var lines = Files.lines(log)) {
            return (int) lines.filter(line -> line.contains(" source:")).count();
        }
    }

    /** CPU milliseconds of the process so far, in the system's ticks of 10. */
    private static double cpu(FunctionProcess process) {
        return process.handle().info().totalCpuDuration().orElseThrow().toMillis();
    }

    private static double median(List<Run> runs, java.util.function.ToDoubleFunction<Run> of) {
        var sorted = runs.stream().mapToDouble(of).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** Of one process: classes until it takes events, those of the first request, CPU of all and of the request alone. */
    private record Run(int classes, int newClasses, double cpu, double requestCpu, int status) {}

    /**
     * How a function starts.
     *
     * @param status of the first answer
     * @param ratio CPU of initialization and first request, hello-world's being 1
     * @param restored CPU of the first request after SnapStart's hooks, in the same measure
     * @param classes loaded once the first request is answered, without hooks
     * @param unprimed of them, those that the first request loads
     * @param primed those that the first request still loads after the hooks
     * @param jar bytes
     */
    record Start(
            String function,
            int status,
            double ratio,
            double restored,
            int classes,
            int unprimed,
            int primed,
            long jar) {}
}
