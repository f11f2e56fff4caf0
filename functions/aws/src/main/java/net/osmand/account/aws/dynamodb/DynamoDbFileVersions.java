package net.osmand.account.aws.dynamodb;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import net.osmand.account.files.FileHistory;
import net.osmand.account.files.FileKey;
import net.osmand.account.files.FileVersion;
import net.osmand.account.files.FileVersions;
import net.osmand.account.files.Usage;
import net.osmand.account.files.UsageChange;
import net.osmand.account.identity.AccountId;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Versions, usage and trash timers in the files table. */
public final class DynamoDbFileVersions implements FileVersions {
    /** How far back ended timers are looked for, days: longer than every schedule may fail unnoticed. */
    private static final int DAYS_BACK = 40;

    private static final String LAST_SORT_KEY = "~";

    private final DynamoDbClient client;
    private final Table files;

    public DynamoDbFileVersions(DynamoDbClient client, String filesTable, SecureRandom random) {
        this.client = client;
        files = new Table(client, filesTable, random);
    }

    @Override
    public FileHistory history(AccountId account, FileKey key) {
        var query = files.beginning(AccountRow.pk(account), VersionRow.prefix(key))
                .scanIndexForward(false)
                .build();
        return new FileHistory(
                key,
                files.pages(query).flatMap(List::stream).map(VersionRow::read).toList());
    }

    @Override
    public void eachPage(AccountId account, Consumer<List<FileVersion>> page) {
        var query = QueryRequest.builder()
                .tableName(files.name())
                .indexName("ByTime")
                .consistentRead(true)
                .scanIndexForward(false)
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", Row.text(AccountRow.pk(account))))
                .build();
        files.pages(query)
                .map(rows -> rows.stream().map(VersionRow::read).toList())
                .forEach(page);
    }

    @Override
    public long advance(AccountId account, Usage seen, UsageChange change, long now) {
        var candidate = Math.max(now, seen.lastUpdateTime() + 1);
        while (true) {
            if (takeTime(account, change, candidate)) {
                return candidate;
            }
            var next = takeNextTime(account, change, candidate);
            if (next.isPresent()) {
                return next.getAsLong();
            }
        }
    }

    private boolean takeTime(AccountId account, UsageChange change, long time) {
        var values = UsageRow.change(change);
        values.put(":time", Row.number(time));
        try {
            client.updateItem(r -> r.tableName(files.name())
                    .key(UsageRow.key(account))
                    .updateExpression("SET #last = :time " + UsageRow.ADD)
                    .conditionExpression("attribute_not_exists(#last) OR #last < :time")
                    .expressionAttributeNames(Map.of("#last", UsageRow.LAST))
                    .expressionAttributeValues(values));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    /** Where others were faster, or the clock went back: one more than the last. */
    private OptionalLong takeNextTime(AccountId account, UsageChange change, long time) {
        var values = UsageRow.change(change);
        values.put(":time", Row.number(time));
        values.put(":one", Row.number(1));
        try {
            var answer = client.updateItem(r -> r.tableName(files.name())
                    .key(UsageRow.key(account))
                    .updateExpression("SET #last = #last + :one " + UsageRow.ADD)
                    .conditionExpression("#last >= :time")
                    .expressionAttributeNames(Map.of("#last", UsageRow.LAST))
                    .expressionAttributeValues(values)
                    .returnValues(ReturnValue.UPDATED_NEW));
            return new Row(answer.attributes()).optionalNumber(UsageRow.LAST);
        } catch (ConditionalCheckFailedException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public void adjust(AccountId account, UsageChange change) {
        client.updateItem(r -> r.tableName(files.name())
                .key(UsageRow.key(account))
                .updateExpression(UsageRow.ADD)
                .expressionAttributeValues(UsageRow.change(change)));
    }

    @Override
    public Usage usage(AccountId account) {
        return files.get(UsageRow.key(account)).map(UsageRow::read).orElse(Usage.NONE);
    }

    @Override
    public boolean reconcile(AccountId account, Usage seen, Usage counted) {
        var values = UsageRow.counted(counted);
        values.putAll(UsageRow.seen(seen));
        try {
            client.updateItem(r -> r.tableName(files.name())
                    .key(UsageRow.key(account))
                    .updateExpression(UsageRow.SET)
                    .conditionExpression(UsageRow.UNCHANGED)
                    .expressionAttributeNames(Map.of("#last", UsageRow.LAST))
                    .expressionAttributeValues(values));
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
            var pk = new Row(answer.items().getFirst()).pk();
            account.accept(AccountRow.id(pk));
            // Behind every row that the partition can have: the next read finds the next account at once.
            from = Row.of(pk, LAST_SORT_KEY).key();
        }
    }

    @Override
    public void add(AccountId account, FileVersion version) {
        var item = VersionRow.write(account, version).attributes();
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
        var item = VersionRow.write(account, deletionMarker).attributes();
        var marker = TransactWriteItem.builder()
                .put(p -> p.tableName(files.name())
                        .item(item)
                        .conditionExpression("attribute_not_exists(pk)")
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                .build();
        var timer = new TrashTimer(account, deletionMarker.key(), trashedUntil);
        var failed = files.write(List.of(marker, put(TimerRow.write(timer, deletionMarker))));
        if (!failed.isEmpty() && !item.equals(failed.getFirst().item())) {
            throw new IllegalStateException("another row has the deletion marker's update time");
        }
    }

    @Override
    public boolean remove(AccountId account, FileVersion version, OptionalLong trashedUntil) {
        var row = TransactWriteItem.builder()
                .delete(d -> d.tableName(files.name())
                        .key(VersionRow.keyOf(account, version).key())
                        .conditionExpression("attribute_exists(pk)"))
                .build();
        var timer = trashedUntil.isPresent()
                ? setTimer(new TrashTimer(account, version.key(), trashedUntil.getAsLong()))
                : removeTimer(account, version.key());
        var failed = files.write(List.of(row, timer));
        return failed.isEmpty();
    }

    /** What the list of the trash shows stays, where the timer was there before. */
    private TransactWriteItem setTimer(TrashTimer timer) {
        var row = TimerRow.write(timer);
        return TransactWriteItem.builder()
                .update(u -> u.tableName(files.name())
                        .key(row.key())
                        .updateExpression("SET ty = :ty, n = :n, #until = :until, #ttl = :ttl, due = :due")
                        .expressionAttributeNames(Map.of("#until", TimerRow.UNTIL, "#ttl", Row.TTL))
                        .expressionAttributeValues(Map.of(
                                ":ty", row.attributes().get("ty"),
                                ":n", row.attributes().get("n"),
                                ":until", row.attributes().get(TimerRow.UNTIL),
                                ":ttl", row.attributes().get(Row.TTL),
                                ":due", row.attributes().get("due"))))
                .build();
    }

    private TransactWriteItem removeTimer(AccountId account, FileKey key) {
        return TransactWriteItem.builder()
                .delete(d -> d.tableName(files.name()).key(TimerRow.key(account, key)))
                .build();
    }

    private TransactWriteItem put(Row row) {
        return TransactWriteItem.builder()
                .put(p -> p.tableName(files.name()).item(row.attributes()))
                .build();
    }

    @Override
    public void addFromTrash(AccountId account, FileVersion version) {
        var item = VersionRow.write(account, version).attributes();
        var row = TransactWriteItem.builder()
                .put(p -> p.tableName(files.name())
                        .item(item)
                        .conditionExpression("attribute_not_exists(pk)")
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                .build();
        var failed = files.write(List.of(row, removeTimer(account, version.key())));
        if (!failed.isEmpty() && !item.equals(failed.getFirst().item())) {
            throw new IllegalStateException("another row has the restored version's update time");
        }
    }

    @Override
    public List<FileVersion> page(AccountId account, long from, long before, int limit) {
        return page("ByTime", "t", account, from, before, limit).stream()
                .map(VersionRow::read)
                .toList();
    }

    @Override
    public List<Trashed> trash(AccountId account, long now, long before, int limit) {
        return page("ByEnd", "#until", account, now + 1, before, limit).stream()
                .map(TimerRow::readTrashed)
                .toList();
    }

    @Override
    public long countTrash(AccountId account, long now, long before) {
        var query = pages("ByEnd", "#until", account, now + 1, before)
                .select(Select.COUNT)
                .build();
        return client.queryPaginator(query).stream()
                .mapToLong(QueryResponse::count)
                .sum();
    }

    private List<Row> page(String index, String sortKey, AccountId account, long from, long before, int limit) {
        var query = pages(index, sortKey, account, from, before).limit(limit).build();
        return client.query(query).items().stream().map(Row::new).toList();
    }

    private QueryRequest.Builder pages(String index, String sortKey, AccountId account, long from, long before) {
        var query = QueryRequest.builder()
                .tableName(files.name())
                .indexName(index)
                .consistentRead(true)
                .scanIndexForward(false)
                .keyConditionExpression("pk = :pk AND " + sortKey + " BETWEEN :from AND :to")
                .expressionAttributeValues(Map.of(
                        ":pk", Row.text(AccountRow.pk(account)),
                        ":from", Row.number(from),
                        ":to", Row.number(before - 1)));
        if (sortKey.startsWith("#")) {
            query.expressionAttributeNames(Map.of(sortKey, TimerRow.UNTIL));
        }
        return query;
    }

    @Override
    public List<TrashTimer> endedTimers(long now) {
        var ended = new ArrayList<TrashTimer>();
        var today = TimerRow.day(now);
        for (var day = today.minusDays(DAYS_BACK); !day.isAfter(today); day = day.plusDays(1)) {
            var query = QueryRequest.builder()
                    .tableName(files.name())
                    .indexName("ByDue")
                    .keyConditionExpression("due = :due")
                    .expressionAttributeValues(Map.of(":due", Row.text(day.toString())))
                    .build();
            files.pages(query)
                    .flatMap(List::stream)
                    .map(TimerRow::read)
                    .filter(timer -> timer.trashedUntil() <= now)
                    .forEach(ended::add);
        }
        return ended;
    }

    @Override
    public void removeTimer(TrashTimer timer) {
        try {
            client.deleteItem(r -> r.tableName(files.name())
                    .key(TimerRow.key(timer.account(), timer.key()))
                    .conditionExpression("#until = :until")
                    .expressionAttributeNames(Map.of("#until", TimerRow.UNTIL))
                    .expressionAttributeValues(Map.of(":until", Row.number(timer.trashedUntil()))));
        } catch (ConditionalCheckFailedException e) {
            // It is gone already, or the file was deleted anew meanwhile and that timer has to stay.
        }
    }

    @Override
    public void erase(AccountId account) {
        var query = files.beginning(AccountRow.pk(account), "")
                .projectionExpression("pk, sk")
                .build();
        var keys = new ArrayList<Map<String, AttributeValue>>();
        files.pages(query).forEach(rows -> rows.forEach(row -> keys.add(row.key())));
        files.delete(keys);
    }
}
