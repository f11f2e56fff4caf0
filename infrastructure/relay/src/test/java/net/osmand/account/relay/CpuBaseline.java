package net.osmand.account.relay;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.concurrent.TimeUnit;

/** Measures the processor time of a SHA-256 and a copy on disk, in a JVM with the relay's settings. */
final class CpuBaseline {
    private CpuBaseline() {}

    static long cpuMillis(Path folder, long size) throws IOException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CpuBaseline.class.getName(),
                        folder.toString(),
                        Long.toString(size))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var in = process.getInputStream()) {
            return Long.parseLong(new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip());
        }
    }

    /** Takes a folder and a size in bytes. Only the second of two runs counts. */
    public static void main(String[] arguments) throws IOException {
        var file = Path.of(arguments[0], "copy");
        var size = Long.parseLong(arguments[1]);
        digestAndCopy(file, size);
        System.out.println(digestAndCopy(file, size));
    }

    private static long digestAndCopy(Path file, long size) throws IOException {
        var threads = ManagementFactory.getThreadMXBean();
        var start = threads.getCurrentThreadCpuTime();
        try (OutputStream copy = Files.newOutputStream(file);
                var out = new DigestOutputStream(copy, PartDigests.sha256());
                InputStream in = new TestUpload.RandomGzip(size)) {
            in.transferTo(out);
        }
        Files.delete(file);
        return TimeUnit.NANOSECONDS.toMillis(threads.getCurrentThreadCpuTime() - start);
    }
}
