package net.osmand.account.core.files;

import static net.osmand.account.core.files.FilesTestBed.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.osmand.account.core.account.UsageChange;
import net.osmand.account.core.files.EmptySelected.Deletion;
import net.osmand.account.core.files.Trash.Emptied;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.Problem;
import org.junit.jupiter.api.Test;

/** {@link EmptyTrash} and {@link EmptySelected}. */
class EmptyTrashTest {
    private static final FileKey LATER = new FileKey("GPX", "later.gpx");

    private final FilesTestBed bed = new FilesTestBed();

    @Test
    void purgesUpToHundredFilesAtOnce() {
        var until = trash(100).getLast().deletedAt();
        bed.store(LATER, "later");
        bed.delete(LATER);
        var job = bed.emptyTrash.start(ACCOUNT, "job", until);
        assertThat(job.finished()).isTrue();
        assertThat(job.total()).isEqualTo(100);
        assertThat(job.done()).isEqualTo(100);
        assertThat(bed.jobQueue).isEmpty();
        assertThat(bed.files.entries(ACCOUNT)).containsOnlyKeys(LATER);
        FileInvariants.hold(bed);
    }

    @Test
    void hidesMoreFilesAtOnceAndLeavesTheirPurgeToAJob() {
        var deletions = trash(101);
        var until = deletions.getLast().deletedAt();
        bed.store(LATER, "later");
        var later = bed.delete(LATER);
        var job = bed.emptyTrash.start(ACCOUNT, "job", until);
        assertThat(job.finished()).isFalse();
        assertThat(bed.files.entries(ACCOUNT)).hasSize(102);
        var emptied = bed.files.usage(ACCOUNT).emptied();
        assertThat(deletions).allMatch(deletion -> emptied.has(deletion.deletedAt()));
        assertThat(emptied.has(later)).isFalse();
        StoreFileTest.isRejected(
                () -> bed.trash.removeVersion(
                        bed.caller(1),
                        deletions.getFirst().key(),
                        deletions.getFirst().deletedAt()),
                Problem.FILE_NOT_AVAILABLE);
        bed.runJobs();
        var done = bed.emptyTrash.find(ACCOUNT, "job").orElseThrow();
        assertThat(done.finished()).isTrue();
        assertThat(done.done()).isEqualTo(101);
        assertThat(done.wasStopped()).isFalse();
        assertThat(bed.files.entries(ACCOUNT)).containsOnlyKeys(LATER);
        FileInvariants.hold(bed);
    }

    @Test
    void continuesInStepsOfTwoThousandFiles() {
        var until = trash(2001).getLast().deletedAt();
        bed.emptyTrash.start(ACCOUNT, "job", until);
        bed.emptyTrash.step(ACCOUNT, bed.jobQueue.remove());
        var half = bed.emptyTrash.find(ACCOUNT, "job").orElseThrow();
        assertThat(half.done()).isEqualTo(2000);
        assertThat(half.finished()).isFalse();
        assertThat(bed.jobQueue).hasSize(1);
        bed.runJobs();
        assertThat(bed.emptyTrash.find(ACCOUNT, "job").orElseThrow().step()).isEqualTo(2);
        assertThat(bed.files.rows(ACCOUNT)).isEmpty();
    }

    @Test
    void ignoresMessagesThatArriveTwice() {
        trash(150);
        var job = bed.emptyTrash.start(ACCOUNT, "job", bed.clock.millis());
        bed.runJobs();
        bed.store(LATER, "later");
        bed.delete(LATER);
        bed.emptyTrash.step(ACCOUNT, job.id());
        bed.emptyTrash.step(ACCOUNT, "unknown");
        assertThat(bed.jobQueue).isEmpty();
        assertThat(bed.files.entries(ACCOUNT)).containsOnlyKeys(LATER);
    }

    @Test
    void stopsAJobAndShowsTheRestAgain() {
        trash(150);
        bed.emptyTrash.start(ACCOUNT, "job", bed.clock.millis());
        bed.emptyTrash.stop(ACCOUNT, "job");
        bed.emptyTrash.stop(ACCOUNT, "job");
        bed.runJobs();
        var stopped = bed.emptyTrash.find(ACCOUNT, "job").orElseThrow();
        assertThat(stopped.wasStopped()).isTrue();
        assertThat(bed.files.entries(ACCOUNT)).hasSize(150);
        assertThat(bed.files.usage(ACCOUNT).emptied().until()).isZero();
    }

    @Test
    void stopsNoFinishedJob() {
        trash(3);
        var job = bed.emptyTrash.start(ACCOUNT, "job", bed.clock.millis());
        assertThat(bed.emptyTrash.stop(ACCOUNT, job.id()).orElseThrow().wasStopped())
                .isFalse();
    }

    @Test
    void keepsAFileThatWasUploadedAfterItWasHidden() {
        var deletions = trash(150);
        bed.emptyTrash.start(ACCOUNT, "job", bed.clock.millis());
        var alive = deletions.get(3).key();
        bed.store(alive, "a new life");
        bed.runJobs();
        assertThat(bed.current(alive)).contains("a new life");
        assertThat(bed.files.entries(ACCOUNT)).isEmpty();
        FileInvariants.hold(bed);
    }

    @Test
    void findsNoJobOfAnotherAccountOrWithALongId() {
        trash(3);
        bed.emptyTrash.start(ACCOUNT, "job", bed.clock.millis());
        assertThat(bed.emptyTrash.find(new AccountId(8), "job")).isEmpty();
        assertThat(bed.emptyTrash.find(ACCOUNT, "j".repeat(37))).isEmpty();
        assertThat(bed.emptyTrash.find(ACCOUNT, "job")).isPresent();
    }

    @Test
    void emptiesUpToHundredSelectedFilesWithoutAJob() {
        var deletions = trash(100);
        var results = bed.emptySelected.empty(bed.caller(1), deletions.subList(0, 60), "job");
        assertThat(results).hasSize(60).containsOnly(Emptied.DELETED);
        assertThat(bed.jobQueue).isEmpty();
        assertThat(bed.files.entries(ACCOUNT)).hasSize(40);
        FileInvariants.hold(bed);
    }

    @Test
    void hidesALongSelectionAndLeavesItToAJob() {
        var deletions = trash(130);
        var selected = deletions.subList(10, 120);
        var results = bed.emptySelected.empty(bed.caller(1), selected, "job");
        assertThat(results).hasSize(110).containsOnly(Emptied.DELETED);
        var emptied = bed.files.usage(ACCOUNT).emptied();
        assertThat(selected).allMatch(deletion -> emptied.has(deletion.deletedAt()));
        assertThat(emptied.deletions()).hasSize(110);
        assertThat(bed.files.entries(ACCOUNT)).hasSize(130);
        bed.store(selected.getFirst().key(), "a new life");
        bed.runJobs();
        assertThat(bed.current(selected.getFirst().key())).contains("a new life");
        assertThat(bed.files.entries(ACCOUNT)).hasSize(20);
        bed.clock.advance(Duration.ofHours(25));
        bed.dailyMaintenance.account(ACCOUNT);
        assertThat(bed.files.usage(ACCOUNT).emptied().deletions()).isEmpty();
        assertThat(bed.files.entries(ACCOUNT)).hasSize(20);
        FileInvariants.hold(bed);
    }

    @Test
    void emptiesTheWholeTrashIfALongSelectionNamesAllOfIt() {
        var deletions = trash(120);
        bed.store(new FileKey("GPX", "f3.info"), "a companion, which no list of the trash shows");
        bed.clock.advance(Duration.ofSeconds(-1));
        assertThat(bed.emptySelected.empty(bed.caller(1), deletions, "job")).containsOnly(Emptied.DELETED);
        assertThat(bed.files.usage(ACCOUNT).emptied().deletions()).isEmpty();
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
    void hidesNoMoreThanTwentyThousandDeletions() {
        var hidden = new HashSet<Long>();
        for (var i = 1L; i <= 20_000; i++) {
            hidden.add(i);
        }
        var deletions = trash(130);
        bed.files.hideDeletions(ACCOUNT, hidden);
        var selected = deletions.subList(10, 120);
        assertThat(bed.emptySelected.empty(bed.caller(1), selected, "job")).containsOnly(Emptied.DELETED);
        assertThat(bed.jobQueue).as("without room to hide them they go at once").isEmpty();
        assertThat(bed.files.entries(ACCOUNT)).hasSize(20);
    }

    @Test
    void answersFailedOnceTheTimeIsOver() {
        var never = Collections.nCopies(80, new Deletion(new FileKey("GPX", "never"), 1));
        var slow = new FilesTestBed();
        var trash = new Trash(slowVersions(slow), slow.contents, slow.clock, FilesTestBed.WINDOW);
        var results =
                new EmptySelected(slow.files, trash, slow.emptyTrash, slow.clock).empty(slow.caller(1), never, "job");
        assertThat(results.subList(0, 50)).containsOnly(Emptied.ALREADY_MISSING);
        assertThat(results.subList(50, 80)).containsOnly(Emptied.FAILED);
    }

    /** Each read of a file's history takes 300 ms. */
    private static FileVersions slowVersions(FilesTestBed bed) {
        return FileVersions.class.cast(Proxy.newProxyInstance(
                FileVersions.class.getClassLoader(), new Class<?>[] {FileVersions.class}, (_, method, arguments) -> {
                    if (method.getName().equals("history")) {
                        bed.clock.advance(Duration.ofMillis(300));
                    }
                    return method.invoke(bed.files, arguments);
                }));
    }

    /** Files in the trash, the earliest deletion first. */
    private List<Deletion> trash(int files) {
        var deletions = new ArrayList<Deletion>();
        for (var i = 0; i < files; i++) {
            var key = new FileKey("GPX", "f" + i);
            var time = bed.clock.millis() + 1;
            bed.clock.advance(Duration.ofMillis(2));
            var content = bed.contents.store(ACCOUNT, new byte[1]);
            var version = new FileVersion(key, bed.caller(1).device().id(), time, 0, 1, 1, 0, 10, Optional.of(content));
            bed.files.add(ACCOUNT, version);
            bed.contents.trash(content);
            var marker = FileVersion.deletionMarker(key, version.device(), time + 1, 0);
            bed.files.addToTrash(ACCOUNT, marker, bed.trash.endOf(time + 1));
            deletions.add(new Deletion(key, time + 1));
        }
        // Times of later changes must be later, as the counter of the account guarantees.
        bed.files.advance(ACCOUNT, bed.files.usage(ACCOUNT), UsageChange.ofVersions(files), bed.clock.millis());
        assertThat(Set.copyOf(deletions)).hasSize(files);
        return deletions;
    }
}
