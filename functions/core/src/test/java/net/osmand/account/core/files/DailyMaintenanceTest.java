package net.osmand.account.core.files;

import static net.osmand.account.core.files.FilesTestBed.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.files.DailyMaintenance.Swept;
import net.osmand.account.core.values.FileVersions.TrashTimer;
import net.osmand.account.core.testing.TestGzip;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileKey;
import org.junit.jupiter.api.Test;

class DailyMaintenanceTest {
    private static final FileKey FILE = new FileKey("FAVOURITES", "favorites-Cafes.gpx");
    private static final FileKey OTHER = new FileKey("GPX", "tracks/ride.gpx");

    private final FilesTestBed bed = new FilesTestBed();

    @Test
    void changesNothingIfNothingIsWrong() {
        bed.store(FILE, "one");
        bed.store(OTHER, "two");
        bed.delete(OTHER);
        tomorrow();
        var rows = bed.files.rows(ACCOUNT);
        assertThat(sweep()).isEqualTo(Swept.NOTHING);
        assertThat(bed.files.rows(ACCOUNT)).isEqualTo(rows);
    }

    @Test
    void purgesDeletedFilesWhoseTimerWasLost() {
        bed.store(FILE, "one");
        var marker = bed.delete(FILE);
        bed.files.removeTimer(new TrashTimer(ACCOUNT, FILE, bed.trash.endOf(marker)));
        bed.clock.advance(FilesTestBed.WINDOW);
        assertThat(bed.trash.purgeEnded()).isZero();
        assertThat(sweep().trashEnded()).isOne();
        assertThat(bed.files.rows(ACCOUNT)).isEmpty();
        assertThat(bed.contents.count()).isZero();
        FileInvariants.hold(bed);
    }

    @Test
    void restoresALostTrashEntryAndRemovesOneOfALiveFile() {
        bed.store(FILE, "one");
        bed.delete(FILE);
        bed.files.loseEntry(ACCOUNT, FILE);
        var live = bed.store(OTHER, "two");
        bed.files.addTrashEntry(
                ACCOUNT, FileVersion.deletionMarker(OTHER, live.device(), 1, 0), bed.clock.millis() + 999_999);
        sweep();
        assertThat(bed.files.entries(ACCOUNT)).containsOnlyKeys(FILE);
        FileInvariants.hold(bed);
    }

    @Test
    void putsMissingDeleteMarkersOnAndLiftsExtraOnes() {
        var deleted = bed.store(FILE, "one").content().orElseThrow();
        bed.delete(FILE);
        bed.contents.restore(deleted);
        var live = bed.store(OTHER, "two").content().orElseThrow();
        bed.contents.trash(live);
        var swept = sweep();
        assertThat(swept.objectsTrashed()).isOne();
        assertThat(swept.objectsRestored()).isOne();
        FileInvariants.hold(bed);
    }

    @Test
    void removesObjectsThatNoRowNames() {
        bed.store(FILE, "one");
        bed.contents.store(ACCOUNT, TestGzip.of("an upload that crashed before its row"));
        assertThat(sweep().objectsRemoved()).isOne();
        assertThat(bed.contents.count()).isOne();
        assertThat(bed.current(FILE)).contains("one");
    }

    @Test
    void sparesObjectsOfUploadsInProgress() {
        var uploaded = bed.contents.store(ACCOUNT, TestGzip.of("an upload in progress"));
        var maintenance = new DailyMaintenance(
                bed.files, bed.contents, bed.trash, (_, _) -> Set.of(uploaded.objectKey()), bed.clock);
        assertThat(maintenance.account(ACCOUNT).objectsRemoved()).isZero();
        assertThat(bed.contents.count()).isOne();
    }

    @Test
    void correctsTheUsageOnceTheAccountIsQuiet() {
        bed.store(FILE, "one");
        var right = bed.files.usage(ACCOUNT);
        bed.files.setUsage(ACCOUNT, new Usage(1, 2, 3, 4, right.lastUpdateTime()));
        assertThat(sweep().usagesCorrected()).as("a request may be in progress").isZero();
        tomorrow();
        assertThat(sweep().usagesCorrected()).isOne();
        assertThat(bed.files.usage(ACCOUNT)).isEqualTo(right);
    }

    @Test
    void reportsContentsThatAreGone() {
        bed.contents.lose(bed.store(FILE, "one").content().orElseThrow());
        assertThat(sweep().contentsMissing()).isOne();
        assertThat(bed.history(FILE).versions()).hasSize(1);
    }

    /** The lifecycle rule removes them if every function is down for longer than the trash lasts. */
    @Test
    void purgesDeletedFilesWhoseBytesAreGone() {
        var content = bed.store(FILE, "one").content().orElseThrow();
        bed.delete(FILE);
        bed.contents.purge(content);
        bed.clock.advance(Duration.ofDays(45));
        assertThat(bed.dailyMaintenance.accounts()).containsExactly(ACCOUNT);
        assertThat(sweep().trashEnded()).isOne();
        assertThat(bed.files.rows(ACCOUNT)).isEmpty();
        assertThat(bed.files.entries(ACCOUNT)).isEmpty();
    }

    @Test
    void finishesAnEmptyingThatItsQueueGaveUp() {
        bed.store(FILE, "one");
        var marker = bed.delete(FILE);
        bed.files.hideTrash(ACCOUNT, marker);
        assertThat(sweep().trashEnded()).as("a job may be in progress").isZero();
        tomorrow();
        assertThat(sweep().trashEnded()).isOne();
        assertThat(bed.files.rows(ACCOUNT)).isEmpty();
        FileInvariants.hold(bed);
    }

    @Test
    void finishesASelectionThatItsQueueGaveUpAtOnce() {
        bed.store(FILE, "one");
        var marker = bed.delete(FILE);
        bed.files.hideDeletions(ACCOUNT, Set.of(marker));
        assertThat(sweep().trashEnded()).isOne();
        assertThat(bed.files.usage(ACCOUNT).emptied().deletions()).isEmpty();
        FileInvariants.hold(bed);
    }

    @Test
    void findsAccountsByRowsAndByObjects() {
        bed.store(FILE, "one");
        bed.contents.store(new AccountId(8), TestGzip.of("an object without rows"));
        assertThat(bed.dailyMaintenance.accounts()).containsExactlyInAnyOrder(ACCOUNT, new AccountId(8));
        assertThat(bed.dailyMaintenance.account(new AccountId(8)).objectsRemoved())
                .isOne();
    }

    @Test
    void addsItsFigures() {
        assertThat(new Swept(1, 2, 3, 4, 5, 6).plus(new Swept(10, 20, 30, 40, 50, 60)))
                .isEqualTo(new Swept(11, 22, 33, 44, 55, 66));
    }

    private Swept sweep() {
        return bed.dailyMaintenance.account(ACCOUNT);
    }

    private void tomorrow() {
        bed.clock.advance(Duration.ofHours(25));
    }
}
