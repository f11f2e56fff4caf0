package net.osmand.account.core.files;

import static net.osmand.account.core.files.FilesTestBed.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import net.osmand.account.core.account.Plan;
import net.osmand.account.core.account.PlanLimits;
import net.osmand.account.core.account.UsageChange;
import net.osmand.account.core.testing.PortWrapper;
import net.osmand.account.core.testing.Preemption;
import net.osmand.account.core.testing.Preemption.Segment;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.FileVersion.Status;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.core.values.WebErrorException.Reason;
import org.junit.jupiter.api.Test;

class RestoreFileTest {
    private static final FileKey FILE = new FileKey("GPX", "tracks/ride.gpx");

    private static final FileKey FAVOURITES = new FileKey("FAVOURITES", "favorites.gpx");
    private static final FileKey OTHER_FAVOURITES = new FileKey("FAVOURITES", "favorites-food.gpx");

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
    void rejectsARestoreThatDoesNotFitIntoThePlan() {
        var small = new FilesTestBed(PortWrapper.none(), 100, Plan.START, new PlanLimits(40, 40, 10, 3000));
        small.store(FAVOURITES, "one");
        var marker = small.delete(FAVOURITES);
        small.store(OTHER_FAVOURITES, "two");
        assertThatThrownBy(() -> small.restore(FAVOURITES, marker))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(Problem.STORAGE_EXCEEDED));
        assertThat(small.head(FAVOURITES).isTrashed()).isTrue();
        FileInvariants.check(small);
        small.delete(OTHER_FAVOURITES);
        small.restore(FAVOURITES, marker);
        assertThat(small.current(FAVOURITES)).contains("one");
    }

    /** The first attempt copies the object. The second one moves it, because the cap was reached meanwhile. */
    @Test
    void leavesNoCopyOfAnAttemptThatLost() {
        var moved = 0;
        for (var calls = 0; calls < 8; calls++) {
            var small = new FilesTestBed(PortWrapper.none(), 100, Plan.PRO, new PlanLimits(120, 120, 10, 120));
            for (var name : List.of("1.gpx", "2.gpx", "3.gpx", "4.gpx", "5.gpx")) {
                small.clock.advance(Duration.ofSeconds(1));
                small.upload(1, new FileKey("GPX", name), FilesTestBed.random(35));
                small.delete(new FileKey("GPX", name));
            }
            var last = new FileKey("GPX", "5.gpx");
            var marker = small.head(last).newest();
            var preemption = new Preemption();
            var raced = small.with(preemption);
            preemption.run(
                    List.of(new Segment(0, calls), new Segment(1, 100)),
                    List.of(() -> raced.restore(last, marker), () -> uploadIfItFits(raced)));
            moved += small.history(last).size() == 1 ? 1 : 0;
            assertThat(small.contents.count())
                    .as("objects after %d calls", calls)
                    .isEqualTo((int) small.files.rows(ACCOUNT).stream()
                            .filter(row -> !row.isDeletionMarker())
                            .count());
            FileInvariants.check(small);
        }
        assertThat(moved).isPositive();
    }

    private static void uploadIfItFits(FilesTestBed account) {
        try {
            account.upload(2, FILE, FilesTestBed.random(35));
        } catch (ProblemException refused) {
            assertThat(refused.problem()).isEqualTo(Problem.STORAGE_EXCEEDED);
        }
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
