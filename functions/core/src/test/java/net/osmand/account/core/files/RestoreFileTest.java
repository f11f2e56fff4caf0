package net.osmand.account.core.files;

import static net.osmand.account.core.files.FilesTestBed.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.osmand.account.core.account.UsageChange;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.FileVersion.Status;
import net.osmand.account.core.values.WebErrorException.Reason;
import org.junit.jupiter.api.Test;

class RestoreFileTest {
    private static final FileKey FILE = new FileKey("GPX", "tracks/ride.gpx");

    private final FilesTestBed bed = new FilesTestBed();

    @Test
    void restoresAFileByANewVersionWithACopyOfTheContent() {
        bed.store(FILE, "one");
        var old = bed.store(FILE, "two");
        var marker = bed.delete(FILE);
        var restored = restore(marker);
        assertThat(restored.updateTime()).isGreaterThan(marker);
        assertThat(restored.content()).isNotEqualTo(old.content());
        assertThat(restored.crc32()).isEqualTo(old.crc32());
        assertThat(restored.deflateOffset()).isEqualTo(old.deflateOffset());
        assertThat(restored.clientTime()).isEqualTo(old.clientTime());
        assertThat(restored.status()).isEqualTo(Status.ADDED);
        assertThat(restored.author()).isEqualTo("OsmAnd__model__Web");
        assertThat(bed.history(FILE)).hasSize(4);
        assertThat(bed.current(FILE)).contains("two");
        FileInvariants.check(bed);
    }

    @Test
    void rejectsARestoreThatTheCallerDidNotSee() {
        TrashTest.webError(() -> restore(1), Reason.FILE_NOT_FOUND);
        var live = bed.store(FILE, "one");
        TrashTest.webError(() -> restore(live.updateTime()), Reason.FILE_NOT_DELETED);
        var marker = bed.delete(FILE);
        TrashTest.webError(() -> restore(marker + 1), Reason.FILE_NOT_FOUND);
        restore(marker);
        TrashTest.webError(() -> restore(marker), Reason.FILE_RESTORED_ALREADY);
        assertThat(bed.history(FILE)).hasSize(3);
        FileInvariants.check(bed);
    }

    @Test
    void rejectsARestoreWithoutAnEarlierVersion() {
        var marker = bed.delete(FILE);
        TrashTest.webError(() -> restore(marker), Reason.NOTHING_TO_RESTORE);
    }

    @Test
    void restoresUntilTheLastMomentAndNeverAfter() {
        bed.store(FILE, "one");
        var marker = bed.delete(FILE);
        bed.clock.advance(FilesTestBed.WINDOW.minusMillis(2));
        restore(marker);
        var again = bed.delete(FILE);
        bed.clock.advance(FilesTestBed.WINDOW);
        TrashTest.webError(() -> bed.restore(FILE, again), Reason.FILE_NOT_FOUND);
    }

    @Test
    void rejectsFilesThatWereEmptiedOutOfTheTrash() {
        bed.store(FILE, "one");
        var marker = bed.delete(FILE);
        var emptied = UsageChange.ofEmptied(marker);
        bed.files.setUsage(ACCOUNT, bed.usage().after(emptied, marker));
        TrashTest.webError(() -> restore(marker), Reason.FILE_NOT_FOUND);
    }

    private FileVersion restore(long marker) {
        bed.clock.advance(Duration.ofMillis(1));
        return bed.restore(FILE, marker);
    }
}
