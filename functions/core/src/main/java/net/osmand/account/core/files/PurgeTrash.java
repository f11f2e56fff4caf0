package net.osmand.account.core.files;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.account.UsageChange;
import net.osmand.account.core.files.Commit.Attempt;
import net.osmand.account.core.files.EmptySelected.Deletion;
import net.osmand.account.core.files.RemoveFile.Removed;
import net.osmand.account.core.values.AccountId;

/**
 * Removes files whose trash period is over. Also removes, in steps, the rows of files that had too many for one
 * transaction.
 */
public final class PurgeTrash {
    private static final int PAGE = 200;

    private final FileIndex index;
    private final Commit commit;
    private final RemoveFile removeFile;
    private final RemoveTrashed removeTrashed;
    private final Clock clock;

    public PurgeTrash(FileIndex index, Commit commit, RemoveFile removeFile, RemoveTrashed removeTrashed, Clock clock) {
        this.index = index;
        this.commit = commit;
        this.removeFile = removeFile;
        this.removeTrashed = removeTrashed;
        this.clock = clock;
    }

    /** Removes one file whose trash period is over, unless it left the trash or was deleted again since. Idempotent. */
    public void ended(AccountId account, TrashEntry entry) {
        if (entry.until() <= clock.millis()) {
            index.usage(account).ifPresent(usage -> remove(account, usage, List.of(entry)));
        }
    }

    /**
     * Removes every file of the account whose trash period is over. Idempotent.
     *
     * @return number of removed files
     */
    int ended(AccountId account, Usage usage) {
        var removed = 0;
        var after = 0L;
        List<TrashEntry> page;
        do {
            page = index.ending(account, after, clock.millis(), PAGE);
            removed += remove(account, usage, page);
            after = page.isEmpty() ? after : page.getLast().until();
        } while (page.size() == PAGE);
        return removed;
    }

    /**
     * Removes the files that are still in the trash as the entries say. Idempotent.
     *
     * @return number of removed files
     */
    int remove(AccountId account, Usage usage, List<TrashEntry> entries) {
        var heads = removeTrashed.heads(
                account, entries.stream().map(TrashEntry::key).toList());
        var deletions = entries.stream()
                .map(entry -> new Deletion(entry.key(), entry.deletedAt()))
                .toList();
        return removeTrashed
                .remove(account, usage, heads, deletions, entries.size() > 1)
                .size();
    }

    /** Removes the rows that purges of the account hide. Idempotent. */
    public void hiddenRows(AccountId account) {
        for (var purge : index.purges(account)) {
            while (isLeft(account, purge)) {
                // Each step is one transaction.
            }
        }
    }

    /** Runs one step. Returns false once the purge is complete. */
    private boolean isLeft(AccountId account, Purge purge) {
        var usage = index.usage(account);
        if (usage.isEmpty()) {
            return false;
        }
        var rows = index.rows(account, purge.key(), 0, purge.until(), RemoveFile.MAX_ROWS);
        var seen = new Seen(usage.get(), Map.of(), Optional.empty(), false);
        var removed = commit.run(account, seen, (now, time) -> {
            if (now.rowMissing()) {
                // Another step was faster.
                return Attempt.nothingToWrite(Removed.NOTHING);
            }
            var change = new ChangeBuilder(account, now, time);
            rows.forEach(change::remove);
            if (rows.size() < RemoveFile.MAX_ROWS) {
                change.write(new Write.RemovePurge(purge)).usage(UsageChange.ofPurges(-1));
            }
            return Attempt.write(change.build(), Removed.of(change));
        });
        removeFile.afterCommit(account, removed);
        return rows.size() == RemoveFile.MAX_ROWS;
    }
}
