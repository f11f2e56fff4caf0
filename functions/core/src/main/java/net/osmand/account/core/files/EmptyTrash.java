package net.osmand.account.core.files;

import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import net.osmand.account.core.values.AccountId;

/**
 * Empties the whole trash, as it was at a time. Its files are hidden from every list at once; a hundred are purged before the
 * answer, and above that a job goes on in bounded steps, each of which sends the next. What is deleted later survives. A step
 * that was interrupted comes again and goes on where the rows say, so that nothing is skipped and nothing is lost. Many files
 * that a client listed go the same way.
 */
public final class EmptyTrash {
    /** As many files are purged before the answer. */
    public static final int AT_ONCE = 100;

    private static final int FILES_A_STEP = 2000;

    /** More files than an account can hold: a job that gets there turns in circles. */
    private static final int MOST_STEPS = 10_000;

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
     * @param listed whether it is of the deletions alone that the usage says are hidden, as a client listed them
     * @param deletedUntil what was deleted later survives, epoch milliseconds
     * @param total files that lay in the trash when it began
     * @param done files that were looked at since; fewer than {@code total} in a finished job is one that was stopped
     * @param after hash of the file that was looked at last; empty before the first
     * @param step how many steps it took
     */
    public record Job(
            AccountId account,
            String id,
            boolean listed,
            long deletedUntil,
            long total,
            long done,
            String after,
            int step,
            boolean finished) {
        private Job went(long more, String to, boolean atEnd) {
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
     * @param deletedUntil epoch milliseconds; what was deleted later survives
     */
    public Job start(AccountId account, String id, long deletedUntil) {
        var now = clock.millis();
        var total = versions.countTrash(account, now, trash.endOf(deletedUntil) + 1);
        var job = new Job(account, id, false, deletedUntil, total, 0, "", 0, false);
        if (total <= AT_ONCE) {
            return take(job);
        }
        jobs.keep(job, now);
        turns.send(account, id);
        versions.hideTrash(account, deletedUntil);
        return job;
    }

    /**
     * Begins to remove files that lie in the trash, whose lists hide them from now on.
     *
     * @param deletedAt when they were deleted, epoch milliseconds
     */
    public void startListed(AccountId account, String id, Set<Long> deletedAt) {
        // Hidden first: a step takes what is hidden, and what no step comes for is left to the sweep.
        versions.hideDeletions(account, deletedAt);
        var job = new Job(account, id, true, Collections.max(deletedAt), deletedAt.size(), 0, "", 0, false);
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
        found.filter(job -> !job.finished() || job.wasStopped())
                .ifPresent(job -> versions.showTrash(account, job.deletedUntil()));
        return found;
    }

    /** Goes on for one step, and sends the next where one is needed. Repeatable. */
    public void step(AccountId account, String id) {
        var found = jobs.find(account, id).filter(job -> !job.finished());
        if (found.isPresent() && !take(found.get()).finished()) {
            turns.send(account, id);
        }
    }

    /** Takes the next files. A job that was stopped meanwhile goes no further. */
    private Job take(Job job) {
        if (job.step() >= MOST_STEPS) {
            throw new IllegalStateException("emptying the trash does not come to its end");
        }
        var files = job.listed() ? takeListed(job) : take(job, deletedAt -> deletedAt <= job.deletedUntil());
        var last = files.isEmpty() ? job.after() : files.getLast().key().hash();
        var went = job.went(files.size(), last, files.size() < FILES_A_STEP);
        return jobs.keepProgress(went, clock.millis()) ? went : went.stopped();
    }

    private List<FileHistory> takeListed(Job job) {
        var hidden = versions.usage(job.account()).emptied().deletions();
        var files = take(job, hidden::contains);
        versions.forgetDeletions(
                job.account(),
                files.stream()
                        .flatMap(file -> file.newest().stream())
                        .map(FileVersion::updateTime)
                        .filter(hidden::contains)
                        .collect(Collectors.toSet()));
        return files;
    }

    private List<FileHistory> take(Job job, LongPredicate deletedAt) {
        var files = versions.trashed(job.account(), job.after(), deletedAt, FILES_A_STEP);
        trash.purgeDeleted(job.account(), files, deletedAt);
        return files;
    }
}
