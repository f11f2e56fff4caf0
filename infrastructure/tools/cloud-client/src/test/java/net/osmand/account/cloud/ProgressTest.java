package net.osmand.account.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.Reader;
import net.osmand.account.cloud.api.FileKey;
import net.osmand.account.cloud.sync.Action;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final Action DELETION = new Action.DeleteRemote(new FileKey("GPX", "a.gpx"), "tracks/a.gpx");
    private static final String HALF = "\r[###############...............] 0 of 2 files, 500 B of 1.0 kB ";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Progress progress(boolean interactive, boolean verbose) {
        var terminal = new Terminal(
                new BufferedReader(Reader.nullReader()),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                interactive);
        return new Progress(terminal, verbose);
    }

    @Test
    void theBarShowsTheShareOfTheBytes() {
        var progress = progress(true, false);
        progress.planned(2, 1000);
        progress.transferred(500);

        assertThat(err.toString(UTF_8)).isEqualTo(HALF);
        assertThat(out.size()).isZero();
    }

    @Test
    void theBarShowsTheShareOfTheFilesIfNoByteIsTransferred() {
        var progress = progress(true, false);
        progress.planned(3, 0);
        progress.done(DELETION);

        assertThat(err.toString(UTF_8)).isEqualTo("\r[##########....................] 1 of 3 files, 0 B of 0 B ");
    }

    @Test
    void theBarIsDrawnAtMostTenTimesASecond() {
        var progress = progress(true, false);
        progress.planned(2, 1000);
        var start = System.nanoTime();
        for (var count = 0; count < 1000; count++) {
            progress.transferred(1);
        }
        var tenths = (System.nanoTime() - start) / 100_000_000;

        assertThat(err.toString(UTF_8).split("\r", -1)).hasSizeLessThanOrEqualTo((int) tenths + 3);
    }

    @Test
    void theBarNeverShowsMoreThanEverything() {
        var progress = progress(true, false);
        progress.planned(1, 1000);
        progress.transferred(3000);

        assertThat(err.toString(UTF_8)).isEqualTo("\r[##############################] 0 of 1 files, 1.0 kB of 1.0 kB ");
    }

    @Test
    void aFailureGetsALineOfItsOwnAboveTheBar() {
        var progress = progress(true, false);
        progress.planned(2, 1000);
        progress.transferred(500);
        progress.failed(DELETION, "The plan refuses.");

        var blank = "\r" + " ".repeat(79) + "\r";
        assertThat(err.toString(UTF_8).replace(System.lineSeparator(), "\n"))
                .isEqualTo(HALF + blank + "tracks/a.gpx: The plan refuses.\n" + HALF.replace("0 of 2", "1 of 2"));
    }

    @Test
    void theLongestBarIsErasedCompletely() {
        var progress = progress(true, false);
        progress.planned(1_000_000, 999_900_000_000L);
        progress.transferred(999_900_000_000L);
        var bar = err.toString(UTF_8);
        progress.erase();

        assertThat(err.toString(UTF_8)).isEqualTo(bar + "\r" + " ".repeat(79) + "\r");
        assertThat(bar.length()).isLessThanOrEqualTo(80);
        progress.erase();
        assertThat(err.toString(UTF_8)).hasSize(bar.length() + 81);
    }

    @Test
    void withoutATerminalThereAreOnlyTheLinesThatWereAskedFor() {
        var quiet = progress(false, false);
        quiet.planned(2, 1000);
        quiet.transferred(500);
        quiet.done(DELETION);
        quiet.erase();
        assertThat(out.size() + err.size()).isZero();

        var verbose = progress(false, true);
        verbose.planned(1, 0);
        verbose.done(DELETION);
        assertThat(out.toString(UTF_8).strip()).isEqualTo("delete in the cloud: tracks/a.gpx");
        assertThat(err.size()).isZero();
    }
}
