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
 * The rows, heads and usage of accounts (docs/data-model.md#filestable). All reads are consistent. {@link #commit}
 * makes all writes except {@link #moveCheck} and {@link #erase}.
 *
 * <p>"One Query" needs another one for each further 1 MB of items.
 *
 * <p>Rows from the index by time lack {@link FileVersion#content()}; all other rows are complete. Methods that read
 * this index say so.
 */
public interface FileIndex {
    /** Maximum number of items in one transaction besides the usage. DynamoDB allows 100 in total. */
    int MAX_WRITES = 99;

    /** Shards of the index by day of the next check. The shard of an account is its number modulo this. */
    int CHECK_SHARDS = 16;

    /**
     * Writes everything or nothing: one TransactWriteItems with its own client token, which the SDK reuses for all
     * retries of this call. The retries end within 10 seconds.
     *
     * <p>The usage is one Update. Its conditions: the usage exists; its {@code last} is smaller than the change's time
     * (with {@link Change#last()}: equals that); each limit's figure is at most the limit; without
     * {@link Change.CheckDay#moves()} the day of the next check is at most that day. The Update sets {@code last}, adds
     * the figures that are not 0, sets the other values of the change, and with {@code moves} sets the day and shard of
     * the next check. Each {@link Write} is one action with the condition that it describes. All conditions return the
     * old item (ALL_OLD).
     *
     * @return {@link CommitResult.Refused} if the transaction was cancelled with at least one ConditionalCheckFailed,
     *     regardless of other reasons; {@link CommitResult.Conflict} if it was cancelled only because of
     *     TransactionConflict, ThrottlingError or ProvisionedThroughputExceeded, or the call was throttled
     * @throws net.osmand.account.core.values.UnavailableException if the outcome is unknown (time-out, broken
     *     connection, 5xx)
     */
    CommitResult commit(Change change);

    /**
     * Whether a change with an unknown outcome was committed: one consistent GetItem for its first {@link Write} by
     * kind, in the order AddRow, ReplaceRow, PutRemoval, AddUpload, ReplaceUpload, AddPurge, AddHidden. Returns true if
     * the item equals the one that the change writes. For RemoveHidden or RemovePurge without any of these: true if the
     * item does not exist. For a change of the usage only: false.
     */
    boolean isCommitted(Change change);

    /** Reads usage, head and, if a time is given, content row and marker of that time: one BatchGetItem. */
    Snapshot read(AccountId account, FileRead file);

    /** Reads the usage; empty if the account was erased: one GetItem. */
    Optional<Usage> usage(AccountId account);

    /** Reads heads by file and omits those that do not exist: one BatchGetItem per 100 files. */
    Map<FileKey, FileHead> heads(AccountId account, Collection<FileKey> files);

    /** Reads the newest row with content before a time: one Query of one row. */
    Optional<FileVersion> contentBefore(AccountId account, FileKey file, long time);

    /** Reads the newest deletion marker before a time: one Query of one row. */
    Optional<FileVersion> markerBefore(AccountId account, FileKey file, long time);

    /**
     * Reads complete rows of a file after a time up to another, at most {@code limit}: first the contents, then the
     * markers, each oldest first. One Query, which covers both kinds, if {@code after} is 0; otherwise one Query per
     * kind.
     *
     * @param after update time, exclusive
     * @param until update time, inclusive
     */
    List<FileVersion> rows(AccountId account, FileKey file, long after, long until, int limit);

    /** Reads all rows of the files with a name, regardless of their types, in no order: Query pages by key. */
    List<FileVersion> named(AccountId account, String name);

    /** Reads the current rows, complete, and omits removed ones: one BatchGetItem per 100 rows. */
    List<FileVersion> complete(AccountId account, Collection<FileVersion> rows);

    /** Passes every row of the account, newest first, page by page, from the index by time: Query pages. */
    void eachPage(AccountId account, Consumer<List<FileVersion>> page);

    /**
     * Streams every row of the account, complete, file by file in the order of {@link FileKey#hash()}. Within a file
     * the contents come first, then the markers, each oldest first. Query pages, read as the stream is consumed.
     */
    Stream<FileVersion> eachRow(AccountId account);

    /**
     * Streams every head of the account in the order of {@link FileKey#hash()}: Query pages, read as the stream is
     * consumed.
     */
    Stream<StoredHead> eachHead(AccountId account);

    /**
     * A stored head. It does not contain the name, so its content has an empty key. {@code hash} is
     * {@link FileKey#hash()}.
     */
    record StoredHead(String hash, FileHead head) {}

    /**
     * Reads rows from {@code from}, inclusive, to {@code before}, exclusive, newest first, from the index by time: one
     * Query.
     */
    List<FileVersion> page(AccountId account, long from, long before, int limit);

    /**
     * Reads rows after {@code after} up to {@code until}, inclusive, oldest first, from the index by time: one Query.
     */
    List<FileVersion> changed(AccountId account, long after, long until, int limit);

    /**
     * Reads removals after {@code after} up to {@code until}, inclusive, oldest first, with their objects: one Query by
     * key.
     */
    List<Removal> removals(AccountId account, long after, long until, int limit);

    /**
     * Reads the files that leave the trash after {@code now} and before {@code before}, latest first: one Query of the
     * index by end.
     */
    List<TrashEntry> trash(AccountId account, long now, long before, int limit);

    /**
     * Counts the files that leave the trash after {@code now} and before {@code before}: Query pages that only count.
     */
    long countTrash(AccountId account, long now, long before);

    /**
     * Reads the files that leave the trash after {@code after} up to {@code until}, inclusive, earliest first: one
     * Query of the index by end.
     */
    List<TrashEntry> ending(AccountId account, long after, long until, int limit);

    /** Reads the trash entry of the file: one GetItem. */
    Optional<TrashEntry> trashEntry(AccountId account, FileKey file);

    /** Reads all unfinished purges: Query pages by key, {@code G#}. Called only if {@link Usage#purges()} is not 0. */
    List<Purge> purges(AccountId account);

    /** Reads all hidden deletions: Query pages by key, {@code E#}. Called only if {@link Usage#hidden()} is not 0. */
    List<HiddenDeletions> hidden(AccountId account);

    /**
     * Finds accounts whose check is due, at most {@code limit}: one Query of the sparse index by shard and day.
     *
     * @param shard from 0 to {@link #CHECK_SHARDS} - 1
     * @param today days since 1970-01-01, UTC; earlier days are included
     * @param after last account of the previous page; empty for the first page
     */
    List<Due> due(int shard, long today, Optional<Due> after, int limit);

    /** An account and the day of its next check, days since 1970-01-01, UTC. */
    record Due(AccountId account, long day) {}

    /**
     * Records a check: one UpdateItem that sets the three figures and the shard. Condition: {@code last} and the day of
     * the next check have not changed since they were read.
     *
     * @return false, with nothing changed, if the condition failed or a transaction was changing the item
     */
    boolean moveCheck(AccountId account, Usage seen, Usage.Check next);

    /**
     * Removes all data of the account: first the usage, so no transaction commits any more, then all other items.
     * Idempotent.
     */
    void erase(AccountId account);
}
