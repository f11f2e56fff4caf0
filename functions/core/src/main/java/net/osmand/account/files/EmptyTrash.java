package net.osmand.account.files;

import java.time.Clock;
import java.util.Optional;
import net.osmand.account.identity.AccountId;

/**
 * Empties the whole trash as a job that continues itself in bounded steps. What is deleted after the job began survives; a
 * step that was interrupted is taken up again where the rows say, so that nothing is skipped and nothing is lost.
 */
public final class EmptyTrash {
    private static final int PAGE = 25;
    private static final int FILES_A_STEP = 500;

    /** Characters of a UUID. A key that DynamoDB refuses for its length would look like a failure of ours. */
    private static final int LONGEST_ID = 36;

    private final FileVersions versions;
    private final Trash trash;
    private final Jobs jobs;
    private final Turns turns;
    private final Clock clock;

    public EmptyTrash(FileVersions versions, Trash trash, Jobs jobs, Turns turns, Clock clock) {
        this.versions = versions;
        this.trash = trash;
        this.jobs = jobs;
        this.turns = turns;
        this.clock = clock;
    }

    /**
     * A request to empty the trash.
     *
     * @param until what leaves the trash by itself after this was deleted later and survives, epoch milliseconds
     * @param total files that lay in the trash when it began
     * @param done files that are gone since; fewer than {@code total} in a finished job is one that was stopped
     */
    public record Job(AccountId account, String id, long until, long total, long done, boolean finished) {
        private Job with(long doneNow, boolean finishedNow) {
            return new Job(account, id, until, total, doneNow, finishedNow);
        }

        public boolean wasStopped() {
            return finished && done < total;
        }
    }

    /** Where jobs are kept for a day. */
    public interface Jobs {
        void keep(Job job, long now);

        /** Keeps how far a job is; false, and nothing kept, where it is over already. */
        boolean keepProgress(Job job, long now);

        Optional<Job> find(AccountId account, String id);
    }

    /** The queue of the steps: each message comes at least once. */
    @FunctionalInterface
    public interface Turns {
        void send(AccountId account, String job);
    }

    /** Begins, with what lies in the trash now. */
    public Job start(AccountId account, String id) {
        var now = clock.millis();
        var until = trash.endOf(now);
        var job = new Job(account, id, until, versions.countTrash(account, now, until + 1), 0, false);
        jobs.keep(job, now);
        turns.send(account, id);
        return job;
    }

    /** A job of the account's; whatever is longer than an id is none. */
    public Optional<Job> find(AccountId account, String id) {
        return id.length() > LONGEST_ID ? Optional.empty() : jobs.find(account, id);
    }

    /** Ends a job before its time: what is gone stays gone, the rest stays in the trash. Repeatable. */
    public Optional<Job> stop(AccountId account, String id) {
        var found = jobs.find(account, id);
        found.filter(job -> !job.finished()).ifPresent(job -> jobs.keep(job.with(job.done(), true), clock.millis()));
        return found;
    }

    /** Goes on for one step, and sends the next where one is needed. Repeatable. */
    public void step(AccountId account, String id) {
        var found = jobs.find(account, id).filter(job -> !job.finished());
        if (found.isEmpty()) {
            return;
        }
        var job = found.get();
        var gone = 0;
        while (gone < FILES_A_STEP) {
            var page = versions.trash(account, clock.millis(), job.until() + 1, PAGE);
            if (page.isEmpty()) {
                jobs.keepProgress(job.with(job.total(), true), clock.millis());
                return;
            }
            page.forEach(trashed -> trash.purge(account, trashed.key(), trashed.until()));
            gone += page.size();
            var done = Math.min(job.total(), job.done() + gone);
            if (!jobs.keepProgress(job.with(done, false), clock.millis())) {
                return;
            }
        }
        turns.send(account, id);
    }
}
