package net.osmand.account.core.files;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileHead;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileRead;
import net.osmand.account.core.values.FileVersion;

/**
 * The rows, heads and usage of accounts (docs/data-model.md#filestable). All reads are consistent. Everything is written by
 * {@link #commit}, but for {@link #moveCheck} and {@link #erase}.
 *
 * <p>Rows from the index by time (they say so) lack {@link FileVersion#content()}; all others are complete.
 */
public interface FileIndex {
    /** Items of one transaction besides the usage; DynamoDB allows 100 in all. */
    int MOST_WRITES = 99;

    /** Shards of the index by day of the next check. The shard of an account is its number modulo this. */
    int CHECK_SHARDS = 16;

    /**
     * Writes everything or nothing: one TransactWriteItems with a client token of its own, which the SDK keeps for all its
     * tries of this call. Those end within 10 seconds.
     *
     * <p>The usage is one Update. Conditions: it exists; its {@code last} is smaller than the change's time (with
     * {@link Change#last()}: equals that); each limit's figure is at most the limit; without {@link Change.CheckDay#moves()} the
     * day of the next check is at most that day. It sets {@code last}, adds the figures that are not 0, sets what the change
     * says, and with {@code moves} the day and shard of the next check. Each {@link Write} is one action with the condition that
     * it describes. All conditions return the old item (ALL_OLD).
     *
     * @return {@link CommitResult.Refused} if the transaction was cancelled with at least one ConditionalCheckFailed, whatever
     *     other reasons there are; {@link CommitResult.Conflict} if it was cancelled by TransactionConflict,
     *     ThrottlingError or ProvisionedThroughputExceeded alone, or the call was throttled
     * @throws net.osmand.account.core.values.UnavailableException if nobody knows whether it was written (time-out, broken
     *     connection, 5xx)
     */
    CommitResult commit(Change change);

    /**
     * Whether a change whose outcome was unknown is there: one consistent GetItem of its first {@link Write} of kind AddRow,
     * else ReplaceRow, else PutRemoval, else AddUpload, ReplaceUpload, AddPurge or AddHidden, and true if the item equals the one that the change
     * puts. For RemoveHidden or RemovePurge without any of these: true if the item is not there.
     * A change of the usage alone: false.
     */
    boolean isCommitted(Change change);

    /** Usage, head and, with a time, content row and marker of that time: one BatchGetItem. */
    Snapshot read(AccountId account, FileRead file);

    /** The usage; empty if the account is erased: one GetItem. */
    Optional<Usage> usage(AccountId account);

    /** Heads by file, absent ones left out: a BatchGetItem for 100 files. */
    Map<FileKey, FileHead> heads(AccountId account, Collection<FileKey> files);

    /** The newest row with content that is older than the time: one Query of one row. */
    Optional<FileVersion> contentBefore(AccountId account, FileKey file, long time);

    /** The newest deletion marker that is older than the time: one Query of one row. */
    Optional<FileVersion> markerBefore(AccountId account, FileKey file, long time);

    /**
     * Complete rows of a file after a time up to another, at most {@code limit}: the contents, oldest first, then the markers,
     * oldest first. With {@code after} 0 one Query, which covers both kinds; else one Query for each kind.
     *
     * @param after update time, exclusive
     * @param until update time, inclusive
     */
    List<FileVersion> rows(AccountId account, FileKey file, long after, long until, int limit);

    /** All rows of the files of a name, whatever their types, in no order: Query pages by key. */
    List<FileVersion> named(AccountId account, String name);

    /** The rows as they are now, complete; those that are gone are left out: a BatchGetItem for 100 rows. */
    List<FileVersion> complete(AccountId account, Collection<FileVersion> rows);

    /** Every row of the account, newest first, a page at a time, from the index by time: Query pages. */
    void eachPage(AccountId account, Consumer<List<FileVersion>> page);

    /**
     * Every row of the account, complete, file by file in the order of {@link FileKey#hash()}; within a file the contents,
     * oldest first, then the markers, oldest first: Query pages, read as the stream is consumed.
     */
    Stream<FileVersion> eachRow(AccountId account);

    /** Every head of the account in the order of {@link FileKey#hash()}: Query pages, read as the stream is consumed. */
    Stream<StoredHead> eachHead(AccountId account);

    /** A head as it is stored: names are not in it, so its content has an empty key. {@code hash} is {@link FileKey#hash()}. */
    record StoredHead(String hash, FileHead head) {}

    /** Rows from {@code from}, inclusive, to {@code before}, exclusive, newest first, from the index by time: one Query. */
    List<FileVersion> page(AccountId account, long from, long before, int limit);

    /** Rows after {@code after} up to {@code until}, inclusive, oldest first, from the index by time: one Query. */
    List<FileVersion> changed(AccountId account, long after, long until, int limit);

    /** Removals after {@code after} up to {@code until}, inclusive, oldest first, with their objects: one Query by key. */
    List<Removal> removals(AccountId account, long after, long until, int limit);

    /**
     * Files in the trash that leave it after {@code now} and before {@code before}, latest first: one Query of the index by end.
     */
    List<TrashEntry> trash(AccountId account, long now, long before, int limit);

    /** How many files leave the trash after {@code now} and before {@code before}: Query pages that count. */
    long countTrash(AccountId account, long now, long before);

    /** Files that leave the trash after {@code after} up to {@code until}, inclusive, earliest first: one Query of that index. */
    List<TrashEntry> ending(AccountId account, long after, long until, int limit);

    /** The file's entry in the trash: one GetItem. */
    Optional<TrashEntry> trashEntry(AccountId account, FileKey file);

    /** All purges that are not at their end: Query pages by key, {@code G#}. Asked only if {@link Usage#purges()} is not 0. */
    List<Purge> purges(AccountId account);

    /** All hidden deletions: Query pages by key, {@code E#}. Asked only if {@link Usage#hidden()} is not 0. */
    List<HiddenDeletions> hidden(AccountId account);

    /**
     * Accounts whose check is due, at most {@code limit}: one Query of the sparse index by shard and day.
     *
     * @param shard from 0 to {@link #CHECK_SHARDS} - 1
     * @param today days since 1970-01-01, UTC; this day and every earlier one
     * @param after the account after which to go on; empty at the beginning
     */
    List<Due> due(int shard, long today, Optional<Due> after, int limit);

    /** An account and the day of its next check, days since 1970-01-01, UTC. */
    record Due(AccountId account, long day) {}

    /**
     * Notes a check: one UpdateItem that sets the three figures and the shard. Condition: {@code last} and the day of the next
     * check are as they were seen.
     *
     * @return false, and nothing changed, if the condition failed or a transaction was at the item
     */
    boolean moveCheck(AccountId account, Usage seen, Usage.Check next);

    /**
     * Removes everything of the account: first the usage, so that no transaction commits any more; then all other items.
     * Repeatable.
     */
    void erase(AccountId account);
}
