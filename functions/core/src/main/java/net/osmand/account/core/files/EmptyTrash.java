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
 * Empties the whole trash, as it was at a time. Its files are hidden from every list at once; a hundred are removed before the
 * answer, and above that a job goes on in bounded steps, each of which sends the next. What is deleted later survives. A step
 * that was interrupted comes again and goes on where the entries of the trash say. Many files that a client listed go the same
 * way.
 */
public final class EmptyTrash {
    /** As many files are removed before the answer. */
    public static final int AT_ONCE = 100;

    private static final int FILES_A_STEP = 1000;
    private static final int PAGE = 200;

    /** More files than an account can hold: a job that gets there turns in circles. */
    private static final int MOST_STEPS = 10_000;

    /** Characters of a UUID. A key that DynamoDB refuses for its length would look like a failure of ours. */
    private static final int LONGEST_ID = 36;

    private final FileIndex index;
    private final HideTrash hideTrash;
    private final RemoveTrashed removeTrashed;
    private final TrashWindow window;
    private final Jobs jobs;
    private final Turns turns;
    private final Clock clock;

    public EmptyTrash(
            FileIndex index,
            Commit commit,
            RemoveTrashed removeTrashed,
            TrashWindow window,
            Jobs jobs,
            Turns turns,
            Clock clock) {
        this.index = index;
        hideTrash = new HideTrash(index, commit);
        this.removeTrashed = removeTrashed;
        this.window = window;
        this.jobs = jobs;
        this.turns = turns;
        this.clock = clock;
    }

    /**
     * A request to empty the trash.
     *
     * @param listed whether it is of those deletions alone that {@link HiddenDeletions} of this job hide
     * @param deletedUntil what was deleted later survives, epoch milliseconds
     * @param total files that lay in the trash when it began
     * @param done files that were looked at since; fewer than {@code total} in a finished job is one that was stopped
     * @param after end in the trash of the file that was looked at last, epoch milliseconds; 0 before the first
     * @param step how many steps it took
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
        private Job went(long more, long to, boolean atEnd) {
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

    /**
     * Begins, and ends where there is little.
     *
     * @param usage as the caller read it
     * @param deletedUntil epoch milliseconds; what was deleted later survives
     */
    public Job start(AccountId account, Usage usage, String id, long deletedUntil) {
        var now = clock.millis();
        var total = index.countTrash(account, now, window.endOf(deletedUntil) + 1);
        var job = new Job(account, id, false, deletedUntil, total, 0, 0, 0, false);
        if (total <= AT_ONCE) {
            return take(job, usage);
        }
        // Hidden first: what no step comes for is left to the check.
        hideTrash.hide(account, usage, deletedUntil);
        jobs.keep(job, now);
        turns.send(account, id);
        return job;
    }

    /**
     * Begins to remove files that lie in the trash, whose lists hide them from now on.
     *
     * @param usage as the caller read it
     * @param deletedAt when they were deleted, epoch milliseconds
     * @throws ProblemException 6 if too many lists of the account are being removed
     */
    public void startListed(AccountId account, Usage usage, String id, Set<Long> deletedAt) {
        var job = new Job(account, id, true, Collections.max(deletedAt), deletedAt.size(), 0, 0, 0, false);
        hideTrash.hide(account, usage, new HiddenDeletions(id, deletedAt));
        jobs.keep(job, clock.millis());
        turns.send(account, id);
    }

    /** A job of the account's; whatever is longer than an id is none. */
    public Optional<Job> find(AccountId account, String id) {
        return id.length() > LONGEST_ID ? Optional.empty() : jobs.find(account, id);
    }

    /** Ends a job before its time: what is gone stays gone, the rest is in the trash again. Repeatable. */
    public Optional<Job> stop(AccountId account, String id) {
        var found = find(account, id);
        found.filter(job -> !job.finished()).ifPresent(job -> jobs.keepProgress(job.stopped(), clock.millis()));
        found.filter(job -> !job.finished() || job.wasStopped()).ifPresent(hideTrash::show);
        return found;
    }

    /** Goes on for one step, and sends the next where one is needed. Repeatable. */
    public void step(AccountId account, String id) {
        var usage = index.usage(account);
        var found = jobs.find(account, id).filter(job -> !job.finished());
        if (usage.isPresent()
                && found.isPresent()
                && !take(found.get(), usage.get()).finished()) {
            turns.send(account, id);
        }
    }

    /** Takes the next files. A job that was stopped meanwhile goes no further. */
    private Job take(Job job, Usage usage) {
        if (job.step() >= MOST_STEPS) {
            throw new IllegalStateException("emptying the trash does not come to its end");
        }
        var isChosen = hideTrash.chosen(job);
        var after = job.after();
        var until = window.endOf(job.deletedUntil());
        var done = 0L;
        List<TrashEntry> page;
        do {
            page = index.ending(job.account(), after, until, PAGE);
            done += remove(job, usage, page, isChosen);
            after = page.isEmpty() ? after : page.getLast().until();
        } while (page.size() == PAGE && done < FILES_A_STEP);
        var went = job.went(done, after, page.size() < PAGE);
        var kept = jobs.keepProgress(went, clock.millis());
        if (kept && went.finished() && (job.listed() || job.total() > AT_ONCE)) {
            hideTrash.show(job);
        }
        return kept ? went : went.stopped();
    }

    /** Finishes what was hidden longer ago than a job takes, and that its queue gave up. Repeatable. */
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
        var chosen = hideTrash.chosen(job);
        var after = 0L;
        List<TrashEntry> page;
        do {
            page = index.ending(job.account(), after, window.endOf(job.deletedUntil()), PAGE);
            remove(job, usage, page, chosen);
            after = page.isEmpty() ? after : page.getLast().until();
        } while (page.size() == PAGE);
        hideTrash.show(job);
    }

    /** Removes the chosen files of a page, and says how many they are. */
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
