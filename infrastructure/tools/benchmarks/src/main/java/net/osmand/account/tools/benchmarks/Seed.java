package net.osmand.account.tools.benchmarks;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.osmand.account.core.values.FileKey;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Fills an account with copies of a row and a head that the product wrote, under other names and times. All of them
 * refer to the same object.
 */
final class Seed {
    private static final int BATCH = 25;

    /** Milliseconds after which a change cursor certainly passes a write. */
    private static final long SETTLED = 3_600_000;

    private final DynamoDbClient dynamoDb;

    Seed(DynamoDbClient dynamoDb) {
        this.dynamoDb = dynamoDb;
    }

    /**
     * Adds this number of files to an account that has one file with one version. Returns the stored bytes of one file.
     */
    long grow(long account, int files) {
        var own = first(account, "V#");
        var head = first(account, "H#");
        var writes = new ArrayList<WriteRequest>();
        for (var number = 1; number <= files; number++) {
            var key = new FileKey("GPX", name(number));
            var time = number(own, "t") - SETTLED - number;
            writes.add(put(version(own, key, time)));
            writes.add(put(head(head, key, time, 1, number(own, "z"))));
            if (writes.size() >= BATCH - 1 || number == files) {
                write(writes);
                writes.clear();
            }
        }
        count(account, own, files, files);
        return bytes(own) + bytes(head) + bytes(indexEntry(account));
    }

    /** Adds one file with this number of versions. */
    void addVersions(long account, String name, int versions) {
        var own = first(account, "V#");
        var head = first(account, "H#");
        var key = new FileKey("GPX", name);
        var newest = number(own, "t") - SETTLED / 2;
        var writes = new ArrayList<WriteRequest>();
        for (var number = 0; number < versions; number++) {
            writes.add(put(version(own, key, newest - number)));
            if (writes.size() == BATCH - 1 || number == versions - 1) {
                write(writes);
                writes.clear();
            }
        }
        write(List.of(put(head(head, key, newest, versions, versions * number(own, "z")))));
        count(account, own, 1, versions);
    }

    private Map<String, AttributeValue> first(long account, String prefix) {
        return dynamoDb.query(q -> q.tableName("FilesTable")
                        .keyConditionExpression("pk = :pk AND begins_with(sk, :prefix)")
                        .expressionAttributeValues(Map.of(
                                ":pk", AttributeValue.fromS("A#" + account), ":prefix", AttributeValue.fromS(prefix))))
                .items()
                .getFirst();
    }

    private void count(long account, Map<String, AttributeValue> own, long files, long versions) {
        var size = number(own, "z");
        dynamoDb.updateItem(u -> u.tableName("FilesTable")
                .key(Map.of("pk", AttributeValue.fromS("A#" + account), "sk", AttributeValue.fromS("USAGE")))
                .updateExpression("ADD lb :bytes, lf :files, kb :kept, v :versions, pf :files, pb :sizes, pg :bytes")
                .expressionAttributeValues(Map.of(
                        ":bytes", number(size * files),
                        ":files", number(files),
                        ":kept", number(size * versions),
                        ":versions", number(versions),
                        ":sizes", number(number(own, "s") * files))));
    }

    private static WriteRequest put(Map<String, AttributeValue> item) {
        return WriteRequest.builder()
                .putRequest(PutRequest.builder().item(item).build())
                .build();
    }

    /** Writes a batch and retries unprocessed items until none is left. */
    private void write(List<WriteRequest> batch) {
        var left = Map.of("FilesTable", batch);
        while (!left.isEmpty()) {
            var requests = left;
            left = dynamoDb.batchWriteItem(b -> b.requestItems(requests)).unprocessedItems();
        }
    }

    private static Map<String, AttributeValue> version(Map<String, AttributeValue> own, FileKey key, long time) {
        var row = new HashMap<>(own);
        row.put("sk", AttributeValue.fromS("V#%s#C%013d".formatted(key.hash(), time)));
        row.put("t", number(time));
        row.put("n", AttributeValue.fromS(key.name()));
        return row;
    }

    private static Map<String, AttributeValue> head(
            Map<String, AttributeValue> own, FileKey key, long time, long versions, long bytes) {
        var head = new HashMap<>(own);
        head.put("sk", AttributeValue.fromS("H#" + key.hash()));
        for (var name : List.of("r", "nw", "ct")) {
            head.put(name, number(time));
        }
        head.put("vn", number(versions));
        head.put("vb", number(bytes));
        return head;
    }

    /** Returns a name like those of the app and its users. */
    static String name(int number) {
        return "Rides %d/%s_%05d along the river.gpx"
                .formatted(2015 + number % 10, LocalDate.of(2023, 11, 14).plusDays(number), number);
    }

    /** Returns the newest row's entry in the index by time. */
    private Map<String, AttributeValue> indexEntry(long account) {
        return dynamoDb.query(q -> q.tableName("FilesTable")
                        .indexName("ByTime")
                        .consistentRead(true)
                        .scanIndexForward(false)
                        .limit(1)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS("A#" + account))))
                .items()
                .getFirst();
    }

    /** Returns the size that DynamoDB bills for the item or index entry, including the overhead of 100 bytes. */
    private static long bytes(Map<String, AttributeValue> row) {
        var item = row.entrySet().stream()
                .mapToLong(a -> a.getKey().length()
                        + (a.getValue().s() == null
                                ? a.getValue().n().length() / 2 + 2
                                : a.getValue().s().length()))
                .sum();
        return item + 100;
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    private static long number(Map<String, AttributeValue> row, String name) {
        return Long.parseLong(value(row, name).n());
    }

    private static AttributeValue value(Map<String, AttributeValue> row, String name) {
        var value = row.get(name);
        if (value == null) {
            throw new IllegalStateException("a version's item has no " + name);
        }
        return value;
    }
}
