package net.osmand.account.core.files;

import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.files.EmptySelected.Deletion;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.ProblemException;

/**
 * Empties the whole trash as of a given time. Its files disappear from every list at once. Up to 100 files are removed
 * before the response. For more, a job runs in bounded steps, each of which queues the next one. Files deleted after
 * the given time survive. An interrupted step is delivered again and continues with the remaining trash entries. Long
 * lists of selected files use the same job.
 */
public final class EmptyTrash {
    /** Maximum number of files that are removed before the response. */
    public static final int AT_ONCE = 100;

    private static final int FILES_PER_STEP = 1000;
    private static final int PAGE = 200;

    /** A job with this many steps has covered more files than an account can hold, so it is in an endless loop. */
    private static final int MAX_STEPS = 10_000;

    /** Characters of a UUID. DynamoDB would reject a key that is too long, which would look like a server error. */
    private static final int LONGEST_ID = 36;

    private final FileIndex index;
    private final HideTrash hideTrash;
    private final RemoveTrashed removeTrashed;
    private final TrashWindow window;
    private final Jobs jobs;
    private final StepQueue queue;
    private final Clock clock;

    public EmptyTrash(
            FileIndex index,
            Commit commit,
            RemoveTrashed removeTrashed,
            TrashWindow window,
            Jobs jobs,
            StepQueue queue,
            Clock clock) {
        this.index = index;
        hideTrash = new HideTrash(index, commit);
        this.removeTrashed = removeTrashed;
        this.window = window;
        this.jobs = jobs;
        this.queue = queue;
        this.clock = clock;
    }

    /**
     * A job that empties the trash.
     *
     * @param listed whether the job removes only the deletions in its {@link HiddenDeletions}
     * @param deletedUntil files deleted after this time survive, epoch milliseconds
     * @param total files in the trash when the job started
     * @param done files processed so far; a finished job with fewer than {@code total} was stopped
     * @param after time at which the last processed file leaves the trash, epoch milliseconds; 0 before the first file
     * @param step number of steps so far
     */
    public record Job(
            AccountId account,
            String id,
            boolean listed,
            long deletedUntil,
            long total,
            long done,
            long after,
            int step,
            boolean finished) {
        private Job withProgress(long more, long to, boolean atEnd) {
            return new Job(
                    account,
                    id,
                    listed,
                    deletedUntil,
                    total,
                    atEnd ? total : Math.min(total, done + more),
                    to,
                    step + 1,
                    atEnd);
        }

        private Job stopped() {
            return new Job(account, id, listed, deletedUntil, total, done, after, step, true);
        }

        public boolean wasStopped() {
            return finished && done < total;
        }
    }

    /** Stores jobs for one day. */
    public interface Jobs {
        void keep(Job job, long now);

        /** Stores the progress of a job. Returns false and stores nothing if the job has already finished. */
        boolean keepProgress(Job job, long now);

        Optional<Job> find(AccountId account, String id);
    }

    /** The queue of job steps, with at-least-once delivery. */
    @FunctionalInterface
    public interface StepQueue {
        void send(AccountId account, String job);
    }

    /**
     * Starts emptying the trash. Finishes at once if there are few files.
     *
     * @param usage usage as read by the caller
     * @param deletedUntil epoch milliseconds; files deleted later survive
     */
    public Job start(AccountId account, Usage usage, String id, long deletedUntil) {
        var now = clock.millis();
        var total = index.countTrash(account, now, window.endOf(deletedUntil) + 1);
        var job = new Job(account, id, false, deletedUntil, total, 0, 0, 0, false);
        if (total <= AT_ONCE) {
            return runStep(job, usage);
        }
        // Hide the files first: if no step ever runs, the check removes them.
        hideTrash.hide(account, usage, deletedUntil);
        jobs.keep(job, now);
        queue.send(account, id);
        return job;
    }

    /**
     * Starts removing selected files from the trash. Lists hide them from now on.
     *
     * @param usage usage as read by the caller
     * @param deletedAt deletion times of the files, epoch milliseconds
     * @throws ProblemException 6 if too many lists of the account are being removed
     */
    public void startListed(AccountId account, Usage usage, String id, Set<Long> deletedAt) {
        var job = new Job(account, id, true, Collections.max(deletedAt), deletedAt.size(), 0, 0, 0, false);
        hideTrash.hide(account, usage, new HiddenDeletions(id, deletedAt));
        jobs.keep(job, clock.millis());
        queue.send(account, id);
    }

    /** Finds a job of the account. Returns empty if the text is longer than an id. */
    public Optional<Job> find(AccountId account, String id) {
        return id.length() > LONGEST_ID ? Optional.empty() : jobs.find(account, id);
    }

    /** Stops a job early. Removed files stay removed, and the others appear in the trash again. Idempotent. */
    public Optional<Job> stop(AccountId account, String id) {
        var found = find(account, id);
        found.filter(job -> !job.finished()).ifPresent(job -> jobs.keepProgress(job.stopped(), clock.millis()));
        found.filter(job -> !job.finished() || job.wasStopped()).ifPresent(hideTrash::unhide);
        return found;
    }

    /** Runs the next step and queues another one if needed. Safe to repeat. */
    public void step(AccountId account, String id) {
        var usage = index.usage(account);
        var found = jobs.find(account, id).filter(job -> !job.finished());
        if (usage.isPresent()
                && found.isPresent()
                && !runStep(found.get(), usage.get()).finished()) {
            queue.send(account, id);
        }
    }

    /** Removes the next files. A job that was stopped in the meantime does not continue. */
    private Job runStep(Job job, Usage usage) {
        if (job.step() >= MAX_STEPS) {
            throw new IllegalStateException("emptying the trash does not come to its end");
        }
        var isChosen = hideTrash.filterFor(job);
        var after = job.after();
        var until = window.endOf(job.deletedUntil());
        var done = 0L;
        List<TrashEntry> page;
        do {
            page = index.ending(job.account(), after, until, PAGE);
            done += remove(job, usage, page, isChosen);
            after = page.isEmpty() ? after : page.getLast().until();
        } while (page.size() == PAGE && done < FILES_PER_STEP);
        var next = job.withProgress(done, after, page.size() < PAGE);
        var kept = jobs.keepProgress(next, clock.millis());
        if (kept && next.finished() && (job.listed() || job.total() > AT_ONCE)) {
            hideTrash.unhide(job);
        }
        return kept ? next : next.stopped();
    }

    /** Finishes jobs that started before the given time and that their queue gave up. Idempotent. */
    void finishGivenUp(AccountId account, Usage usage, long hiddenBefore) {
        if (usage.emptiedUntil() > 0 && usage.emptiedUntil() < hiddenBefore) {
            finish(new Job(account, "", false, usage.emptiedUntil(), Long.MAX_VALUE, 0, 0, 0, false), usage);
        }
        if (usage.hidden() > 0) {
            for (var hidden : index.hidden(account)) {
                var until = Collections.max(hidden.deletedAt());
                if (jobs.find(account, hidden.job()).isEmpty() && until < hiddenBefore) {
                    finish(new Job(account, hidden.job(), true, until, Long.MAX_VALUE, 0, 0, 0, false), usage);
                }
            }
        }
    }

    private void finish(Job job, Usage usage) {
        var chosen = hideTrash.filterFor(job);
        var after = 0L;
        List<TrashEntry> page;
        do {
            page = index.ending(job.account(), after, window.endOf(job.deletedUntil()), PAGE);
            remove(job, usage, page, chosen);
            after = page.isEmpty() ? after : page.getLast().until();
        } while (page.size() == PAGE);
        hideTrash.unhide(job);
    }

    /** Removes the chosen files of a page and returns their number. */
    private int remove(Job job, Usage usage, List<TrashEntry> page, LongPredicate isChosen) {
        var chosen = page.stream()
                .filter(entry -> isChosen.test(entry.deletedAt()))
                .map(entry -> new Deletion(entry.key(), entry.deletedAt()))
                .toList();
        var heads = removeTrashed.heads(
                job.account(), chosen.stream().map(Deletion::key).toList());
        removeTrashed.remove(job.account(), usage, heads, chosen, job.total() > AT_ONCE);
        return chosen.size();
    }
}
