package net.osmand.account.core.folders;

import static net.osmand.account.core.folders.FolderTestBed.caller;
import static net.osmand.account.core.folders.FolderTestBed.gpx;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.account.Plan;
import net.osmand.account.core.files.FilesTestBed;
import net.osmand.account.core.files.LiveFiles;
import net.osmand.account.core.folders.FolderJob.Progress;
import net.osmand.account.core.folders.FolderJob.State;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import org.junit.jupiter.api.Test;

/** A job renames and deletes large folders: docs/protocol/portal-files.md#large-folders. */
class FolderJobTest {
    private static final AccountId ACCOUNT = new AccountId(7);
    private static final FolderChange RENAME = new FolderChange.Rename("GPX", "Alps", "Tours");

    private final FolderTestBed bed = new FolderTestBed();
    private final InMemoryFolderJobs jobs = new InMemoryFolderJobs();
    private final Queue<AccountId> queue = new ArrayDeque<>();
    private final List<Duration> pauses = new ArrayList<>();
    private Optional<Caller> web = Optional.of(bed.web);
    private final RunFolderJob runFolderJob = new RunFolderJob(
            (_, _) -> web,
            bed.files,
            FilesTestBed.SERIAL,
            jobs,
            (_, account) -> queue.add(account),
            pauses::add,
            bed.clock,
            new SecureRandom());

    @Test
    void renamesTenThousandFilesInStepsOfAThousand() {
        fill(10_000);
        var job = runFolderJob.start(bed.web, RENAME);
        assertThat(runFolderJob.find(ACCOUNT, job.id()).orElseThrow().progress())
                .isEqualTo(new Progress(0, 0, 0, ""));

        runFolderJob.step(queue.remove());
        assertThat(progress(job)).isEqualTo(new Progress(1008, 10_000, 0, ""));
        assertThat(queue).hasSize(1);
        var steps = 1 + run();

        assertThat(steps).isEqualTo(10);
        assertThat(jobs.find(ACCOUNT)).map(FolderJob::state).contains(State.DONE);
        assertThat(progress(job)).isEqualTo(new Progress(10_000, 10_000, 0, ""));
        assertThat(bed.names()).hasSize(10_000).allMatch(name -> name.startsWith("Tours/"));
        assertThat(bed.files.changes).hasSize(625).allMatch(change -> change.size() <= LiveFiles.MAX_CHANGES);
        assertThat(pauses).as("a rest after each transaction").hasSize(625);
    }

    @Test
    void deletesFilesWithCompanionsAndThePlaceholder() {
        bed.upload("Alps/__folder__.info", "");
        for (var i = 0; i < 700; i++) {
            bed.upload("Alps/" + i + ".gpx", "track");
            bed.upload("Alps/" + i + ".gpx.info", "{}");
        }
        bed.upload("AlpsX/stays.gpx", "track");

        var job = runFolderJob.start(caller(Plan.START), new FolderChange.Delete("GPX", "Alps"));
        run();

        assertThat(bed.names()).containsExactly("AlpsX/stays.gpx");
        assertThat(progress(job)).isEqualTo(new Progress(1401, 1401, 0, ""));
    }

    @Test
    void aCancelledJobStopsAndTheSameRequestFinishesTheRest() {
        fill(2000);
        var job = runFolderJob.start(bed.web, RENAME);
        bed.files.beforeNextChange(_ -> runFolderJob.cancel(ACCOUNT, job.id()));

        run();

        assertThat(bed.files.changes).hasSize(1);
        assertThat(state(job)).isEqualTo(State.CANCELLED);
        assertThat(runFolderJob.cancel(ACCOUNT, job.id())).as("repeatable").isPresent();
        var next = runFolderJob.start(bed.web, RENAME);
        assertThat(next.id()).isNotEqualTo(job.id());
        assertThat(runFolderJob.find(ACCOUNT, job.id()))
                .as("only the newest is kept")
                .isEmpty();
        run();
        assertThat(progress(next)).isEqualTo(new Progress(1984, 1984, 0, ""));
        assertThat(bed.names()).hasSize(2000).allMatch(name -> name.startsWith("Tours/"));
    }

    @Test
    void oneJobOfAnAccountRunsAtATime() {
        fill(2000);
        var job = runFolderJob.start(bed.web, RENAME);
        assertThat(runFolderJob.start(bed.web, RENAME).id())
                .as("the same request")
                .isEqualTo(job.id());
        assertThatThrownBy(() -> runFolderJob.start(bed.web, new FolderChange.Delete("GPX", "Alps")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(Problem.FOLDER_JOB_UNDER_WAY));
        bed.clock.advance(Duration.ofMinutes(61));
        var other = runFolderJob.start(bed.web, new FolderChange.Delete("GPX", "Alps"));
        assertThat(other.id()).as("the first made no progress for an hour").isNotEqualTo(job.id());
    }

    @Test
    void twoDeliveriesOfAMessageDoTheWorkOnce() {
        fill(100);
        var job = runFolderJob.start(bed.web, RENAME);
        bed.files.beforeNextChange(_ -> runFolderJob.step(ACCOUNT));

        run();

        assertThat(bed.names()).hasSize(100).allMatch(name -> name.startsWith("Tours/"));
        assertThat(state(job)).isEqualTo(State.DONE);
        assertThat(progress(job)).isEqualTo(new Progress(100, 100, 0, ""));
        bed.files.rows.forEach((key, rows) ->
                assertThat(rows).as(key.name()).hasSize(key.name().startsWith("Alps/") ? 2 : 1));
    }

    @Test
    void refusesBeforeAnythingIsChangedAndSaysWhy() {
        fill(3);
        bed.upload("Taken/1.gpx", "other");
        refused(new FolderChange.Rename("GPX", "Alps", "Taken"), "FOLDER_TAKEN");
        refused(new FolderChange.Rename("GPX", "Alps", "Alps"), "SAME_NAME");
        refused(new FolderChange.Rename("GPX", "Alps", "Alps/x"), "FOLDER_INSIDE_ITSELF");
        refused(new FolderChange.Rename("GPX", "Alps", "x".repeat(1020)), "NAME_NOT_VALID");
        refused(new FolderChange.Rename("GPX", "None", "x"), "FILE_NOT_FOUND");
        refused(new FolderChange.Delete("GPX", "a/"), "NAME_NOT_VALID");
        web = Optional.of(caller(Plan.START));
        refused(RENAME, "NO_SUBSCRIPTION");
        assertThat(bed.files.changes).isEmpty();
    }

    @Test
    void countsFilesThatStayAndGoesOn() {
        fill(100);
        bed.files.beforeNextChange(files -> files.upload(gpx("Tours/0.gpx"), "a phone was faster"));

        var job = runFolderJob.start(bed.web, RENAME);
        run();

        assertThat(state(job)).isEqualTo(State.DONE);
        assertThat(progress(job)).isEqualTo(new Progress(99, 100, 1, ""));
        assertThat(bed.text("Alps/0.gpx")).contains("track");
        assertThat(bed.text("Tours/0.gpx")).contains("a phone was faster");
    }

    @Test
    void endsWithTheAccessOfItsDevice() {
        fill(2000);
        var job = runFolderJob.start(bed.web, RENAME);
        bed.files.beforeNextChange(_ -> web = Optional.empty());
        run();
        assertThat(state(job)).isEqualTo(State.CANCELLED);
        assertThat(bed.files.changes).hasSize(1);
    }

    private void fill(int count) {
        for (var i = 0; i < count; i++) {
            bed.upload("Alps/" + i + ".gpx", "track");
        }
    }

    private void refused(FolderChange change, String reason) {
        var job = runFolderJob.start(bed.web, change);
        run();
        assertThat(state(job)).isEqualTo(State.REFUSED);
        assertThat(progress(job).reason()).isEqualTo(reason);
    }

    private int run() {
        var steps = 0;
        for (; !queue.isEmpty(); steps++) {
            runFolderJob.step(queue.remove());
        }
        return steps;
    }

    private State state(FolderJob job) {
        return runFolderJob.find(ACCOUNT, job.id()).orElseThrow().state();
    }

    private Progress progress(FolderJob job) {
        return runFolderJob.find(ACCOUNT, job.id()).orElseThrow().progress();
    }
}
