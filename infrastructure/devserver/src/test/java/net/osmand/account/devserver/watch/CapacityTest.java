package net.osmand.account.devserver.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

class CapacityTest {
    private static final AttributeValue ACCOUNT = AttributeValue.fromS("a");
    private static final Map<String, AttributeValue> KEY = Map.of("pk", ACCOUNT);
    private static final Map<String, AttributeValue> ONE = Map.of(":one", AttributeValue.fromN("1"));

    /** An item of two write units, which one index holds. */
    private final Capacity capacity = new Capacity(
            Map.of("Table", List.of(Set.of("pk", "time"), Set.of("pk", "other"))),
            (_, _) -> Map.of(
                    "pk", ACCOUNT,
                    "time", AttributeValue.fromN("1"),
                    "text", AttributeValue.fromS("x".repeat(1500))));

    @Test
    void anUpdateCountsTheWholeItem() {
        var update = UpdateItemRequest.builder()
                .tableName("Table")
                .key(KEY)
                .expressionAttributeValues(ONE)
                .build();

        assertThat(capacity.write(update) + capacity.updates(update)).isEqualTo(2);
    }

    @Test
    void anUpdateInATransactionCountsTheWholeItemTwice() {
        var update = TransactWriteItem.builder()
                .update(changed -> changed.tableName("Table")
                        .key(KEY)
                        .updateExpression("SET n = :one")
                        .expressionAttributeValues(ONE))
                .build();
        var transaction =
                TransactWriteItemsRequest.builder().transactItems(update).build();

        assertThat(capacity.write(transaction) + capacity.updates(transaction)).isEqualTo(4);
    }

    @Test
    void aDeletionCountsTheWholeItemAndItsIndexEntry() {
        var deletion = DeleteItemRequest.builder().tableName("Table").key(KEY).build();

        assertThat(capacity.write(deletion) + capacity.updates(deletion)).isEqualTo(4);
    }
}
