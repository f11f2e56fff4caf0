package net.osmand.account.aws.dynamodb;

import java.util.Map;
import net.osmand.account.core.codes.Counters;
import net.osmand.account.core.values.KeyedHash;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** Stores counters in the accounts table. A count is one update, or two at the start of a window. */
public final class DynamoDbCounters implements Counters {
    private static final String SINCE = "since";

    private final DynamoDbClient client;
    private final String table;
    private final KeyedHash hash;

    public DynamoDbCounters(DynamoDbClient client, String accountsTable, KeyedHash hash) {
        this.client = client;
        this.table = accountsTable;
        this.hash = hash;
    }

    @Override
    public long count(Counter counter, int limit, long now) {
        var key = CounterItem.key(counter, hash);
        var windowStart = now - counter.window().toMillis();
        while (true) {
            try {
                client.updateItem(r -> r.tableName(table)
                        .key(key)
                        .updateExpression("ADD n :one")
                        .conditionExpression(SINCE + " > :start AND n < :limit")
                        .expressionAttributeValues(Map.of(
                                ":one", Item.number(1),
                                ":start", Item.number(windowStart),
                                ":limit", Item.number(limit)))
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
                return 0;
            } catch (ConditionalCheckFailedException e) {
                var since = e.hasItem() ? new Item(e.item()).number(SINCE, 0) : 0;
                if (since > windowStart) {
                    return since - windowStart;
                }
            }
            if (begin(key, counter, now, windowStart)) {
                return 0;
            }
        }
    }

    @Override
    public void takeBack(Counter counter) {
        try {
            client.updateItem(r -> r.tableName(table)
                    .key(CounterItem.key(counter, hash))
                    .updateExpression("ADD n :back")
                    .conditionExpression("n > :none")
                    .expressionAttributeValues(Map.of(":back", Item.number(-1), ":none", Item.number(0))));
        } catch (ConditionalCheckFailedException e) {
            // The window has ended since.
        }
    }

    /**
     * Starts a window with its first event.
     *
     * @return false if a concurrent request started it
     */
    private boolean begin(Map<String, AttributeValue> key, Counter counter, long now, long windowStart) {
        try {
            client.updateItem(r -> r.tableName(table)
                    .key(key)
                    .updateExpression("SET n = :one, " + SINCE + " = :now, #ttl = :ttl")
                    .conditionExpression("attribute_not_exists(pk) OR " + SINCE + " <= :start")
                    .expressionAttributeNames(Map.of("#ttl", Item.TTL))
                    .expressionAttributeValues(Map.of(
                            ":one", Item.number(1),
                            ":now", Item.number(now),
                            ":start", Item.number(windowStart),
                            ":ttl", Item.number((now + counter.window().toMillis()) / 1000 + 1))));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }
}
