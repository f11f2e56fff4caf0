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

/** One execution environment of a function: a JVM that runs Lambda's runtime client, which loads and calls the handler. */
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
     * Starts it; {@link #awaitInitialized()} waits until it takes events.
     *
     * @param jvmOptions beside those that Lambda itself gives
     * @param snapStart whether the hooks run that SnapStart runs before its snapshot and after a restore
     */
    public static FunctionProcess start(Startable function, List<String> jvmOptions, boolean snapStart) {
        var api = new RuntimeApi(function.arn());
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // As Lambda has it, but for the heap: several of them share a machine here.
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
            // Reading a pipe would keep a virtual thread on its carrier for as long as the process lives.
            Thread.ofPlatform().daemon().name("output of " + name).start(() -> {
                process.inputReader(StandardCharsets.UTF_8).lines().forEach(line -> LOG.info("{}: {}", name, line));
                api.gone(name + " ended");
            });
            return new FunctionProcess(api, process);
        } catch (IOException failed) {
            api.close();
            throw new UncheckedIOException(failed);
        }
    }

    /** Waits until the handler is made and asks for its first event. */
    public void awaitInitialized() {
        api.awaitInitialized();
    }

    /** Hands over an event, JSON, and gives the answer, JSON; one at a time, as Lambda does. */
    public byte[] invoke(byte[] event) {
        return api.invoke(event);
    }

    /** For looking at the process from outside. */
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
     * What it takes to start a function.
     *
     * @param taskRoot where its jar is unpacked, {@code /var/task} in Lambda
     * @param environment all variables but those that belong to the runtime
     * @param hasSnapshot whether the template has SnapStart for it
     */
    public record Startable(
            String handler, String arn, Path taskRoot, Map<String, String> environment, boolean hasSnapshot) {}
}
