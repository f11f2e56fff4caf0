package net.osmand.account.aws.dynamodb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.account.UsageChange;
import net.osmand.account.core.files.FileHistory;
import net.osmand.account.core.files.FileVersion;
import net.osmand.account.core.files.FileVersions;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileKey;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Versions, usage and trash timers in the files table. DynamoDB refuses a range that ends before it begins: it is empty here. */
public final class DynamoDbFileVersions implements FileVersions {
    /** How far back ended timers are looked for, days: longer than every schedule may fail unnoticed. */
    private static final int DAYS_BACK = 40;

    private static final String LAST_SORT_KEY = "~";

    private final DynamoDbClient client;
    private final Table files;

    public DynamoDbFileVersions(DynamoDbClient client, String filesTable) {
        this.client = client;
        files = new Table(client, filesTable);
    }

    @Override
    public FileHistory history(AccountId account, FileKey key) {
        var query = files.beginning(AccountItem.pk(account), VersionItem.prefix(key))
                .scanIndexForward(false)
                .build();
        return new FileHistory(
                key,
                files.pages(query).flatMap(List::stream).map(VersionItem::read).toList());
    }

    @Override
    public void eachPage(AccountId account, Consumer<List<FileVersion>> page) {
        var query = QueryRequest.builder()
                .tableName(files.name())
                .indexName("ByTime")
                .consistentRead(true)
                .scanIndexForward(false)
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", Item.text(AccountItem.pk(account))))
                .build();
        files.pages(query)
                .map(rows -> rows.stream().map(VersionItem::read).toList())
                .forEach(page);
    }

    @Override
    public void eachRow(AccountId account, Consumer<FileVersion> row) {
        var query = files.beginning(AccountItem.pk(account), VersionItem.PREFIX)
                .scanIndexForward(false)
                .build();
        files.pages(query).flatMap(List::stream).map(VersionItem::read).forEach(row);
    }

    @Override
    public long advance(AccountId account, Usage seen, UsageChange change, long now) {
        var candidate = Math.max(now, seen.lastUpdateTime() + 1);
        return takeTime(account, Optional.of(UsageItem.change(change)), candidate)
                .orElseThrow();
    }

    @Override
    public long advanceToRemove(AccountId account, long now) {
        return takeTime(account, Optional.empty(), now).orElseThrow();
    }

    /**
     * The time itself, or where others were faster or the clock went back one more than the last.
     *
     * @param counters what else changes; empty for a removal, which is noted by its time
     */
    private OptionalLong takeTime(AccountId account, Optional<UsageItem.Update> counters, long time) {
        var first = take(
                account,
                ":time",
                "(attribute_not_exists(#last) OR #last < :time)",
                counters,
                Map.of(":time", Item.number(time)));
        return first.isPresent()
                ? first
                : take(
                        account,
                        "#last + :one",
                        "#last >= :time",
                        counters,
                        Map.of(":time", Item.number(time), ":one", Item.number(1)));
    }

    private OptionalLong take(
            AccountId account,
            String time,
            String condition,
            Optional<UsageItem.Update> counters,
            Map<String, AttributeValue> more) {
        var values = new HashMap<>(counters.map(UsageItem.Update::values).orElse(Map.of()));
        values.putAll(more);
        var removedAt = ", " + UsageItem.REMOVED_AT + " = " + time;
        try {
            var answer = client.updateItem(r -> r.tableName(files.name())
                    .key(UsageItem.key(account))
                    .updateExpression("SET #last = " + time
                            + counters.map(c -> " " + c.expression()).orElse(removedAt))
                    .conditionExpression(condition)
                    .expressionAttributeNames(Map.of("#last", UsageItem.LAST))
                    .expressionAttributeValues(values)
                    .returnValues(ReturnValue.UPDATED_NEW));
            return new Item(answer.attributes()).optionalNumber(UsageItem.LAST);
        } catch (ConditionalCheckFailedException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public void removed(AccountId account, UsageChange change) {
        add(account, UsageItem.change(change).afterRemoval());
    }

    @Override
    public void revoke(AccountId account, UsageChange change) {
        add(account, UsageItem.change(change.negated()));
    }

    @Override
    public void hideTrash(AccountId account, long deletedUntil) {
        try {
            client.updateItem(r -> r.tableName(files.name())
                    .key(UsageItem.key(account))
                    .updateExpression("SET " + UsageItem.EMPTIED + " = :until")
                    .conditionExpression("attribute_not_exists(emptied) OR emptied < :until")
                    .expressionAttributeValues(Map.of(":until", Item.number(deletedUntil))));
        } catch (ConditionalCheckFailedException e) {
            // As much and more is hidden already.
        }
    }

    @Override
    public void showTrash(AccountId account, long deletedUntil) {
        try {
            client.updateItem(r -> r.tableName(files.name())
                    .key(UsageItem.key(account))
                    .updateExpression("REMOVE " + UsageItem.EMPTIED)
                    .conditionExpression(UsageItem.EMPTIED + " = :until")
                    .expressionAttributeValues(Map.of(":until", Item.number(deletedUntil))));
        } catch (ConditionalCheckFailedException e) {
            // It was taken back already, or more was emptied meanwhile.
        }
    }

    @Override
    public void hideDeletions(AccountId account, Set<Long> deletedAt) {
        changeHidden("ADD", account, deletedAt);
    }

    @Override
    public void forgetDeletions(AccountId account, Set<Long> deletedAt) {
        changeHidden("DELETE", account, deletedAt);
    }

    private void changeHidden(String action, AccountId account, Set<Long> deletedAt) {
        if (!deletedAt.isEmpty()) {
            client.updateItem(r -> r.tableName(files.name())
                    .key(UsageItem.key(account))
                    .updateExpression(action + " " + UsageItem.HIDDEN + " :times")
                    .expressionAttributeValues(Map.of(":times", Item.numbers(deletedAt))));
        }
    }

    @Override
    public Usage usage(AccountId account) {
        return files.get(UsageItem.key(account)).map(UsageItem::read).orElse(Usage.NONE);
    }

    @Override
    public boolean reconcile(AccountId account, Usage seen, Usage counted) {
        return update(account, UsageItem.reconcile(seen, counted));
    }

    private void add(AccountId account, UsageItem.Update update) {
        client.updateItem(r -> r.tableName(files.name())
                .key(UsageItem.key(account))
                .updateExpression(update.expression())
                .expressionAttributeValues(update.values()));
    }

    private boolean update(AccountId account, UsageItem.Update update) {
        try {
            client.updateItem(r -> r.tableName(files.name())
                    .key(UsageItem.key(account))
                    .updateExpression(update.expression())
                    .conditionExpression(update.condition())
                    .expressionAttributeNames(Map.of("#last", UsageItem.LAST))
                    .expressionAttributeValues(update.values()));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    @Override
    public void eachAccount(Consumer<AccountId> account) {
        Map<String, AttributeValue> from = Map.of();
        while (true) {
            var start = from;
            var answer = client.scan(s -> {
                s.tableName(files.name()).limit(1).projectionExpression("pk, sk");
                if (!start.isEmpty()) {
                    s.exclusiveStartKey(start);
                }
            });
            if (answer.items().isEmpty()) {
                return;
            }
            var pk = new Item(answer.items().getFirst()).pk();
            account.accept(AccountItem.id(pk));
            // Behind every row that the partition can have: the next read finds the next account at once.
            from = Item.of(pk, LAST_SORT_KEY).key();
        }
    }

    @Override
    public void add(AccountId account, FileVersion version) {
        var item = VersionItem.write(account, version).attributes();
        try {
            client.putItem(r -> r.tableName(files.name())
                    .item(item)
                    .conditionExpression("attribute_not_exists(pk)")
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
        } catch (ConditionalCheckFailedException e) {
            if (!item.equals(e.item())) {
                throw e;
            }
        }
    }

    @Override
    public void addToTrash(AccountId account, FileVersion deletionMarker, long trashedUntil) {
        var item = VersionItem.write(account, deletionMarker).attributes();
        var marker = TransactWriteItem.builder()
                .put(p -> p.tableName(files.name())
                        .item(item)
                        .conditionExpression("attribute_not_exists(pk)")
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                .build();
        var timer = new TrashTimer(account, deletionMarker.key(), trashedUntil);
        var failed = files.write(List.of(marker, put(TimerItem.write(timer, deletionMarker))));
        if (!failed.isEmpty() && !item.equals(failed.getFirst().item())) {
            throw new IllegalStateException("another row has the deletion marker's update time");
        }
    }

    @Override
    public boolean remove(AccountId account, long time, List<FileVersion> rows, List<TrashEntry> entries) {
        var items = new ArrayList<TransactWriteItem>();
        for (var version : rows) {
            items.add(TransactWriteItem.builder()
                    .delete(d -> d.tableName(files.name())
                            .key(VersionItem.keyOf(account, version).key())
                            .conditionExpression("attribute_exists(pk)"))
                    .build());
        }
        entries.forEach(entry -> items.add(change(account, entry)));
        items.add(put(RemovalItem.write(account, time, rows)));
        return files.write(items).isEmpty();
    }

    private TransactWriteItem change(AccountId account, TrashEntry entry) {
        if (entry.marker().isEmpty()) {
            return entry.required().isPresent()
                    ? removeTimer(account, entry.key(), entry.required().getAsLong())
                    : TransactWriteItem.builder()
                            .delete(d -> d.tableName(files.name()).key(TimerItem.key(account, entry.key())))
                            .build();
        }
        var timer = new TrashTimer(account, entry.key(), entry.trashedUntil());
        var row = TimerItem.write(timer, entry.marker().get()).attributes();
        return TransactWriteItem.builder()
                .put(p -> {
                    p.tableName(files.name()).item(row);
                    entry.required()
                            .ifPresent(at -> p.conditionExpression(TimerItem.IS_OF)
                                    .expressionAttributeNames(TimerItem.NAME_AT)
                                    .expressionAttributeValues(Map.of(":at", Item.number(at))));
                })
                .build();
    }

    /** The entry of that deletion, which must be there. */
    private TransactWriteItem removeTimer(AccountId account, FileKey key, long deletedAt) {
        return TransactWriteItem.builder()
                .delete(d -> d.tableName(files.name())
                        .key(TimerItem.key(account, key))
                        .conditionExpression(TimerItem.IS_OF)
                        .expressionAttributeNames(TimerItem.NAME_AT)
                        .expressionAttributeValues(Map.of(":at", Item.number(deletedAt))))
                .build();
    }

    /** The entry of a deletion before that version, if there is one; that of a later deletion stays. */
    private TransactWriteItem removeTimer(AccountId account, FileVersion version) {
        return TransactWriteItem.builder()
                .delete(d -> d.tableName(files.name())
                        .key(TimerItem.key(account, version.key()))
                        .conditionExpression("attribute_not_exists(#at) OR #at < :at")
                        .expressionAttributeNames(TimerItem.NAME_AT)
                        .expressionAttributeValues(Map.of(":at", Item.number(version.updateTime()))))
                .build();
    }

    private TransactWriteItem put(Item row) {
        return TransactWriteItem.builder()
                .put(p -> p.tableName(files.name()).item(row.attributes()))
                .build();
    }

    @Override
    public void addFromTrash(AccountId account, FileVersion version) {
        if (!files.write(List.of(putNew(account, version), removeTimer(account, version)))
                .isEmpty()) {
            // It is there already, or the file was deleted again meanwhile, by a marker that is newer.
            add(account, version);
        }
    }

    @Override
    public boolean restore(AccountId account, FileVersion version, FileVersion older, OptionalLong required) {
        var isThere = TransactWriteItem.builder()
                .conditionCheck(c -> c.tableName(files.name())
                        .key(VersionItem.keyOf(account, older).key())
                        .conditionExpression("attribute_exists(pk)"))
                .build();
        var failed = files.write(List.of(
                putNew(account, version),
                isThere,
                required.isPresent()
                        ? removeTimer(account, version.key(), required.getAsLong())
                        : removeTimer(account, version)));
        return failed.isEmpty()
                || history(account, version.key()).versions().stream()
                        .anyMatch(row -> row.updateTime() == version.updateTime());
    }

    private TransactWriteItem putNew(AccountId account, FileVersion version) {
        return TransactWriteItem.builder()
                .put(p -> p.tableName(files.name())
                        .item(VersionItem.write(account, version).attributes())
                        .conditionExpression("attribute_not_exists(pk)")
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                .build();
    }

    @Override
    public List<FileHistory> trashed(AccountId account, String after, LongPredicate deletedAt, int limit) {
        var keys = trashedKeys(account, after, deletedAt, limit);
        if (keys.isEmpty()) {
            return List.of();
        }
        // Both kinds of rows lie in the order of the hashes, so that one query finds the versions of all these files.
        var query = between(
                        account,
                        VersionItem.prefix(keys.getFirst()),
                        VersionItem.prefix(keys.getLast()) + LAST_SORT_KEY)
                .build();
        var rows = new HashMap<FileKey, List<FileVersion>>();
        keys.forEach(key -> rows.put(key, new ArrayList<>()));
        files.pages(query).flatMap(List::stream).map(VersionItem::read).forEach(version -> {
            var file = rows.get(version.key());
            if (file != null) {
                file.add(version);
            }
        });
        return keys.stream()
                .map(key -> new FileHistory(key, rows.getOrDefault(key, List.of())))
                .toList();
    }

    private List<FileKey> trashedKeys(AccountId account, String after, LongPredicate deletedAt, int limit) {
        var query = between(account, TimerItem.PREFIX + after, TimerItem.PREFIX + LAST_SORT_KEY)
                .build();
        return files.pages(query)
                .flatMap(List::stream)
                .filter(row -> !row.sk().equals(TimerItem.PREFIX + after))
                .filter(row -> deletedAt.test(row.number(TimerItem.AT, 0)))
                .limit(limit)
                .map(VersionItem::key)
                .toList();
    }

    @Override
    public List<FileVersion> changed(AccountId account, long after, long until, int limit) {
        if (until <= after) {
            return List.of();
        }
        var query = pages("ByTime", "t", account, after + 1, until + 1)
                .scanIndexForward(true)
                .limit(limit)
                .build();
        return client.query(query).items().stream()
                .map(Item::new)
                .map(VersionItem::read)
                .toList();
    }

    @Override
    public List<Long> changeTimes(AccountId account, long after, long until) {
        if (until <= after) {
            return List.of();
        }
        var query = pages("ByTime", "t", account, after + 1, until + 1)
                .projectionExpression("t")
                .build();
        return files.pages(query)
                .flatMap(List::stream)
                .map(row -> row.number("t", 0))
                .toList();
    }

    @Override
    public List<Removal> removals(AccountId account, long after, long until, int limit) {
        if (until <= after) {
            return List.of();
        }
        var query = between(account, RemovalItem.sk(after + 1), RemovalItem.sk(until))
                .limit(limit)
                .build();
        return client.query(query).items().stream()
                .map(Item::new)
                .map(RemovalItem::read)
                .toList();
    }

    @Override
    public List<Long> removalTimes(AccountId account, long after, long until) {
        if (until <= after) {
            return List.of();
        }
        var query = between(account, RemovalItem.sk(after + 1), RemovalItem.sk(until))
                .projectionExpression("sk")
                .build();
        return files.pages(query).flatMap(List::stream).map(RemovalItem::time).toList();
    }

    private QueryRequest.Builder between(AccountId account, String from, String to) {
        return QueryRequest.builder()
                .tableName(files.name())
                .consistentRead(true)
                .keyConditionExpression("pk = :pk AND sk BETWEEN :from AND :to")
                .expressionAttributeValues(Map.of(
                        ":pk", Item.text(AccountItem.pk(account)), ":from", Item.text(from), ":to", Item.text(to)));
    }

    @Override
    public List<FileVersion> page(AccountId account, long from, long before, int limit) {
        return page("ByTime", "t", account, from, before, limit).stream()
                .map(VersionItem::read)
                .toList();
    }

    @Override
    public List<Trashed> trash(AccountId account, long now, long before, int limit) {
        return page("ByEnd", "#until", account, now + 1, before, limit).stream()
                .map(TimerItem::readTrashed)
                .toList();
    }

    @Override
    public List<TrashTimer> trashEntries(AccountId account) {
        return files.rows(AccountItem.pk(account), TimerItem.PREFIX)
                .map(TimerItem::read)
                .toList();
    }

    @Override
    public OptionalLong trashEntry(AccountId account, FileKey key) {
        return files.rows(AccountItem.pk(account), TimerItem.PREFIX + key.hash())
                .mapToLong(row -> row.number(TimerItem.AT, 0))
                .findFirst();
    }

    @Override
    public void addTrashEntry(AccountId account, FileVersion deletionMarker, long trashedUntil) {
        var row = TimerItem.write(new TrashTimer(account, deletionMarker.key(), trashedUntil), deletionMarker);
        try {
            client.putItem(r ->
                    r.tableName(files.name()).item(row.attributes()).conditionExpression("attribute_not_exists(pk)"));
        } catch (ConditionalCheckFailedException e) {
            // Somebody was faster.
        }
    }

    @Override
    public long countTrash(AccountId account, long now, long before) {
        if (before <= now + 1) {
            return 0;
        }
        var query = pages("ByEnd", "#until", account, now + 1, before)
                .select(Select.COUNT)
                .limit(Table.PAGE)
                .build();
        return client.queryPaginator(query).stream()
                .mapToLong(QueryResponse::count)
                .sum();
    }

    private List<Item> page(String index, String sortKey, AccountId account, long from, long before, int limit) {
        if (before <= from) {
            return List.of();
        }
        var query = pages(index, sortKey, account, from, before).limit(limit).build();
        return client.query(query).items().stream().map(Item::new).toList();
    }

    private QueryRequest.Builder pages(String index, String sortKey, AccountId account, long from, long before) {
        var query = QueryRequest.builder()
                .tableName(files.name())
                .indexName(index)
                .consistentRead(true)
                .scanIndexForward(false)
                .keyConditionExpression("pk = :pk AND " + sortKey + " BETWEEN :from AND :to")
                .expressionAttributeValues(Map.of(
                        ":pk", Item.text(AccountItem.pk(account)),
                        ":from", Item.number(from),
                        ":to", Item.number(before - 1)));
        if (sortKey.startsWith("#")) {
            query.expressionAttributeNames(Map.of(sortKey, TimerItem.UNTIL));
        }
        return query;
    }

    @Override
    public List<TrashTimer> endedTimers(long now) {
        var ended = new ArrayList<TrashTimer>();
        var today = TimerItem.day(now);
        for (var day = today.minusDays(DAYS_BACK); !day.isAfter(today); day = day.plusDays(1)) {
            var query = QueryRequest.builder()
                    .tableName(files.name())
                    .indexName("ByDue")
                    .keyConditionExpression("due = :due")
                    .expressionAttributeValues(Map.of(":due", Item.text(day.toString())))
                    .build();
            files.pages(query)
                    .flatMap(List::stream)
                    .map(TimerItem::read)
                    .filter(timer -> timer.trashedUntil() <= now)
                    .forEach(ended::add);
        }
        return ended;
    }

    @Override
    public void removeTimer(TrashTimer timer) {
        try {
            client.deleteItem(r -> r.tableName(files.name())
                    .key(TimerItem.key(timer.account(), timer.key()))
                    .conditionExpression("#until = :until")
                    .expressionAttributeNames(Map.of("#until", TimerItem.UNTIL))
                    .expressionAttributeValues(Map.of(":until", Item.number(timer.trashedUntil()))));
        } catch (ConditionalCheckFailedException e) {
            // It is gone already, or the file was deleted anew meanwhile and that timer has to stay.
        }
    }

    @Override
    public void erase(AccountId account) {
        var query = files.beginning(AccountItem.pk(account), "")
                .projectionExpression("pk, sk")
                .build();
        var keys = new ArrayList<Map<String, AttributeValue>>();
        files.pages(query).forEach(rows -> rows.forEach(row -> keys.add(row.key())));
        files.delete(keys);
    }
}
