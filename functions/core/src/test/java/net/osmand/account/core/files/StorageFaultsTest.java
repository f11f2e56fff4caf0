package net.osmand.account.core.files;

import static net.osmand.account.core.files.FilesTestBed.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.account.Plan;
import net.osmand.account.core.account.PlanLimits;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.testing.PlannedFailure;
import net.osmand.account.core.testing.PortWrapper;
import net.osmand.account.core.testing.Preemption;
import net.osmand.account.core.testing.Preemption.Segment;
import net.osmand.account.core.testing.TestGzip;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileRead;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.core.values.StoredContent;
import org.junit.jupiter.api.Test;

/** Faults of the earlier storage, and races that could lose data. */
class StorageFaultsTest {
    private static final FileKey KEY = new FileKey("GPX", "a.gpx");
    private static final FileKey FAVOURITES = new FileKey("FAVOURITES", "favorites.gpx");

    private final FilesTestBed bed = new FilesTestBed();

    @Test
    void aLostAnswerCountsOnce() {
        var failure = new PlannedFailure();
        var failing = bed.with(failure);
        for (var i = 0; i < 3; i++) {
            // The calls are the read, the object, and the transaction whose response is lost.
            failure.failAt(3, true);
            failing.upload(1, new FileKey("GPX", "file " + i), "text");
        }
        failure.failAt(2, true);
        failing.delete(1, new FileKey("GPX", "file 0"));
        assertThat(bed.usage().files()).isEqualTo(2);
        assertThat(bed.files.rows(ACCOUNT)).hasSize(4);
        FileInvariants.check(bed);
    }

    @Test
    void aChangeWhoseOutcomeNobodyKnewIsNotMadeTwice() {
        var lost = new PlannedFailure();
        var failing = bed.with(lost);
        var first = failing.upload(1, KEY, "one");
        lost.failAt(2, true);
        failing.removeVersion(1, KEY, first.updateTime());
        assertThat(bed.usage().files()).isZero();
        assertThat(bed.usage().holdings().versions()).isZero();
        FileInvariants.check(bed);
    }

    /** For example a response that the SDK cannot parse. */
    @Test
    void anUnexpectedErrorAfterTheCommitLeavesTheBytes() {
        var failing = bed.with(new PortWrapper() {
            @Override
            public <T> T over(Class<T> port, T real) {
                return port.cast(
                        Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (_, method, arguments) -> {
                            var result = method.invoke(real, arguments);
                            if (method.getName().equals("commit")) {
                                throw new IllegalStateException("this answer can't be read");
                            }
                            return result;
                        }));
            }
        });
        assertThatThrownBy(() -> failing.store(KEY, "one")).isInstanceOf(IllegalStateException.class);
        assertThat(bed.current(KEY)).contains("one");
    }

    @Test
    void aFreeAccountCannotStoreVersionsWithoutEnd() {
        var start = new FilesTestBed(Plan.START);
        var content = FilesTestBed.random(1_900_000);
        var stored = 0;
        for (var i = 0; i < 20; i++) {
            start.clock.advance(Duration.ofSeconds(1));
            try {
                start.upload(1, FAVOURITES, content);
                stored++;
            } catch (ProblemException e) {
                assertThat(e.problem()).isEqualTo(Problem.STORAGE_EXCEEDED);
                assertThat(e.getMessage()).contains("Remove old versions");
            }
        }
        assertThat(stored).isEqualTo(8);
        assertThat(start.usage().keptBytes()).isLessThanOrEqualTo(15L << 20);
    }

    @Test
    void aStartAccountChangesOneFileOf2MbThirtyTimes() {
        var start = new FilesTestBed(Plan.START);
        var content = FilesTestBed.random(2_000_000);
        for (var i = 0; i < 30; i++) {
            start.clock.advance(Duration.ofSeconds(1));
            start.upload(1, FAVOURITES, content);
            start.runJobs();
            FileInvariants.check(start);
        }
        assertThat(start.usage().keptBytes()).isLessThanOrEqualTo(10L << 20);
        assertThat(start.history(FAVOURITES)).hasSize(5);
        assertThat(start.contents.count()).isEqualTo(5);
    }

    @Test
    void theCapNamesTheTrashOnlyIfTheTrashFillsIt() {
        var start = new FilesTestBed(Plan.START);
        var content = FilesTestBed.random(2_000_000);
        for (var i = 0; i < 7; i++) {
            var key = new FileKey("FAVOURITES", "file " + i);
            start.clock.advance(Duration.ofSeconds(1));
            start.upload(1, key, content);
            start.delete(1, key);
        }
        assertThatThrownBy(() -> start.upload(1, FAVOURITES, content))
                .isInstanceOf(ProblemException.class)
                .hasMessageMatching("Maximum size of OsmAnd Cloud exceeded 15 MB\\. Empty the trash.{23,}");
        var entry = start.trash().getFirst();
        start.empty(entry.key(), entry.deletedAt());
        start.upload(1, FAVOURITES, content);
        FileInvariants.check(start);
    }

    @Test
    void aFileKeepsAHundredVersions() {
        for (var i = 0; i < 150; i++) {
            bed.store(KEY, "text " + i);
            bed.runJobs();
            FileInvariants.check(bed);
        }
        assertThat(bed.head(KEY).contents()).isBetween(100L, 110L);
        assertThat(bed.history(KEY).getFirst())
                .isEqualTo(bed.files.rows(ACCOUNT).getLast());
    }

    @Test
    void anOldVersionDoesNotComeToLifeWhenAnAppEmptiesTheTrashRowByRow() {
        for (var order : permutations(List.of(0, 1, 2, 3))) {
            var own = new FilesTestBed();
            own.store(KEY, "one");
            own.store(KEY, "two");
            own.store(KEY, "three");
            own.delete(KEY);
            own.clock.advance(Duration.ofSeconds(1));
            var rows = own.history(KEY);
            for (var row : order) {
                own.removeVersion(1, KEY, rows.get(row).updateTime());
                FileInvariants.check(own);
            }
            assertThat(own.files.rows(ACCOUNT)).as("in the order %s", order).isEmpty();
            assertThat(own.contents.count()).isZero();
            own.checkAll();
            assertThatThrownBy(() -> own.removeVersion(1, KEY, rows.getFirst().updateTime()))
                    .as("two days later")
                    .isInstanceOf(ProblemException.class);
        }
    }

    private static List<List<Integer>> permutations(List<Integer> numbers) {
        if (numbers.isEmpty()) {
            return List.of(List.of());
        }
        var all = new ArrayList<List<Integer>>();
        for (var first : numbers) {
            var others = new ArrayList<>(numbers);
            others.removeIf(first::equals);
            for (var rest : permutations(others)) {
                var order = new ArrayList<>(List.of(first));
                order.addAll(rest);
                all.add(order);
            }
        }
        return all;
    }

    @Test
    void anotherDeviceOrALaterRemovalKeepsTheOlderVersion() {
        bed.store(KEY, "one");
        bed.store(KEY, "two");
        var deleted = bed.delete(KEY);
        bed.removeVersion(1, KEY, deleted);
        bed.removeVersion(2, KEY, bed.history(KEY).getFirst().updateTime());
        assertThat(bed.current(KEY)).contains("one");
        bed.store(KEY, "two again");
        bed.removeVersion(1, KEY, bed.delete(KEY));
        bed.clock.advance(Duration.ofMinutes(11));
        bed.removeVersion(1, KEY, bed.history(KEY).getFirst().updateTime());
        assertThat(bed.current(KEY)).contains("one");
    }

    @Test
    void aPhonesRestoreDoesNotPassTheQuotaAndNeedsNoSubscription() {
        var start = new FilesTestBed(Plan.START);
        var content = FilesTestBed.random(2_000_000);
        start.upload(1, FAVOURITES, content);
        var deleted = start.delete(FAVOURITES);
        for (var i = 0; i < 2; i++) {
            start.clock.advance(Duration.ofSeconds(1));
            start.upload(1, new FileKey("FAVOURITES", "other " + i), content);
        }
        assertThatThrownBy(() -> start.removeVersion(1, FAVOURITES, deleted))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.STORAGE_EXCEEDED));
        assertThatThrownBy(() -> start.restore(FAVOURITES, deleted)).isInstanceOf(ProblemException.class);
        assertThat(start.head(FAVOURITES).isTrashed()).isTrue();

        bed.store(KEY, "a track of a Pro");
        var trackDeleted = bed.delete(KEY);
        bed.clock.advance(Duration.ofSeconds(1));
        bed.with(Plan.LAPSED_PRO).restore(KEY, trackDeleted);
        assertThat(bed.current(KEY)).contains("a track of a Pro");
    }

    @Test
    void theUsageStaysSmallHoweverManyDeletionsAreHidden() {
        var deletions = new ArrayList<EmptySelected.Deletion>();
        for (var i = 0; i < 300; i++) {
            var key = new FileKey("GPX", "file " + i);
            bed.store(key, "text");
            deletions.add(new EmptySelected.Deletion(key, bed.delete(key)));
        }
        deletions.removeFirst();
        deletions.remove(40);
        bed.emptySelected.empty(bed.caller(0), deletions, "job");
        assertThat(bed.usage().hidden()).isEqualTo(1);
        assertThat(bed.trash()).hasSize(2);
        FileInvariants.check(bed);
        bed.runJobs();
        assertThat(bed.usage().hidden()).isZero();
        assertThat(bed.files.rows(ACCOUNT)).hasSize(4);
        FileInvariants.check(bed);
    }

    @Test
    void listFilesOfANameReadsNoOtherFile() {
        var read = new ArrayList<String>();
        PortWrapper noting = new PortWrapper() {
            @Override
            public <T> T over(Class<T> port, T real) {
                return port.cast(
                        Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (_, method, arguments) -> {
                            read.add(method.getName());
                            return method.invoke(real, arguments);
                        }));
            }
        };
        bed.store(KEY, "one");
        bed.store(new FileKey("FILE", "a.gpx"), "two");
        bed.store(FAVOURITES, "three");
        var found = new ArrayList<FileVersion>();
        bed.with(noting)
                .listAccount(new InMemoryListSnapshots(), ListAccount.Thresholds.STANDARD)
                .of(bed.caller(0), Optional.of("a.gpx"))
                .each(found::addAll);
        assertThat(found).extracting(row -> row.key().type()).containsExactly("FILE", "GPX");
        assertThat(read).containsExactly("named");
    }

    @Test
    void aMarkThatComesAfterAWholeRestoreIsTakenBack() {
        bed.store(KEY, "one");
        bed.clock.advance(Duration.ofSeconds(1));
        var preemption = new Preemption();
        var raced = bed.with(preemption);
        // First the read and the transaction of the deletion, then a complete restore, then the delete marker of the
        // deletion.
        preemption.run(
                List.of(new Segment(0, 2), new Segment(1, 100)),
                List.of(
                        () -> raced.delete(1, KEY),
                        () -> raced.removeVersion(2, KEY, bed.head(KEY).newest())));
        assertThat(bed.current(KEY)).contains("one");
        bed.clock.advance(Duration.ofDays(45));
        bed.contents.runLifecycle();
        assertThat(bed.current(KEY)).contains("one");
    }

    @Test
    void aDeletionThatIsKilledInJustThatRaceIsPutRightByTheCheckOfTheNextDay() {
        bed.store(KEY, "one");
        bed.checkAll();
        var object = bed.head(KEY).content().flatMap(FileVersion::content).orElseThrow();
        bed.removeVersion(1, KEY, bed.delete(KEY));
        bed.contents.addDeleteMarker(object);
        bed.clock.advance(Duration.ofDays(1));
        assertThat(bed.checkAccount.check(ACCOUNT).objectsLifted()).isEqualTo(1);
        assertThat(bed.contents.isMarked(object)).isFalse();
    }

    /** The object is stored, and its upload commits after the check. */
    @Test
    void aCheckSparesTheObjectOfAnUploadInProgress() {
        bed.store(KEY, "one");
        bed.checkAll();
        bed.store(KEY, "two");
        bed.clock.advance(Duration.ofDays(1));
        var object = bed.contents.store(ACCOUNT, TestGzip.of("in progress"));
        bed.checkAccount.check(ACCOUNT);
        assertThat(bed.contents.read(object)).isEqualTo(TestGzip.of("in progress"));
        // The upload never commits.
        for (var day = 0; day < 3; day++) {
            bed.clock.advance(Duration.ofDays(1));
            bed.checkAccount.check(ACCOUNT);
        }
        assertThat(bed.contents.count()).as("objects of the two versions").isEqualTo(2);
    }

    @Test
    void aCheckDayThatMovesBetweenReadAndCommitIsNotMissed() {
        bed.store(KEY, "one");
        bed.checkAll();
        bed.checkAll();
        var far = bed.usage().check().day();
        assertThat(far).isGreaterThan(ChangeBuilder.day(bed.clock.millis()) + 1);
        // The writer read a usage whose check was due tomorrow. Since then, the check has moved the day.
        var before = bed.usage();
        var due = new Usage.Check(ChangeBuilder.day(bed.clock.millis()) + 1, 0, 0);
        var caller = bed.caller(1, FileRead.head(KEY));
        var stale = new Caller(caller.account(), caller.device(), AccountRows.with(before, due), caller.file());
        bed.storeFile.store(stale, KEY, TestGzip.of("two"), 1);
        assertThat(bed.usage().check().day()).isEqualTo(ChangeBuilder.day(bed.clock.millis()) + 1);
        FileInvariants.check(bed);
    }

    @Test
    void aCopyWhoseFirstAttemptLandsAfterTheSecondHasItsOwnKey() {
        bed.store(KEY, "one");
        var deleted = bed.delete(KEY);
        bed.clock.advance(Duration.ofSeconds(1));
        var late = new ArrayList<StoredContent>();
        var failure = new PlannedFailure();
        var failing = bed.with(failure);
        // The calls are the read, the lift, and the first attempt of the copy, which succeeds although its response is
        // lost.
        failure.failAt(3, true);
        var version = failing.restore(KEY, deleted);
        var content = version.content().orElseThrow();
        bed.contents
                .keys(ACCOUNT)
                .forEach(key -> bed.contents.currentVersion(key).ifPresent(late::add));
        assertThat(late).hasSize(3);
        assertThat(bed.contents.object(content.objectKey()).entries()).hasSize(1);
        bed.clock.advance(Duration.ofDays(60));
        bed.contents.runLifecycle();
        assertThat(bed.current(KEY)).contains("one");
        bed.checkAll();
        FileInvariants.holdAfterFullCheck(bed);
    }

    @Test
    void aLargeFileMovesInsteadOfBeingCopied() {
        var small = new PlanLimits(5L << 20, 2L << 20, 10_000, 3000L << 20);
        var pro = new FilesTestBed(PortWrapper.none(), 100, Plan.PRO, small);
        var content = FilesTestBed.random((100 << 20) + 1000);
        pro.upload(1, KEY, content);
        var deleted = pro.delete(KEY);
        pro.clock.advance(Duration.ofSeconds(1));
        var version = pro.restore(KEY, deleted);
        assertThat(pro.files.rows(ACCOUNT)).containsExactly(version);
        assertThat(pro.contents.count()).isEqualTo(1);
        FileInvariants.check(pro);
        FileInvariants.noLiveObjectIsMarked(pro);
    }

    @Test
    void anUploadThatCommitsAfterTheErasureIsRefused() {
        bed.store(KEY, "one");
        var caller = bed.caller(1, FileRead.head(KEY));
        bed.files.erase(ACCOUNT);
        bed.contents.erase(ACCOUNT);
        assertThatThrownBy(() -> bed.storeFile.store(caller, KEY, TestGzip.of("two"), 1))
                .isInstanceOf(ProblemException.class);
        assertThat(bed.files.isEmpty(ACCOUNT)).isTrue();
        assertThat(bed.contents.count()).isZero();
    }

    @Test
    void anUploadOverAFileWhoseTimeIsOverBringsNothingBack() {
        bed.store(KEY, "old secret");
        bed.delete(KEY);
        bed.clock.advance(FilesTestBed.WINDOW);
        bed.upload(1, KEY, "new");
        assertThat(bed.history(KEY)).hasSize(1);
        bed.runJobs();
        assertThat(bed.files.rows(ACCOUNT)).hasSize(1);
        assertThat(bed.contents.count()).isEqualTo(1);
        FileInvariants.check(bed);
    }
}
