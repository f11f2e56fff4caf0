package net.osmand.account.core.exports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A heap of 64 MiB is enough for any archive, including the files in the fake store. */
class SmallHeapTest {
    private static final Pattern SAID =
            Pattern.compile("size (\\d+) estimated (\\d+) calls (\\d+) read (\\d+) copied (\\d+)");

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"tracks", "gigabytes"})
    void exportsRunInSixtyFourMegabytes(String what) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallHeap.class.getName(),
                        what,
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        var figures = SAID.matcher(said);
        assertThat(figures.find()).as(said).isTrue();
        System.out.println("export of " + what + ": " + figures.group());
        assertThat(figures.group(1)).isEqualTo(figures.group(2));
        // At most one large file is read: the limit is the size of the small files plus 5 MiB.
        var small = what.equals("tracks") ? Long.parseLong(figures.group(1)) : 1000;
        assertThat(Long.parseLong(figures.group(4))).isLessThanOrEqualTo(small + (5L << 20));
    }
}
