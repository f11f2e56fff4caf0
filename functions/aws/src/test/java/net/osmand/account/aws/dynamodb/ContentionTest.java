package net.osmand.account.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import net.osmand.account.aws.StubServer;
import net.osmand.account.core.values.Deadline;
import net.osmand.account.core.values.UnavailableException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Tests the errors with which DynamoDB refuses writes because of concurrent writes, as documented in its API reference.
 */
class ContentionTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, AttributeValue> KEY = Map.of("pk", AttributeValue.fromS("1"));

    @Test
    void aPlainUpdateIsSentAgainWhileATransactionHasItsItem() throws IOException {
        try (var dynamoDb =
                refusing(4, "{\"__type\":\"com.amazonaws.dynamodb.v20120810#TransactionConflictException\"}")) {
            var client = dynamoDb.clients().dynamoDb();
            client.updateItem(r -> r.tableName("t").key(KEY).updateExpression("SET a = b"));
            assertThat(dynamoDb.attempts()).isEqualTo(5);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TransactionConflict",
                "TransactionInProgress",
                "ThrottlingError",
                "ProvisionedThroughputExceeded",
                "RequestLimitExceeded"
            })
    void aCancelledTransactionIsSentAgainWithItsToken(String reason) throws IOException {
        try (var dynamoDb = refusing(4, cancelled("None", reason))) {
            assertThat(write(dynamoDb)).isEmpty();
            assertThat(dynamoDb.attempts()).isEqualTo(5);
            assertThat(tokens(dynamoDb)).hasSize(1).doesNotContain("");
        }
    }

    @Test
    void aTransactionThatIsStillInProgressIsAskedForAgain() throws IOException {
        try (var dynamoDb = refusing(2, "{\"__type\":\"TransactionInProgressException\"}")) {
            assertThat(write(dynamoDb)).isEmpty();
            assertThat(tokens(dynamoDb)).hasSize(1);
        }
    }

    @Test
    void aFailedConditionDecidesAtOnce() throws IOException {
        try (var dynamoDb = refusing(9, cancelled("TransactionConflict", "ConditionalCheckFailed"))) {
            assertThat(write(dynamoDb)).hasSize(2);
            assertThat(dynamoDb.attempts()).isEqualTo(1);
        }
    }

    @Test
    void anItemCollectionThatIsFullIsNotTriedAgain() throws IOException {
        try (var dynamoDb = refusing(9, cancelled("ItemCollectionSizeLimitExceeded"))) {
            assertThatThrownBy(() -> write(dynamoDb)).isNotInstanceOf(UnavailableException.class);
            assertThat(dynamoDb.attempts()).isEqualTo(1);
        }
    }

    /** Loads the client's classes. A slow machine would need the deadline of a test for that. */
    @BeforeAll
    static void loadTheClient() throws IOException {
        try (var dynamoDb = StubServer.json(200, "{}")) {
            assertThat(write(dynamoDb)).isEmpty();
        }
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"conflict", "cancelled", "unprocessed"})
    void contentionThatLastsIsUnavailableInTheEnd(String kind) throws IOException {
        var answer = switch (kind) {
            case "conflict" -> "{\"__type\":\"TransactionConflictException\"}";
            case "cancelled" -> cancelled("TransactionConflict");
            default -> "{\"Responses\":{},\"UnprocessedKeys\":{\"t\":{\"Keys\":[{\"pk\":{\"S\":\"1\"}}]}}}";
        };
        try (var dynamoDb = StubServer.json(kind.equals("unprocessed") ? 200 : 400, answer);
                var _ = Deadline.after(Duration.ofSeconds(3))) {
            var table = new Table(dynamoDb.clients().dynamoDb(), "t");
            assertThatThrownBy(() -> {
                        switch (kind) {
                            case "conflict" ->
                                table.client().putItem(r -> r.tableName("t").item(KEY));
                            case "cancelled" -> table.write(items());
                            default -> table.read(Map.of("t", List.of(KEY)));
                        }
                    })
                    .isInstanceOf(UnavailableException.class);
            assertThat(dynamoDb.attempts()).isBetween(6, 200);
        }
    }

    private static StubServer refusing(int times, String answer) throws IOException {
        return new StubServer((attempt, exchange, _) ->
                StubServer.send(exchange, attempt <= times ? 400 : 200, attempt <= times ? answer : "{}"));
    }

    private static List<?> write(StubServer dynamoDb) {
        return new Table(dynamoDb.clients().dynamoDb(), "t").write(items());
    }

    private static List<TransactWriteItem> items() {
        return List.of(
                TransactWriteItem.builder().put(p -> p.tableName("t").item(KEY)).build());
    }

    private static String cancelled(String... reasons) {
        var answer = JSON.createObjectNode()
                .put("__type", "com.amazonaws.dynamodb.v20120810#TransactionCanceledException")
                .put("Message", "Transaction cancelled");
        for (var reason : reasons) {
            answer.withArray("CancellationReasons").addObject().put("Code", reason);
        }
        return answer.toString();
    }

    private static List<String> tokens(StubServer dynamoDb) throws IOException {
        var tokens = new TreeSet<String>();
        for (var body : dynamoDb.bodies()) {
            tokens.add(JSON.readTree(body).path("ClientRequestToken").asText());
        }
        return List.copyOf(tokens);
    }
}
