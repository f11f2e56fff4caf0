package net.osmand.account.core.files;

import static java.util.Objects.requireNonNull;
import static net.osmand.account.core.files.FilesTestBed.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import net.osmand.account.core.account.Plan;
import net.osmand.account.core.account.PlanLimits;
import net.osmand.account.core.testing.PortWrapper;
import net.osmand.account.core.testing.TestGzip;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileRead;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChangeLiveFilesTest {
    private static final FileKey A = new FileKey("GPX", "a.gpx");
    private static final FileKey B = new FileKey("GPX", "b.gpx");
    private static final FileKey C = new FileKey("GPX", "c.gpx");

    private FilesTestBed bed = new FilesTestBed();

    @AfterEach
    void invariantsHold() {
        FileInvariants.check(bed);
        FileInvariants.noLiveObjectIsMarked(bed);
        bed.checkAll();
        FileInvariants.holdAfterFullCheck(bed);
    }

    @Test
    void storesCopiesAndDeletesInOneTransaction() throws Exception {
        var a = bed.store(A, "one");
        var commits = bed.files.commits();

        var rows = bed.liveFiles.change(
                bed.caller(0), List.of(new FileChange.Copy(B, a, 9), store(C, "two", 8), new FileChange.Delete(a)));

        assertThat(bed.files.commits()).isEqualTo(commits + 1);
        assertThat(bed.current(A)).isEmpty();
        assertThat(bed.current(B)).contains("one");
        assertThat(bed.current(C)).contains("two");
        assertThat(bed.trash()).extracting(TrashEntry::key).containsExactly(A);
        assertThat(rows.values().stream().map(FileVersion::updateTime)).doesNotHaveDuplicates();
        assertThat(requireNonNull(rows.get(B)).updateTime())
                .isLessThan(requireNonNull(rows.get(A)).updateTime());
        assertThat(bed.usage().lastUpdateTime())
                .isEqualTo(requireNonNull(rows.get(A)).updateTime());
        assertThat(requireNonNull(rows.get(B)).clientTime()).isEqualTo(9);
        assertThat(bed.history(B).getFirst().author()).isEqualTo("OsmAnd__model__Web");
        assertThat(a.content())
                .hasValueSatisfying(object -> assertThat(bed.contents.isMarked(object))
                        .as("the lifecycle rule counts")
                        .isTrue());
    }

    @Test
    void copiesOverATrashedFileAndRestoresTheOldNameLater() throws Exception {
        var a = bed.store(A, "one");
        bed.store(B, "old");
        bed.delete(B);
        bed.clock.advance(Duration.ofSeconds(1));

        var rows = bed.liveFiles.change(bed.caller(0), List.of(new FileChange.Copy(B, a, 9), new FileChange.Delete(a)));

        assertThat(bed.current(B)).contains("one");
        assertThat(bed.history(B)).hasSize(3);
        bed.restore(A, requireNonNull(rows.get(A)).updateTime());
        assertThat(bed.current(A)).contains("one");
    }

    @Test
    void changesNothingAndLeavesNoObjectIfAFileIsNotAsExpected() {
        var old = bed.store(A, "one");
        var a = bed.store(A, "two");
        var b = bed.store(B, "b");
        var objects = bed.contents.count();
        var caller = bed.caller(0);

        stale(new FileChange.Copy(C, old, 1));
        stale(new FileChange.Copy(B, a, 1));
        stale(store(A, "x", 1));
        stale(new FileChange.Store(A, TestGzip.of("x"), 1, OptionalLong.of(old.updateTime())));
        stale(new FileChange.Store(C, TestGzip.of("x"), 1, OptionalLong.of(5)));
        stale(new FileChange.Delete(old));
        bed.delete(B);
        assertThatThrownBy(() -> bed.liveFiles.change(caller, List.of(store(C, "x", 1), new FileChange.Delete(b))))
                .isInstanceOfSatisfying(
                        FileChangedException.class,
                        stale -> assertThat(stale.key()).isEqualTo(B));

        assertThat(bed.current(C)).isEmpty();
        assertThat(bed.contents.count()).isEqualTo(objects);
    }

    @Test
    void countsTheSpaceOfAllStoredFilesTogether() throws Exception {
        bed = new FilesTestBed(PortWrapper.none(), 100, Plan.START, new PlanLimits(5000, 2000, 100, 9000));
        var caller = bed.caller(0);
        var first = new FileKey("FAVOURITES", "1");
        var second = new FileKey("FAVOURITES", "2");
        var third = new FileKey("FAVOURITES", "3");

        refused(Problem.STORAGE_EXCEEDED, bytes(first, 2100));
        refused(Problem.STORAGE_EXCEEDED, bytes(first, 1900), bytes(second, 1900), bytes(third, 1900));
        refused(Problem.NO_SUBSCRIPTION, store(A, "track", 1));
        var rows = bed.liveFiles.change(caller, List.of(bytes(first, 1900), bytes(second, 1900)));
        refused(Problem.STORAGE_EXCEEDED, bytes(third, 1900));
        var stored = requireNonNull(rows.get(first));
        bed.liveFiles.change(
                bed.caller(0), List.of(new FileChange.Copy(third, stored, 1), new FileChange.Delete(stored)));
        assertThat(bed.head(third).isLive()).isTrue();
    }

    @Test
    void countsTheSpaceOfADuplicate() throws Exception {
        bed = new FilesTestBed(PortWrapper.none(), 100, Plan.START, new PlanLimits(3000, 2000, 100, 9000));
        var first = new FileKey("FAVOURITES", "1");
        var second = new FileKey("FAVOURITES", "2");
        var rows = bed.liveFiles.change(bed.caller(0), List.of(bytes(first, 1900)));

        refused(Problem.STORAGE_EXCEEDED, new FileChange.Copy(second, requireNonNull(rows.get(first)), 1));
    }

    @Test
    void movesAreHeldToTheCapAndTheTypesOfThePlan() throws Exception {
        bed = new FilesTestBed(PortWrapper.none(), 100, Plan.PRO, new PlanLimits(100, 100, 100, 2000));
        var a = bed.upload(1, A, random(2000));
        bed.liveFiles.change(bed.caller(0), List.of(new FileChange.Copy(B, a, 1), new FileChange.Delete(a)));
        var b = bed.state(B).head().orElseThrow().content().orElseThrow();
        bed.liveFiles.change(bed.caller(0), List.of(new FileChange.Copy(C, b, 1), new FileChange.Delete(b)));
        var c = bed.state(C).head().orElseThrow().content().orElseThrow();
        refused(Problem.STORAGE_EXCEEDED, new FileChange.Copy(A, c, 1), new FileChange.Delete(c));

        assertThatThrownBy(() -> bed.liveFiles.checkMove(bed.caller(0), A, 3000))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> bed.with(Plan.LAPSED_PRO)
                        .liveFiles
                        .checkMove(bed.with(Plan.LAPSED_PRO).caller(0), C, 1))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(Problem.NO_SUBSCRIPTION));
    }

    @Test
    void findsLiveFilesByTheStartOfTheirNames() {
        bed.store(new FileKey("GPX", "Alps/b.gpx"), "1");
        bed.store(new FileKey("GPX", "Alps/a.gpx"), "2");
        var old = bed.store(new FileKey("GPX", "Alps/a.gpx"), "3");
        bed.store(new FileKey("GPX", "AlpsX/a.gpx"), "4");
        bed.store(new FileKey("FILE", "Alps/a.gpx"), "5");
        bed.store(new FileKey("GPX", "Alps/c.gpx"), "6");
        bed.delete(new FileKey("GPX", "Alps/c.gpx"));

        var found = bed.liveFiles.startingWith(bed.caller(0), "GPX", "Alps/");

        assertThat(found).extracting(file -> file.key().name()).containsExactly("Alps/a.gpx", "Alps/b.gpx");
        assertThat(TestGzip.read(bed.liveFiles.read(found.getFirst()))).isEqualTo("3");
        var caller = bed.caller(0);
        assertThat(bed.liveFiles.hasVersion(caller, old.key(), old.updateTime()))
                .isTrue();
        assertThat(bed.liveFiles.hasVersion(caller, old.key(), old.updateTime() + 1))
                .isFalse();
        assertThat(bed.liveFiles.find(bed.caller(0, FileRead.head(old.key())), old.key()))
                .hasValueSatisfying(version -> assertThat(version.updateTime()).isEqualTo(old.updateTime()));
    }

    @Test
    void countsOnUnderConflicts() throws Exception {
        bed.files.conflict(new Random(3), 60);
        var a = bed.store(A, "one");
        var rows = bed.liveFiles.change(bed.caller(0), List.of(new FileChange.Copy(B, a, 9), new FileChange.Delete(a)));
        assertThat(bed.current(B)).contains("one");
        assertThat(bed.files.rows(ACCOUNT)).hasSize(3).contains(rows.get(A));
    }

    private void stale(FileChange change) {
        assertThatThrownBy(() -> bed.liveFiles.change(bed.caller(0), List.of(change)))
                .isInstanceOf(FileChangedException.class);
    }

    private void refused(Problem problem, FileChange... changes) {
        var objects = bed.contents.count();
        assertThatThrownBy(() -> bed.liveFiles.change(bed.caller(0), List.of(changes)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(problem));
        assertThat(bed.contents.count()).isEqualTo(objects);
    }

    private static FileChange store(FileKey key, String text, long clientTime) {
        return new FileChange.Store(key, TestGzip.of(text), clientTime, OptionalLong.empty());
    }

    private static FileChange bytes(FileKey key, int gzipSize) {
        return new FileChange.Store(key, random(gzipSize), 1, OptionalLong.empty());
    }

    /** Returns a gzip of about that many bytes. */
    private static byte[] random(int gzipSize) {
        var random = new Random(5);
        var text = new StringBuilder();
        while (TestGzip.of(text.toString()).length < gzipSize - 40) {
            for (var i = 0; i < 20; i++) {
                text.append((char) (' ' + random.nextInt(90)));
            }
        }
        return TestGzip.of(text.toString());
    }
}
