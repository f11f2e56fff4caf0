package net.osmand.account.aws.dynamodb;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DeleteRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** One table, with the loops that the API leaves to its callers: pages and unprocessed items. */
final class Table {
    static final String CONDITION_FAILED = "ConditionalCheckFailed";

    private static final int BATCH = 25;

    /** Rows of a page: DynamoDB ends it at 1 MB anyhow, while DynamoDB Local reads all that is left for each page. */
    static final int PAGE = 5_000;

    private final DynamoDbClient client;
    private final String name;

    Table(DynamoDbClient client, String name) {
        this.client = client;
        this.name = name;
    }

    DynamoDbClient client() {
        return client;
    }

    String name() {
        return name;
    }

    Optional<Item> get(Map<String, AttributeValue> key) {
        var answer = client.getItem(r -> r.tableName(name).key(key).consistentRead(true));
        return answer.hasItem() ? Optional.of(new Item(answer.item())) : Optional.empty();
    }

    /** Items of this table and others by their keys, in one consistent read; missing ones are absent. */
    Map<Map<String, AttributeValue>, Item> read(Map<String, List<Map<String, AttributeValue>>> keys) {
        var found = new HashMap<Map<String, AttributeValue>, Item>();
        Map<String, KeysAndAttributes> left = new HashMap<>();
        keys.forEach((table, wanted) -> left.put(
                table,
                KeysAndAttributes.builder().keys(wanted).consistentRead(true).build()));
        var patience = new RetryBackoff();
        while (!left.isEmpty()) {
            var answer = client.batchGetItem(r -> r.requestItems(Map.copyOf(left)));
            answer.responses().values().stream()
                    .flatMap(List::stream)
                    .map(Item::new)
                    .forEach(row -> found.put(row.key(), row));
            left.clear();
            left.putAll(answer.unprocessedKeys());
            if (!left.isEmpty()) {
                patience.pause();
            }
        }
        return found;
    }

    /** Consistent, all pages: rows of the partition whose sort key begins so. */
    Stream<Item> rows(String pk, String skPrefix) {
        return pages(beginning(pk, skPrefix).build()).flatMap(List::stream);
    }

    QueryRequest.Builder beginning(String pk, String skPrefix) {
        var query = QueryRequest.builder().tableName(name).consistentRead(true);
        return skPrefix.isEmpty()
                ? query.keyConditionExpression("pk = :pk").expressionAttributeValues(Map.of(":pk", Item.text(pk)))
                : query.keyConditionExpression("pk = :pk AND begins_with(sk, :sk)")
                        .expressionAttributeValues(Map.of(":pk", Item.text(pk), ":sk", Item.text(skPrefix)));
    }

    Stream<List<Item>> pages(QueryRequest query) {
        return client.queryPaginator(query.toBuilder().limit(PAGE).build()).stream()
                .map(page -> page.items().stream().map(Item::new).toList());
    }

    /** Deletes the items, 25 a call; those that DynamoDB leaves unprocessed again. */
    void delete(List<Map<String, AttributeValue>> keys) {
        for (var from = 0; from < keys.size(); from += BATCH) {
            var batch = keys.subList(from, Math.min(from + BATCH, keys.size())).stream()
                    .map(key -> WriteRequest.builder()
                            .deleteRequest(DeleteRequest.builder().key(key).build())
                            .build())
                    .toList();
            var left = Map.of(name, batch);
            var patience = new RetryBackoff();
            while (!left.isEmpty()) {
                var requests = left;
                left = client.batchWriteItem(r -> r.requestItems(requests)).unprocessedItems();
                if (!left.isEmpty()) {
                    patience.pause();
                }
            }
        }
    }

    /**
     * Writes all or nothing. {@link Contention} has it sent again if another write was in its way.
     *
     * @return nothing once it is written, else one reason an item, at least one of which is a condition that failed
     */
    List<CancellationReason> write(List<TransactWriteItem> items) {
        try {
            client.transactWriteItems(r -> r.transactItems(items));
            return List.of();
        } catch (TransactionCanceledException e) {
            var reasons = e.cancellationReasons();
            if (reasons.stream().anyMatch(r -> CONDITION_FAILED.equals(r.code()))) {
                return reasons;
            }
            throw e;
        }
    }
}
