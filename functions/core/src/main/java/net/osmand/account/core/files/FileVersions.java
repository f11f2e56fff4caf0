package net.osmand.account.core.files;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.account.UsageChange;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileKey;

/**
 * Where the rows of the files, the usage and the trash timers live. All reads are consistent. What comes by time, be it all,
 * a page or what changed, does not say where contents lie.
 */
public interface FileVersions {
    /** How many rows and entries of the trash one removal may have. */
    int MOST_AT_ONCE = 99;

    /** One Query. */
    FileHistory history(AccountId account, FileKey key);

    /** Every row of the account, newest first, a page at a time: Query pages and nothing else. */
    void eachPage(AccountId account, Consumer<List<FileVersion>> page);

    /** Every row of the account as it was written, file by file, the newest of each first: Query pages. */
    void eachRow(AccountId account, Consumer<FileVersion> row);

    /**
     * Takes the next update time and changes the usage, in one atomic update.
     *
     * @param seen the usage as the caller read it, which saves a try
     * @param now epoch milliseconds
     * @return an update time that is later than all others of the account, {@code now} where that is late enough
     */
    long advance(AccountId account, Usage seen, UsageChange change, long now);

    /**
     * Takes the next update time for a removal; what it removes changes the usage afterwards.
     *
     * @param now epoch milliseconds
     */
    long advanceToRemove(AccountId account, long now);

    /** Changes the usage once a removal is done. */
    void removed(AccountId account, UsageChange change);

    /** Takes back a change that came with a time and was not followed by its row. */
    void revoke(AccountId account, UsageChange change);

    /** Hides from now on what was deleted until then, epoch milliseconds; never less than before. */
    void hideTrash(AccountId account, long deletedUntil);

    /** Takes {@link #hideTrash} of that moment back. Repeatable. */
    void showTrash(AccountId account, long deletedUntil);

    /** Hides the deletions of these times, epoch milliseconds, besides those that are hidden: one update. Repeatable. */
    void hideDeletions(AccountId account, Set<Long> deletedAt);

    /** Forgets hidden deletions whose files are removed. Repeatable. */
    void forgetDeletions(AccountId account, Set<Long> deletedAt);

    /** Adds a version with content; its update time is new, so a repeated put changes nothing. */
    void add(AccountId account, FileVersion version);

    /** Adds a version that takes its file out of the trash, and removes the file's entry there, in one transaction. */
    void addFromTrash(AccountId account, FileVersion version);

    /**
     * The same for a version that names the content of an older one.
     *
     * @param required update time of the marker whose entry in the trash must be there
     * @return false, and nothing is added, where the older one was removed meanwhile, or the entry
     */
    boolean restore(AccountId account, FileVersion version, FileVersion older, OptionalLong required);

    /** Adds a deletion marker and its trash timer in one transaction. */
    void addToTrash(AccountId account, FileVersion deletionMarker, long trashedUntil);

    /**
     * One page of versions, newest first: one Query.
     *
     * @param from epoch milliseconds, included
     * @param before epoch milliseconds, not included
     */
    List<FileVersion> page(AccountId account, long from, long before, int limit);

    /**
     * One page of the trash, latest deletion first: one Query.
     *
     * @param before only what leaves the trash before this time, epoch milliseconds, by the page before
     */
    List<Trashed> trash(AccountId account, long now, long before, int limit);

    /** Every entry of the account's trash, ended ones among them: Query pages. */
    List<TrashTimer> trashEntries(AccountId account);

    /**
     * The time of the deletion that the file's entry in the trash is of; empty if there is no entry: one Query.
     */
    OptionalLong trashEntry(AccountId account, FileKey key);

    /** Adds the entry of a deletion marker that has none. */
    void addTrashEntry(AccountId account, FileVersion deletionMarker, long trashedUntil);

    /** How many files lie in the trash and leave it before this time: Query pages. */
    long countTrash(AccountId account, long now, long before);

    /**
     * A file in the trash.
     *
     * @param deletedAt epoch milliseconds, the deletion marker's update time
     * @param until epoch milliseconds
     * @param author of the deletion
     */
    record Trashed(FileKey key, long deletedAt, long until, String author) {}

    /**
     * Files in the trash with all their versions, by their keys' hashes: Query pages, however many they are.
     *
     * @param after the hash after which to begin; empty at the beginning
     * @param deletedAt only files deleted at such a time, epoch milliseconds
     * @param limit files at most
     */
    List<FileHistory> trashed(AccountId account, String after, LongPredicate deletedAt, int limit);

    /**
     * Removes rows, sets or clears their files' entries in the trash, and notes the removal for those who ask for changes, in
     * one transaction: {@link #MOST_AT_ONCE} rows and entries at most.
     *
     * @param time of {@link #advanceToRemove}
     * @return false, and nothing is removed, where a row was gone already or an entry that had to be there was not
     */
    boolean remove(AccountId account, long time, List<FileVersion> rows, List<TrashEntry> entries);

    /**
     * What becomes of a file's entry in the trash.
     *
     * @param marker the deletion marker that the file is in the trash by; empty where it is not there any more
     * @param trashedUntil epoch milliseconds
     * @param required update time of the marker whose entry must be there now: whoever restores the file takes it away
     */
    record TrashEntry(FileKey key, Optional<FileVersion> marker, long trashedUntil, OptionalLong required) {
        static TrashEntry none(FileKey key, OptionalLong required) {
            return new TrashEntry(key, Optional.empty(), 0, required);
        }
    }

    /** Rows in the order of their times, earliest first: one Query. */
    List<FileVersion> changed(AccountId account, long after, long until, int limit);

    /** The times of all rows in between, epoch milliseconds: Query pages. */
    List<Long> changeTimes(AccountId account, long after, long until);

    /** Removals of the last 60 days in the order of their times, earliest first: one Query. */
    List<Removal> removals(AccountId account, long after, long until, int limit);

    /** The times of all removals in between, epoch milliseconds: Query pages. */
    List<Long> removalTimes(AccountId account, long after, long until);

    /** Versions that were removed for good at one time, epoch milliseconds. */
    record Removal(long time, List<Removed> files) {
        /** Versions of one file, by their update times. */
        public record Removed(FileKey key, List<Long> updateTimes) {}
    }

    /** Trash timers that ended before {@code now}, of all accounts. */
    List<TrashTimer> endedTimers(long now);

    void removeTimer(TrashTimer timer);

    /** Removes everything of the account. */
    void erase(AccountId account);

    /** A file in the trash that ends at a time. */
    record TrashTimer(AccountId account, FileKey key, long trashedUntil) {}

    Usage usage(AccountId account);

    /**
     * Replaces the usage by what was counted; the last update time stays. Used by the reconciliation alone.
     *
     * @param seen as it was read before counting
     * @return false, and nothing changed, where the usage is not {@code seen} any more
     */
    boolean reconcile(AccountId account, Usage seen, Usage counted);

    /** The accounts that have rows: one small read each. */
    void eachAccount(Consumer<AccountId> account);
}
