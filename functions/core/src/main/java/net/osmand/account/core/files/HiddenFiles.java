package net.osmand.account.core.files;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileHead;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;

/**
 * Files and rows that are hidden from all readers although their rows still exist: files whose trash period is over,
 * files that a job is removing from the trash, and rows that a job is purging. Reads nothing unless the usage says that
 * a job hides something.
 */
public final class HiddenFiles {
    private final TrashWindow window;
    private final long emptiedUntil;
    private final Set<Long> deletions;
    private final Map<FileKey, Long> purgedUntil = new HashMap<>();

    private HiddenFiles(TrashWindow window, long emptiedUntil, Set<Long> deletions) {
        this.window = window;
        this.emptiedUntil = emptiedUntil;
        this.deletions = deletions;
    }

    /** Reads everything that is hidden in an account, for lists. */
    public static HiddenFiles of(FileIndex index, TrashWindow window, AccountId account, Usage usage) {
        var hidden = deletions(index, window, account, usage);
        if (usage.purges() > 0) {
            index.purges(account).forEach(purge -> hidden.purgedUntil.merge(purge.key(), purge.until(), Math::max));
        }
        return hidden;
    }

    /**
     * Reads the hidden deletions of an account, for a file with a known head. The head does not include purged rows.
     */
    static HiddenFiles deletions(FileIndex index, TrashWindow window, AccountId account, Usage usage) {
        var deletions = usage.hidden() == 0
                ? Set.<Long>of()
                : index.hidden(account).stream()
                        .flatMap(hidden -> hidden.deletedAt().stream())
                        .collect(Collectors.toSet());
        return new HiddenFiles(window, usage.emptiedUntil(), deletions);
    }

    /** Whether a file deleted at that time is hidden. */
    public boolean isGone(long deletedAt) {
        return isEmptied(deletedAt) || window.hasEnded(deletedAt);
    }

    /** Whether a job is removing the file deleted at that time from the trash. */
    public boolean isEmptied(long deletedAt) {
        return deletedAt <= emptiedUntil || deletions.contains(deletedAt);
    }

    /** Whether the file is in the trash but hidden. */
    boolean isGone(FileHead head) {
        return head.isTrashed() && isGone(head.newest());
    }

    /** Whether the file with this newest row is hidden. */
    public boolean isGone(FileVersion newest) {
        return newest.isDeletionMarker() && isGone(newest.updateTime());
    }

    /** Whether a row is being purged. */
    public boolean isPurged(FileVersion row) {
        var until = purgedUntil.get(row.key());
        return until != null && row.updateTime() <= until;
    }
}
