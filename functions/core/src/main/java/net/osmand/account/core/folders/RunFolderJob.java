package net.osmand.account.core.folders;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.files.AccountJobs;
import net.osmand.account.core.files.LiveFiles;
import net.osmand.account.core.files.ParallelCalls;
import net.osmand.account.core.files.Pause;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.DeviceId;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.core.values.RandomId;
import net.osmand.account.core.values.WebErrorException;
import net.osmand.account.core.values.WebErrorException.Reason;

/**
 * Renames or deletes a folder of any size in steps (docs/protocol/portal-files.md#large-folders). Each step lists the
 * files that are still below the folder, so it continues after an interrupted one. After each transaction the job
 * pauses for as long as the transaction took, so user requests come first.
 */
public final class RunFolderJob {
    /** Files and companions per step. A step takes about one of the 15 minutes that its function may run. */
    static final int FILES_PER_STEP = 1000;

    /** A running job without progress for this long was given up by its queue. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    /** Reads the current account, device and usage: one BatchGetItem. */
    @FunctionalInterface
    public interface Callers {
        Optional<Caller> find(AccountId account, DeviceId device);
    }

    private final Callers callers;
    private final LiveFiles files;
    private final ParallelCalls parallel;
    private final FolderJobs jobs;
    private final AccountJobs queue;
    private final Pause pause;
    private final Clock clock;
    private final SecureRandom random;

    /** @param parallel reads the companions of one transaction */
    public RunFolderJob(
            Callers callers,
            LiveFiles files,
            ParallelCalls parallel,
            FolderJobs jobs,
            AccountJobs queue,
            Pause pause,
            Clock clock,
            SecureRandom random) {
        this.callers = callers;
        this.files = files;
        this.parallel = parallel;
        this.jobs = jobs;
        this.queue = queue;
        this.pause = pause;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Starts a job, or returns the running job if it makes the same change.
     *
     * @throws ProblemException 409 if another job is running
     */
    public FolderJob start(Caller caller, FolderChange change) {
        var account = caller.account().id();
        var now = clock.millis();
        var job = FolderJob.started(
                account, RandomId.next(random), caller.device().id(), change, now);
        if (!jobs.claim(job, now - ABANDONED.toMillis())) {
            job = jobs.find(account)
                    .filter(FolderJob::isRunning)
                    .filter(running -> running.change().equals(change))
                    .orElseThrow(() -> new ProblemException(Problem.FOLDER_JOB_UNDER_WAY));
        }
        queue.send(AccountJobs.Kind.FOLDER, account);
        return job;
    }

    /** Finds the job with that id; empty if it does not exist or was replaced by a newer one. */
    public Optional<FolderJob> find(AccountId account, String id) {
        return jobs.find(account).filter(job -> job.id().equals(id));
    }

    /** Cancels a running job. Completed changes stay. Idempotent. */
    public Optional<FolderJob> cancel(AccountId account, String id) {
        var found = find(account, id);
        while (found.filter(FolderJob::isRunning).isPresent()) {
            var job = found.get();
            found = jobs.replace(job, job.cancelled(clock.millis()))
                    ? Optional.of(job.cancelled(clock.millis()))
                    : find(account, id);
        }
        return found;
    }

    /** Runs the next step and queues another one if files are left. Safe to repeat. */
    public void step(AccountId account) {
        jobs.find(account).filter(FolderJob::isRunning).ifPresent(this::step);
    }

    private void step(FolderJob job) {
        var caller = caller(job);
        if (caller.isEmpty()) {
            jobs.replace(job, job.cancelled(clock.millis()));
            return;
        }
        try {
            if (new Step(job).run(caller.get())) {
                queue.send(AccountJobs.Kind.FOLDER, job.account());
            }
        } catch (WebErrorException refused) {
            refuse(job, refused.reason().name());
        } catch (ProblemException refused) {
            var isName = refused.problem() == Problem.DEVICE_REJECTED;
            refuse(
                    job,
                    isName ? Reason.NAME_NOT_VALID.name() : refused.problem().name());
        }
    }

    private void refuse(FolderJob started, String reason) {
        find(started.account(), started.id())
                .filter(FolderJob::isRunning)
                .ifPresent(job -> jobs.replace(job, job.refused(reason, clock.millis())));
    }

    /**
     * Reads the account again, because its plan and usage may change during the job. Empty if the account or the device
     * was removed.
     */
    private Optional<Caller> caller(FolderJob job) {
        return callers.find(job.account(), job.device())
                .filter(caller -> !caller.account().closing());
    }

    /** One step of a job. */
    private final class Step {
        private FolderJob job;

        Step(FolderJob job) {
            this.job = job;
        }

        /**
         * Runs the step. Returns whether files are left for another step; false if the job was cancelled or another
         * step of it is running.
         */
        boolean run(Caller caller) {
            job.change().checkNames();
            var below = new FolderFiles(files, parallel, clock, job.change());
            var left = below.list(caller).stream()
                    .filter(move -> move.key().name().compareTo(job.after()) > 0)
                    .toList();
            if (job.progress().total() == 0) {
                below.check(caller, left);
                if (!record(job.counted(FolderFiles.count(left), clock.millis()))) {
                    return false;
                }
            }
            var looked = 0;
            for (var group : below.groups(left)) {
                if (looked >= FILES_PER_STEP) {
                    return true;
                }
                if (!apply(below, group)) {
                    return false;
                }
                looked += FolderFiles.count(group);
            }
            record(job.finished(clock.millis()));
            return false;
        }

        private boolean apply(FolderFiles below, List<FileMove> group) {
            var caller = caller(job);
            if (caller.isEmpty()) {
                record(job.cancelled(clock.millis()));
                return false;
            }
            var begun = clock.millis();
            var stayed = below.apply(caller.get(), group);
            var now = clock.millis();
            var last = group.getLast().key().name();
            var isRecorded = record(job.moved(FolderFiles.count(group), stayed, last, now));
            pause.of(Duration.ofMillis(now - begun));
            return isRecorded;
        }

        private boolean record(FolderJob next) {
            var isReplaced = jobs.replace(job, next);
            job = isReplaced ? next : job;
            return isReplaced;
        }
    }
}
