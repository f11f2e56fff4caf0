package net.osmand.account.cloud.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import net.osmand.account.cloud.folder.FolderWatch.Wake;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that only changes of the user's files end a wait. */
class FolderWatchTest {
    /** Longer than any test waits for a change. */
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aChangeEndsTheWait() throws IOException {
        Files.createDirectories(folder.resolve("tracks"));
        try (var watch = FolderWatch.of(folder)) {
            Files.writeString(folder.resolve("tracks/a.gpx"), "1");

            assertThat(watch.await(LONG)).isEqualTo(Wake.CHANGE);
        }
    }

    @Test
    void theClientsOwnFilesEndNoWait() throws IOException {
        Files.createDirectories(folder.resolve(".osmand-cloud/tmp"));
        Files.createDirectories(folder.resolve(".trash"));
        try (var watch = FolderWatch.of(folder)) {
            Files.writeString(folder.resolve(".osmand-cloud/state.jsonl"), "{}");
            Files.writeString(folder.resolve(".osmand-cloud/tmp/a"), "1");
            Files.writeString(folder.resolve(".trash/a.gpx"), "1");

            assertThat(watch.await(Duration.ofSeconds(1))).isEqualTo(Wake.TIME);
        }
    }

    @Tag("slow")
    @Test
    void aFileInANewFolderEndsTheNextWait() throws IOException {
        try (var watch = FolderWatch.of(folder)) {
            Files.createDirectories(folder.resolve("tracks/new"));
            assertThat(watch.await(LONG)).isEqualTo(Wake.CHANGE);
            Files.writeString(folder.resolve("tracks/new/a.gpx"), "1");

            assertThat(watch.await(LONG)).isEqualTo(Wake.CHANGE);
        }
    }

    @Test
    void anInterruptEndsTheWait() throws IOException {
        try (var watch = FolderWatch.of(folder)) {
            Thread.currentThread().interrupt();

            assertThat(watch.await(LONG)).isEqualTo(Wake.INTERRUPTED);
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
