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
 * Fills an account with copies of a row that the product wrote, with other names and times. All of them refer to the same object.
 */
final class Seed {
    private static final int BATCH = 25;

    /** Milliseconds after which a change cursor passes a write. */
    private static final long SETTLED = 3_600_000;

    private final DynamoDbClient dynamoDb;

    Seed(DynamoDbClient dynamoDb) {
        this.dynamoDb = dynamoDb;
    }

    /** Adds that many files to the account, which has one file with one version; returns the stored bytes of one file. */
    long grow(long account, int files) {
        var own = dynamoDb.query(q -> q.tableName("FilesTable")
                        .keyConditionExpression("pk = :pk AND begins_with(sk, :version)")
                        .expressionAttributeValues(Map.of(
                                ":pk", AttributeValue.fromS("A#" + account), ":version", AttributeValue.fromS("V#"))))
                .items()
                .getFirst();
        for (var from = 0; from < files; from += BATCH) {
            var batch = new ArrayList<WriteRequest>();
            for (var i = from; i < Math.min(files, from + BATCH); i++) {
                batch.add(WriteRequest.builder()
                        .putRequest(PutRequest.builder().item(copy(own, i + 1)).build())
                        .build());
            }
            write(batch);
        }
        var size = Long.parseLong(value(own, "s").n());
        dynamoDb.updateItem(u -> u.tableName("FilesTable")
                .key(Map.of("pk", AttributeValue.fromS("A#" + account), "sk", AttributeValue.fromS("USAGE")))
                .updateExpression("ADD paidBytes :bytes, paidFiles :files")
                .expressionAttributeValues(Map.of(
                        ":bytes", AttributeValue.fromN(Long.toString(size * files)),
                        ":files", AttributeValue.fromN(Integer.toString(files)))));
        return bytes(own) + bytes(indexEntry(account));
    }

    /** Retries unprocessed items until none is left. */
    private void write(List<WriteRequest> batch) {
        var left = Map.of("FilesTable", batch);
        while (!left.isEmpty()) {
            var requests = left;
            left = dynamoDb.batchWriteItem(b -> b.requestItems(requests)).unprocessedItems();
        }
    }

    private static Map<String, AttributeValue> copy(Map<String, AttributeValue> own, int number) {
        var key = new FileKey("GPX", name(number));
        var time = Long.parseLong(value(own, "t").n()) - SETTLED - number;
        var row = new HashMap<>(own);
        row.put("sk", AttributeValue.fromS("V#%s#%013d".formatted(key.hash(), time)));
        row.put("t", AttributeValue.fromN(Long.toString(time)));
        row.put("n", AttributeValue.fromS(key.name()));
        return row;
    }

    /** A name like those of the app and its users. */
    static String name(int number) {
        return "Rides %d/%s_%05d along the river.gpx"
                .formatted(2015 + number % 10, LocalDate.of(2023, 11, 14).plusDays(number), number);
    }

    /** The newest row's entry in the index by time. */
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

    /** DynamoDB's size of the item or index entry, with its overhead of 100 bytes. */
    private static long bytes(Map<String, AttributeValue> row) {
        var item = row.entrySet().stream()
                .mapToLong(a -> a.getKey().length()
                        + (a.getValue().s() == null
                                ? a.getValue().n().length() / 2 + 2
                                : a.getValue().s().length()))
                .sum();
        return item + 100;
    }

    private static AttributeValue value(Map<String, AttributeValue> row, String name) {
        var value = row.get(name);
        if (value == null) {
            throw new IllegalStateException("a version's item has no " + name);
        }
        return value;
    }
}
