package net.osmand.account.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the folder for uploads in progress. */
class SpoolTest {
    private static final int MIB = 1 << 20;

    @TempDir
    Path folder;

    @Test
    void readsRangesOfWhatWasWritten() throws Exception {
        try (var spool = Spool.open(folder, 8 * MIB, 0);
                var file = spool.newFile()) {
            file.write(new byte[] {1, 2, 3, 4, 5});

            assertThat(file.read(1, 3).readAllBytes()).containsExactly(2, 3, 4);
            assertThat(file.read(4, 9).readAllBytes()).containsExactly(5);
        }
    }

    @Test
    void refusesMoreThanItsLimitAndFreesItAgain() throws Exception {
        try (var spool = Spool.open(folder, 2 * MIB, 0)) {
            try (var file = spool.newFile()) {
                file.write(new byte[2 * MIB]);
                assertThatThrownBy(() -> file.write(1)).isInstanceOf(RelayException.class);
                assertThat(spool.bytes()).isEqualTo(2 * MIB);
            }
            assertThat(spool.bytes()).isZero();
            try (var again = spool.newFile()) {
                again.write(new byte[2 * MIB]);
            }
        }
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("lock"));
        }
    }

    @Test
    void leavesTheReservedSpaceOfTheDiskFree() throws Exception {
        try (var spool = Spool.open(folder, Long.MAX_VALUE, Long.MAX_VALUE / 2);
                var file = spool.newFile()) {
            assertThatThrownBy(() -> file.write(1))
                    .isInstanceOf(RelayException.class)
                    .hasMessageContaining("busy");
        }
    }

    @Test
    void removesWhatACrashHasLeft() throws Exception {
        Files.writeString(folder.resolve("123.upload"), "left");
        Files.writeString(folder.resolve("notes.txt"), "not ours");

        try (var _ = Spool.open(folder, MIB, 0)) {
            assertThat(folder.resolve("123.upload")).doesNotExist();
            assertThat(folder.resolve("notes.txt")).exists();
        }
    }

    @Test
    void belongsToOneRelayAtATime() throws Exception {
        try (var _ = Spool.open(folder, MIB, 0)) {
            assertThatThrownBy(() -> Spool.open(folder, MIB, 0))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another relay");
        }
    }
}
