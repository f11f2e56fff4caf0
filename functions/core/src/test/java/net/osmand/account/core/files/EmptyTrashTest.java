package net.osmand.account.core.files;

import static net.osmand.account.core.files.FilesTestBed.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.osmand.account.core.files.EmptySelected.Deletion;
import net.osmand.account.core.files.EmptySelected.Emptied;
import net.osmand.account.core.testing.PortWrapper;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.Problem;
import org.junit.jupiter.api.Test;

/** Tests {@link EmptyTrash} and {@link EmptySelected}. */
class EmptyTrashTest {
    private static final FileKey LATER = new FileKey("GPX", "later.gpx");

    private final FilesTestBed bed = new FilesTestBed();

    @Test
    void purgesUpToHundredFilesAtOnce() {
        var until = trash(100).getLast().deletedAt();
        bed.store(LATER, "later");
        bed.delete(LATER);
        var job = bed.emptyTrash.start(ACCOUNT, bed.usage(), "job", until);
        assertThat(job.finished()).isTrue();
        assertThat(job.total()).isEqualTo(100);
        assertThat(job.done()).isEqualTo(100);
        assertThat(bed.queue).isEmpty();
        assertThat(bed.files.entries(ACCOUNT)).containsOnlyKeys(LATER);
        FileInvariants.check(bed);
    }

    @Test
    void hidesMoreFilesAtOnceAndLeavesTheirPurgeToAJob() {
        var deletions = trash(101);
        var until = deletions.getLast().deletedAt();
        bed.store(LATER, "later");
        var later = bed.delete(LATER);
        var job = bed.emptyTrash.start(ACCOUNT, bed.usage(), "job", until);
        assertThat(job.finished()).isFalse();
        assertThat(bed.files.entries(ACCOUNT)).hasSize(102);
        assertThat(bed.trash()).extracting(TrashEntry::deletedAt).containsExactly(later);
        StoreFileTest.isRejected(
                () -> bed.removeVersion(
                        1, deletions.getFirst().key(), deletions.getFirst().deletedAt()),
                Problem.FILE_NOT_AVAILABLE);
        bed.runJobs();
        var done = bed.emptyTrash.find(ACCOUNT, "job").orElseThrow();
        assertThat(done.finished()).isTrue();
        assertThat(done.done()).isEqualTo(101);
        assertThat(done.wasStopped()).isFalse();
        assertThat(bed.files.entries(ACCOUNT)).containsOnlyKeys(LATER);
        FileInvariants.check(bed);
    }

    @Test
    void continuesInStepsOfAThousandFiles() {
        var until = trash(1001).getLast().deletedAt();
        bed.emptyTrash.start(ACCOUNT, bed.usage(), "job", until);
        bed.emptyTrash.step(ACCOUNT, bed.queue.remove());
        var half = bed.emptyTrash.find(ACCOUNT, "job").orElseThrow();
        assertThat(half.done()).isEqualTo(1000);
        assertThat(half.finished()).isFalse();
        assertThat(bed.queue).hasSize(1);
        bed.runJobs();
        assertThat(bed.emptyTrash.find(ACCOUNT, "job").orElseThrow().step()).isEqualTo(2);
        assertThat(bed.files.rows(ACCOUNT)).isEmpty();
    }

    @Test
    void ignoresMessagesThatArriveTwice() {
        trash(150);
        var job = bed.emptyTrash.start(ACCOUNT, bed.usage(), "job", bed.clock.millis());
        bed.runJobs();
        bed.store(LATER, "later");
        bed.delete(LATER);
        bed.emptyTrash.step(ACCOUNT, job.id());
        bed.emptyTrash.step(ACCOUNT, "unknown");
        assertThat(bed.queue).isEmpty();
        assertThat(bed.files.entries(ACCOUNT)).containsOnlyKeys(LATER);
    }

    @Test
    void stopsAJobAndShowsTheRestAgain() {
        trash(150);
        bed.emptyTrash.start(ACCOUNT, bed.usage(), "job", bed.clock.millis());
        bed.emptyTrash.stop(ACCOUNT, "job");
        bed.emptyTrash.stop(ACCOUNT, "job");
        bed.runJobs();
        var stopped = bed.emptyTrash.find(ACCOUNT, "job").orElseThrow();
        assertThat(stopped.wasStopped()).isTrue();
        assertThat(bed.files.entries(ACCOUNT)).hasSize(150);
        assertThat(bed.usage().emptiedUntil()).isZero();
    }

    @Test
    void stopsNoFinishedJob() {
        trash(3);
        var job = bed.emptyTrash.start(ACCOUNT, bed.usage(), "job", bed.clock.millis());
        assertThat(bed.emptyTrash.stop(ACCOUNT, job.id()).orElseThrow().wasStopped())
                .isFalse();
    }

    @Test
    void keepsAFileThatWasUploadedAfterItWasHidden() {
        var deletions = trash(150);
        bed.emptyTrash.start(ACCOUNT, bed.usage(), "job", bed.clock.millis());
        var alive = deletions.get(3).key();
        bed.store(alive, "a new life");
        bed.runJobs();
        assertThat(bed.current(alive)).contains("a new life");
        assertThat(bed.files.entries(ACCOUNT)).isEmpty();
        FileInvariants.check(bed);
    }

    @Test
    void findsNoJobOfAnotherAccountOrWithALongId() {
        trash(3);
        bed.emptyTrash.start(ACCOUNT, bed.usage(), "job", bed.clock.millis());
        assertThat(bed.emptyTrash.find(new AccountId(8), "job")).isEmpty();
        assertThat(bed.emptyTrash.find(ACCOUNT, "j".repeat(37))).isEmpty();
        assertThat(bed.emptyTrash.find(ACCOUNT, "job")).isPresent();
    }

    @Test
    void emptiesUpToHundredSelectedFilesWithoutAJob() {
        var deletions = trash(100);
        var results = bed.emptySelected.empty(bed.caller(1), deletions.subList(0, 60), "job");
        assertThat(results).hasSize(60).containsOnly(Emptied.DELETED);
        assertThat(bed.queue).isEmpty();
        assertThat(bed.files.entries(ACCOUNT)).hasSize(40);
        FileInvariants.check(bed);
    }

    @Test
    void hidesALongSelectionAndLeavesItToAJob() {
        var deletions = trash(130);
        var selected = deletions.subList(10, 120);
        var results = bed.emptySelected.empty(bed.caller(1), selected, "job");
        assertThat(results).hasSize(110).containsOnly(Emptied.DELETED);
        assertThat(bed.usage().hidden()).isOne();
        assertThat(bed.trash()).hasSize(20);
        assertThat(bed.files.entries(ACCOUNT)).hasSize(130);
        bed.store(selected.getFirst().key(), "a new life");
        bed.runJobs();
        assertThat(bed.current(selected.getFirst().key())).contains("a new life");
        assertThat(bed.files.entries(ACCOUNT)).hasSize(20);
        assertThat(bed.usage().hidden()).isZero();
        assertThat(bed.files.entries(ACCOUNT)).hasSize(20);
        FileInvariants.check(bed);
    }

    @Test
    void emptiesTheWholeTrashIfALongSelectionNamesAllOfIt() {
        var deletions = trash(120);
        bed.store(new FileKey("GPX", "f3.info"), "a companion, which no list of the trash shows");
        bed.clock.advance(Duration.ofSeconds(-1));
        assertThat(bed.emptySelected.empty(bed.caller(1), deletions, "job")).containsOnly(Emptied.DELETED);
        assertThat(bed.usage().hidden()).isZero();
        bed.runJobs();
        assertThat(bed.files.entries(ACCOUNT)).isEmpty();
    }

    @Test
    void answersForWhatIsNotInTheTrash() {
        var live = bed.store(LATER, "stays");
        var selected = new ArrayList<>(trash(130).subList(0, 110));
        selected.add(new Deletion(LATER, live.updateTime()));
        selected.add(new Deletion(new FileKey("GPX", "never"), 1));
        var results = bed.emptySelected.empty(bed.caller(1), selected, "job");
        assertThat(results.subList(0, 110)).containsOnly(Emptied.DELETED);
        assertThat(results.subList(110, 112)).containsExactly(Emptied.SKIPPED_NOT_TRASH, Emptied.ALREADY_MISSING);
        bed.runJobs();
        assertThat(bed.current(LATER)).contains("stays");
        assertThat(bed.files.entries(ACCOUNT)).hasSize(20);
    }

    @Test
    void removesNoMoreThanTenListsAtATime() {
        var deletions = trash(111);
        for (var i = 0; i < 10; i++) {
            var some = deletions.subList(i, i + 1).stream()
                    .map(Deletion::deletedAt)
                    .collect(Collectors.toSet());
            bed.emptyTrash.startListed(ACCOUNT, bed.usage(), "job" + i, some);
        }
        StoreFileTest.isRejected(
                () -> bed.emptySelected.empty(bed.caller(1), deletions.subList(10, 111), "one more"),
                Problem.TOO_MANY_REQUESTS);
        assertThat(bed.usage().hidden()).isEqualTo(10);
        bed.runJobs();
        assertThat(bed.usage().hidden()).isZero();
        assertThat(bed.files.entries(ACCOUNT)).hasSize(101);
    }

    @Test
    void finishesWhatItsQueueGaveUp() {
        var deletions = trash(250);
        bed.emptyTrash.start(ACCOUNT, bed.usage(), "whole", deletions.get(120).deletedAt());
        bed.emptySelected.empty(bed.caller(1), deletions.subList(130, 240), "some");
        bed.queue.clear();
        bed.jobs.forget();
        bed.clock.advance(Duration.ofDays(2));
        bed.checkAccount.checkAll(ACCOUNT);
        assertThat(bed.files.entries(ACCOUNT)).hasSize(19);
        assertThat(bed.usage().hidden()).isZero();
        assertThat(bed.usage().emptiedUntil()).isZero();
        FileInvariants.check(bed);
    }

    @Test
    void answersFailedOnceTheTimeIsOver() {
        var deletions = trash(80);
        var slow = bed.with(new PortWrapper() {
            @Override
            public <T> T over(Class<T> port, T real) {
                return port.cast(Proxy.newProxyInstance(
                        port.getClassLoader(), new Class<?>[] {port}, (_, method, arguments) -> {
                            if (method.getName().equals("commit")) {
                                bed.clock.advance(Duration.ofSeconds(4));
                            }
                            return method.invoke(real, arguments);
                        }));
            }
        });
        var results = slow.emptySelected.empty(slow.caller(1), deletions, "job");
        assertThat(results.subList(0, 57)).containsOnly(Emptied.DELETED);
        assertThat(results.subList(57, 80)).containsOnly(Emptied.FAILED);
        FileInvariants.check(bed);
    }

    /** Moves files to the trash and returns their deletions, earliest first. */
    private List<Deletion> trash(int files) {
        var deletions = new ArrayList<Deletion>();
        for (var i = 0; i < files; i++) {
            var key = new FileKey("GPX", "f" + i);
            bed.clock.advance(Duration.ofMillis(2));
            bed.upload(1, key, "x");
            bed.delete(1, key);
            deletions.add(new Deletion(key, bed.head(key).newest()));
        }
        bed.clock.advance(Duration.ofSeconds(1));
        return deletions;
    }
}
