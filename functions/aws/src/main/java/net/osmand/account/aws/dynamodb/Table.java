package net.osmand.account.aws.dynamodb;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** A table, with the loops over pages and unprocessed items that DynamoDB leaves to its callers. */
final class Table {
    static final String CONDITION_FAILED = "ConditionalCheckFailed";

    private static final int BATCH = 25;

    /**
     * Rows in a page. DynamoDB ends a page at 1 MB in any case, but DynamoDB Local reads all remaining rows for each
     * page.
     */
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

    /** Reads items of this table and others by key, with consistent reads. Missing items are absent from the result. */
    Map<Map<String, AttributeValue>, Item> read(Map<String, List<Map<String, AttributeValue>>> keys) {
        var found = new HashMap<Map<String, AttributeValue>, Item>();
        Map<String, KeysAndAttributes> left = new HashMap<>();
        keys.forEach((table, wanted) -> left.put(
                table,
                KeysAndAttributes.builder().keys(wanted).consistentRead(true).build()));
        var backoff = new RetryBackoff();
        while (!left.isEmpty()) {
            var answer = client.batchGetItem(r -> r.requestItems(Map.copyOf(left)));
            answer.responses().values().stream()
                    .flatMap(List::stream)
                    .map(Item::new)
                    .forEach(row -> found.put(row.key(), row));
            left.clear();
            left.putAll(answer.unprocessedKeys());
            if (!left.isEmpty()) {
                backoff.pause();
            }
        }
        return found;
    }

    /** Returns rows of a partition whose sort keys start with the prefix, with consistent reads of all pages. */
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

    /**
     * Updates one item.
     *
     * @return the item before the update, or empty if the condition failed
     */
    Optional<Item> update(
            Map<String, AttributeValue> key, String update, String condition, Map<String, AttributeValue> values) {
        try {
            return Optional.of(new Item(client.updateItem(r -> r.tableName(name)
                            .key(key)
                            .updateExpression(update)
                            .conditionExpression(condition)
                            .expressionAttributeValues(values)
                            .returnValues(ReturnValue.ALL_OLD))
                    .attributes()));
        } catch (ConditionalCheckFailedException _) {
            return Optional.empty();
        }
    }

    void delete(Map<String, AttributeValue> key) {
        client.deleteItem(r -> r.tableName(name).key(key));
    }

    /** Deletes items in batches of 25 and resends the unprocessed ones. */
    void delete(List<Map<String, AttributeValue>> keys) {
        for (var from = 0; from < keys.size(); from += BATCH) {
            var batch = keys.subList(from, Math.min(from + BATCH, keys.size())).stream()
                    .map(key -> WriteRequest.builder()
                            .deleteRequest(DeleteRequest.builder().key(key).build())
                            .build())
                    .toList();
            var left = Map.of(name, batch);
            var backoff = new RetryBackoff();
            while (!left.isEmpty()) {
                var requests = left;
                left = client.batchWriteItem(r -> r.requestItems(requests)).unprocessedItems();
                if (!left.isEmpty()) {
                    backoff.pause();
                }
            }
        }
    }

    /**
     * Writes all items or none. {@link Contention} decides about retries after a conflict.
     *
     * @return an empty list on success; otherwise one reason for each item, at least one of them a failed condition
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
