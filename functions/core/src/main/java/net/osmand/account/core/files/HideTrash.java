package net.osmand.account.core.files;

import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.account.UsageChange;
import net.osmand.account.core.account.UsageLimit;
import net.osmand.account.core.files.Commit.Attempt;
import net.osmand.account.core.files.EmptyTrash.Job;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.ProblemException;

/** Hides trashed files from all readers until the job that removes them has finished. */
final class HideTrash {
    /** Maximum number of lists that are being removed from one account at the same time. */
    private static final int MAX_LISTS = 10;

    private static final int RETRY_AFTER_SECONDS = 60;

    private final FileIndex index;
    private final Commit commit;

    HideTrash(FileIndex index, Commit commit) {
        this.index = index;
        this.commit = commit;
    }

    /** Hides all files deleted up to that time, epoch milliseconds. */
    void hide(AccountId account, Usage usage, long deletedUntil) {
        commit.run(account, Seen.of(usage), (now, time) -> {
            if (now.usage().emptiedUntil() >= deletedUntil) {
                return Attempt.nothingToWrite(deletedUntil);
            }
            var change = new ChangeBuilder(account, now, time).usage(UsageChange.ofEmptied(deletedUntil));
            return Attempt.write(change.build(), deletedUntil);
        });
    }

    /**
     * Hides selected deletions.
     *
     * @throws ProblemException 6 if too many lists of the account are being removed
     */
    void hide(AccountId account, Usage usage, HiddenDeletions list) {
        var limit = new UsageLimit(UsageLimit.Figure.HIDDEN, MAX_LISTS - 1);
        commit.run(account, Seen.of(usage), (now, time) -> {
            if (!limit.allows(now.usage())) {
                throw ProblemException.tooMany(RETRY_AFTER_SECONDS);
            }
            var change = new ChangeBuilder(account, now, time)
                    .write(new Write.AddHidden(list))
                    .usage(UsageChange.ofHidden(1))
                    .limits(Set.of(limit));
            return Attempt.write(change.build(), list);
        });
    }

    /** Returns a filter for the deletions that a job removes, by their times in epoch milliseconds. */
    LongPredicate filterFor(Job job) {
        if (!job.listed()) {
            return deletedAt -> deletedAt <= job.deletedUntil();
        }
        return list(job).map(HiddenDeletions::deletedAt).orElse(Set.of())::contains;
    }

    private Optional<HiddenDeletions> list(Job job) {
        return index.hidden(job.account()).stream()
                .filter(hidden -> hidden.job().equals(job.id()))
                .findFirst();
    }

    /** Stops hiding files for this job, because it was stopped or has finished. Idempotent. */
    void unhide(Job job) {
        var account = job.account();
        var usage = index.usage(account);
        var list = job.listed() ? list(job) : Optional.<HiddenDeletions>empty();
        if (usage.isEmpty() || (job.listed() && list.isEmpty())) {
            return;
        }
        commit.run(account, Seen.of(usage.get()), (now, time) -> {
            var change = new ChangeBuilder(account, now, time);
            if (list.isPresent() && !now.rowMissing()) {
                change.write(new Write.RemoveHidden(list.get())).usage(UsageChange.ofHidden(-1));
            } else if (!job.listed() && now.usage().emptiedUntil() == job.deletedUntil()) {
                change.usage(UsageChange.ofEmptied(0));
            } else {
                return Attempt.nothingToWrite(job);
            }
            return Attempt.write(change.build(), job);
        });
    }
}
