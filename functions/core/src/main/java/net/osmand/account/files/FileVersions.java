package net.osmand.account.files;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import net.osmand.account.identity.AccountId;

/** Where the rows of the files, the usage and the trash timers live. All reads are consistent. */
public interface FileVersions {
    /** One Query. */
    FileHistory history(AccountId account, FileKey key);

    /** Every row of the account, newest first, a page at a time: Query pages and nothing else. */
    void eachPage(AccountId account, Consumer<List<FileVersion>> page);

    /**
     * Takes the next update time and changes the usage, in one atomic update.
     *
     * @param seen the usage as the caller read it, which saves a try
     * @param now epoch milliseconds
     * @return an update time that is later than all others of the account, {@code now} where that is late enough
     */
    long advance(AccountId account, Usage seen, UsageChange change, long now);

    /** Changes the usage without taking a time. */
    void adjust(AccountId account, UsageChange change);

    /** Adds a version with content; its update time is new, so a repeated put changes nothing. */
    void add(AccountId account, FileVersion version);

    /** Adds a version that takes its file out of the trash, and removes the trash timer, in one transaction. */
    void addFromTrash(AccountId account, FileVersion version);

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

    /** How many files lie in the trash and leave it before this time: Query pages. */
    long countTrash(AccountId account, long now, long before);

    /**
     * A file in the trash.
     *
     * @param deletedAt epoch milliseconds, the deletion marker's update time; 0 in rows of older releases
     * @param until epoch milliseconds
     * @param author of the deletion
     */
    record Trashed(FileKey key, long deletedAt, long until, String author) {}

    /**
     * Removes one row, and with it sets or clears the file's trash timer in one transaction.
     *
     * @param trashedUntil epoch milliseconds at which the remaining file leaves the trash; empty where it is not there
     * @return false where the row was gone already
     */
    boolean remove(AccountId account, FileVersion version, OptionalLong trashedUntil);

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
