package net.osmand.account.core.exports;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Exports copy the stored gzip data into the archive. Decompressing and compressing it again would take far more CPU
 * time.
 */
class SpliceCpuTest {
    private static final int TRACKS = 200;
    private static final int EXPORTS = 10;
    private static final int TRACK_BYTES = 100_000;
    private static final int LEAST_RATIO = 3;

    @Test
    void anExportTakesAFractionOfTheCpuOfRecompression(@TempDir Path folder) {
        var user = new TestUser();
        for (var i = 0; i < TRACKS; i++) {
            user.has("GPX", i + ".gpx", track(i));
        }
        var bed = new ExportTestBed(user, folder);
        export(bed);
        var exporting = cpu(() -> export(bed)) / EXPORTS;
        var recompressing = cpu(() -> recompress(user));
        System.out.printf("Recompression takes %.0f times the CPU of an export%n", recompressing / exporting);
        assertThat(recompressing / exporting).isGreaterThan(LEAST_RATIO);
    }

    /** Exports often enough to warm up the JIT compiler and to exceed the resolution of the CPU clock. */
    private static void export(ExportTestBed bed) {
        for (var i = 0; i < EXPORTS; i++) {
            bed.export(ArchiveFormat.OSF);
        }
    }

    private static void recompress(TestUser user) {
        try (var zip = new ZipOutputStream(OutputStream.nullOutputStream())) {
            for (var object : user.objects.entrySet()) {
                var bytes = new byte[Math.toIntExact(object.getValue().length())];
                object.getValue().read(0, bytes, 0, bytes.length);
                zip.putNextEntry(new ZipEntry(object.getKey()));
                try (var content = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                    content.transferTo(zip);
                }
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the CPU time of the process, because its threads read in parallel. */
    private static double cpu(Runnable work) {
        var process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        var start = process.getProcessCpuTime();
        work.run();
        return process.getProcessCpuTime() - start;
    }

    private static String track(int seed) {
        var random = new Random(seed);
        var text = new StringBuilder("<gpx>");
        while (text.length() < TRACK_BYTES) {
            text.append("<trkpt lat=\"52.")
                    .append(random.nextInt(100_000))
                    .append("\" lon=\"4.")
                    .append(random.nextInt(100_000))
                    .append("\"/>\n");
        }
        return text.append("</gpx>").toString();
    }
}
