package net.osmand.account.devserver.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An execution environment of a function: a JVM with Lambda's runtime client, which loads and calls the handler. */
public final class FunctionProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FunctionProcess.class);
    private static final String RUNTIME = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

    private final RuntimeApi api;
    private final Process process;

    private FunctionProcess(RuntimeApi api, Process process) {
        this.api = api;
        this.process = process;
    }

    /**
     * Starts the JVM. {@link #awaitInitialized()} waits until it takes events.
     *
     * @param jvmOptions in addition to Lambda's own
     * @param snapStart whether SnapStart's hooks run, before the snapshot and after the restore
     */
    public static FunctionProcess start(Startable function, List<String> jvmOptions, boolean snapStart) {
        var api = new RuntimeApi(function.arn());
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Lambda's own options, except for the heap: several JVMs share this machine.
        command.addAll(List.of("-XX:+UseSerialGC", "-Xshare:auto", "-Xmx256m", "--enable-native-access=ALL-UNNAMED"));
        command.add("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", classPath(), RUNTIME, function.handler()));
        var builder = new ProcessBuilder(command)
                .directory(function.taskRoot().toFile())
                .redirectErrorStream(true);
        var environment = builder.environment();
        environment.keySet().removeIf(name -> !name.equals("PATH"));
        environment.putAll(function.environment());
        environment.put("AWS_LAMBDA_RUNTIME_API", api.address());
        environment.put("LAMBDA_TASK_ROOT", function.taskRoot().toString());
        environment.put("_HANDLER", function.handler());
        environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", snapStart ? "snap-start" : "on-demand");
        environment.put("LANG", "en_US.UTF-8");
        try {
            var process = builder.start();
            var name = function.handler().substring(function.handler().lastIndexOf('.') + 1);
            // Reading a pipe would block the carrier of a virtual thread for the life of the process.
            Thread.ofPlatform().daemon().name("output of " + name).start(() -> {
                process.inputReader(StandardCharsets.UTF_8).lines().forEach(line -> LOG.info("{}: {}", name, line));
                api.ended(name + " ended");
            });
            return new FunctionProcess(api, process);
        } catch (IOException failed) {
            api.close();
            throw new UncheckedIOException(failed);
        }
    }

    /** Waits until the handler is initialized and asks for its first event. */
    public void awaitInitialized() {
        api.awaitInitialized();
    }

    /**
     * Invokes the handler with one event and returns its response, both JSON. Invocations are sequential, as in Lambda.
     */
    public byte[] invoke(byte[] event) {
        return api.invoke(event);
    }

    /** The operating system's handle, for tests. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
        api.close();
    }

    private static String classPath() {
        try (var input = FunctionProcess.class.getResourceAsStream("lambda/classpath")) {
            if (input == null) {
                throw new IllegalStateException(
                        "the class path of Lambda's runtime client is missing: build infrastructure/devserver");
            }
            return new String(input.readAllBytes(), StandardCharsets.UTF_8)
                    .strip()
                    .replace(":", File.pathSeparator);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * How to start a function.
     *
     * @param taskRoot folder of the unpacked jar, {@code /var/task} in Lambda
     * @param environment all variables except the runtime's own
     * @param hasSnapshot whether the template enables SnapStart
     */
    public record Startable(
            String handler, String arn, Path taskRoot, Map<String, String> environment, boolean hasSnapshot) {}
}
