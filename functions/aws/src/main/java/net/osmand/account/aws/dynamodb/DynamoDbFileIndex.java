package net.osmand.account.aws.dynamodb;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.files.Change;
import net.osmand.account.core.files.CommitResult;
import net.osmand.account.core.files.FileIndex;
import net.osmand.account.core.files.HiddenDeletions;
import net.osmand.account.core.files.Purge;
import net.osmand.account.core.files.Removal;
import net.osmand.account.core.files.Snapshot;
import net.osmand.account.core.files.TrashEntry;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileHead;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileRead;
import net.osmand.account.core.values.FileVersion;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Stores versions, heads, trash entries and the usage of accounts in the files table. */
public final class DynamoDbFileIndex implements FileIndex {
    /** Limit of keys in one BatchGetItem. */
    private static final int BATCH = 100;

    private final Table files;
    private final Commits commits;
    private final Checks checks;
    private final FileQueries queries;

    /**
     * Creates an index with two clients of the same table.
     *
     * @param client retries after a conflict
     * @param changes does not retry after a conflict, since a change needs a new update time first
     */
    public DynamoDbFileIndex(DynamoDbClient client, DynamoDbClient changes, String filesTable) {
        files = new Table(client, filesTable);
        commits = new Commits(new Transactions(changes), files);
        checks = new Checks(changes, files);
        queries = new FileQueries(files);
    }

    @Override
    public CommitResult commit(Change change) {
        return commits.commit(change);
    }

    @Override
    public boolean isCommitted(Change change) {
        return commits.isCommitted(change);
    }

    @Override
    public Snapshot read(AccountId account, FileRead file) {
        var found = files.read(Map.of(files.name(), FileItems.keys(account, Optional.of(file))));
        return new Snapshot(
                Optional.ofNullable(found.get(UsageItem.key(account))).map(UsageItem::read),
                FileItems.state(account, file, found));
    }

    @Override
    public Optional<Usage> usage(AccountId account) {
        return files.get(UsageItem.key(account)).map(UsageItem::read);
    }

    @Override
    public Map<FileKey, FileHead> heads(AccountId account, Collection<FileKey> wanted) {
        var found = batches(wanted, file -> HeadItem.key(account, file));
        var heads = new HashMap<FileKey, FileHead>();
        wanted.forEach(file -> Optional.ofNullable(found.get(HeadItem.key(account, file)))
                .ifPresent(item -> heads.put(file, HeadItem.read(file, item))));
        return heads;
    }

    @Override
    public List<FileVersion> complete(AccountId account, Collection<FileVersion> rows) {
        var found = batches(rows, row -> VersionItem.keyOf(account, row));
        return rows.stream()
                .flatMap(row -> Optional.ofNullable(found.get(VersionItem.keyOf(account, row))).stream())
                .map(VersionItem::read)
                .toList();
    }

    private <T> Map<Map<String, AttributeValue>, Item> batches(
            Collection<T> wanted, Function<T, Map<String, AttributeValue>> key) {
        var keys = new ArrayList<>(wanted.stream().map(key).distinct().toList());
        var found = new HashMap<Map<String, AttributeValue>, Item>();
        for (var from = 0; from < keys.size(); from += BATCH) {
            var batch = keys.subList(from, Math.min(from + BATCH, keys.size()));
            found.putAll(files.read(Map.of(files.name(), batch)));
        }
        return found;
    }

    @Override
    public Optional<FileVersion> contentBefore(AccountId account, FileKey file, long time) {
        return queries.newest(account, VersionItem.content(file, 0), VersionItem.content(file, time - 1));
    }

    @Override
    public Optional<FileVersion> markerBefore(AccountId account, FileKey file, long time) {
        return queries.newest(account, VersionItem.marker(file, 0), VersionItem.marker(file, time - 1));
    }

    @Override
    public List<FileVersion> rows(AccountId account, FileKey file, long after, long until, int limit) {
        return queries.rows(account, file, after, until, limit);
    }

    @Override
    public List<FileVersion> named(AccountId account, String name) {
        return queries.beginning(account, VersionItem.prefix(name))
                .map(VersionItem::read)
                .toList();
    }

    @Override
    public void eachPage(AccountId account, Consumer<List<FileVersion>> page) {
        queries.pages(account)
                .map(rows -> rows.stream().map(VersionItem::read).toList())
                .forEach(page);
    }

    @Override
    public Stream<FileVersion> eachRow(AccountId account) {
        return queries.beginning(account, VersionItem.PREFIX).map(VersionItem::read);
    }

    @Override
    public Stream<StoredHead> eachHead(AccountId account) {
        return queries.beginning(account, HeadItem.PREFIX)
                .map(item -> new StoredHead(HeadItem.hash(item), HeadItem.read(item)));
    }

    @Override
    public List<FileVersion> page(AccountId account, long from, long before, int limit) {
        return queries.byTime(account, from, before - 1, false, limit).stream()
                .map(VersionItem::read)
                .toList();
    }

    @Override
    public List<FileVersion> changed(AccountId account, long after, long until, int limit) {
        return queries.byTime(account, after + 1, until, true, limit).stream()
                .map(VersionItem::read)
                .toList();
    }

    @Override
    public List<Removal> removals(AccountId account, long after, long until, int limit) {
        return queries.between(account, RemovalItem.sk(after + 1), RemovalItem.sk(until), limit).stream()
                .map(RemovalItem::read)
                .toList();
    }

    @Override
    public List<TrashEntry> trash(AccountId account, long now, long before, int limit) {
        return queries.byEnd(account, now + 1, before - 1, false, limit).stream()
                .map(TrashItem::read)
                .toList();
    }

    @Override
    public long countTrash(AccountId account, long now, long before) {
        return queries.countByEnd(account, now + 1, before - 1);
    }

    @Override
    public List<TrashEntry> ending(AccountId account, long after, long until, int limit) {
        return queries.byEnd(account, after + 1, until, true, limit).stream()
                .map(TrashItem::read)
                .toList();
    }

    @Override
    public Optional<TrashEntry> trashEntry(AccountId account, FileKey file) {
        return files.get(TrashItem.key(account, file)).map(TrashItem::read);
    }

    @Override
    public List<Purge> purges(AccountId account) {
        return queries.beginning(account, HidingItems.PURGES)
                .map(HidingItems::readPurge)
                .toList();
    }

    @Override
    public List<HiddenDeletions> hidden(AccountId account) {
        return queries.beginning(account, HidingItems.DELETIONS)
                .map(HidingItems::readHidden)
                .toList();
    }

    @Override
    public List<Due> due(int shard, long today, Optional<Due> after, int limit) {
        return checks.due(shard, today, after, limit);
    }

    @Override
    public boolean moveCheck(AccountId account, Usage seen, Usage.Check next) {
        return checks.move(account, seen, next);
    }

    @Override
    public void erase(AccountId account) {
        files.client().deleteItem(r -> r.tableName(files.name()).key(UsageItem.key(account)));
        files.delete(queries.keys(account));
    }
}
