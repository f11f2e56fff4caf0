package net.osmand.account.relay;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A relay in a separate process with a heap of 64 MB. */
final class ChildRelay implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final Process process;
    private final URI uri;

    ChildRelay(URI api, Path spool, String... options) throws IOException {
        process = builder(api, spool, options)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader lines = process.inputReader();
        var started = lines.readLine();
        if (started == null) {
            throw new IOException("the relay has not started");
        }
        uri = URI.create(JSON.readTree(started).path("url").asText());
        Thread.ofVirtual().start(() -> read(lines));
    }

    private static ProcessBuilder builder(URI api, Path spool, String... options) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "net.osmand.account.relay.Main",
                "--api",
                api.toString(),
                "--listen",
                "127.0.0.1:0",
                "--spool",
                spool.toString(),
                "--free-mib",
                "0"));
        command.addAll(List.of(options));
        return new ProcessBuilder(command);
    }

    /** Returns the output of a relay that fails to start. */
    static String failure(URI api, Path spool, String... options) throws IOException, InterruptedException {
        var process = builder(api, spool, options).redirectErrorStream(true).start();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            return "It has started.";
        }
        try (var out = process.getInputStream()) {
            return process.exitValue() + " " + new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    private static void read(BufferedReader lines) {
        try (lines) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.contains("\"done\"")) {
                    System.out.println("relay: " + line);
                }
            }
        } catch (IOException _) {
            // The process has exited.
        }
    }

    URI uri() {
        return uri;
    }

    /** Sends SIGKILL. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Sends SIGTERM. */
    Process terminate() {
        process.destroy();
        return process;
    }

    Duration cpu() {
        return process.toHandle().info().totalCpuDuration().orElseThrow();
    }

    /** Returns the peak memory of the process in MiB; Linux only. */
    long peakMib() throws IOException {
        var line = Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(text -> text.startsWith("VmHWM:"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.replaceAll("[^0-9]", "")) >> 10;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
