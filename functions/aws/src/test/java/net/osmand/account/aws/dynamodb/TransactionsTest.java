package net.osmand.account.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.osmand.account.aws.StubServer;
import net.osmand.account.aws.dynamodb.Transactions.Outcome;
import net.osmand.account.core.values.Deadline;
import net.osmand.account.core.values.UnavailableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Tests the outcomes of a transaction with the errors that the API reference of TransactWriteItems documents. */
class TransactionsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void whatIsWrittenIsSentOnce() throws IOException {
        try (var dynamoDb = StubServer.json(200, "{}")) {
            assertThat(write(dynamoDb)).isInstanceOf(Outcome.Written.class);
            assertThat(dynamoDb.attempts()).isEqualTo(1);
        }
    }

    @Test
    void failedConditionsGiveTheItemsAsTheyAre() throws IOException {
        var answer = """
            {"__type":"com.amazonaws.dynamodb.v20120810#TransactionCanceledException","CancellationReasons":[
            {"Code":"None"},
            {"Code":"ConditionalCheckFailed","Item":{"pk":{"S":"A#1"},"sk":{"S":"H#f"},"r":{"N":"7"}}},
            {"Code":"ConditionalCheckFailed"}]}\
            """;
        try (var dynamoDb = StubServer.json(400, answer)) {
            var found = ((Outcome.Refused) write(dynamoDb)).found();

            assertThat(found.keySet()).containsExactlyInAnyOrder(1, 2);
            assertThat(found)
                    .hasEntrySatisfying(
                            1, head -> assertThat(head.number("r", 0)).isEqualTo(7))
                    .hasEntrySatisfying(
                            2, missing -> assertThat(missing.attributes()).isEmpty());
            assertThat(dynamoDb.attempts()).isEqualTo(1);
        }
    }

    @Test
    void aFailedConditionBesideAConflictIsAnAnswer() throws IOException {
        try (var dynamoDb = StubServer.json(400, cancelled("TransactionConflict", "ConditionalCheckFailed"))) {
            assertThat(write(dynamoDb)).isInstanceOf(Outcome.Refused.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"})
    void aConflictIsTheCallers(String reason) throws IOException {
        try (var dynamoDb = StubServer.json(400, cancelled("None", reason))) {
            assertThat(write(dynamoDb)).isInstanceOf(Outcome.Conflict.class);
            assertThat(dynamoDb.attempts()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ThrottlingException", "ProvisionedThroughputExceededException", "RequestLimitExceeded"})
    void aThrottledCallIsAConflict(String error) throws IOException {
        try (var dynamoDb = StubServer.json(400, "{\"__type\":\"" + error + "\"}")) {
            assertThat(write(dynamoDb)).isInstanceOf(Outcome.Conflict.class);
            assertThat(dynamoDb.attempts()).isEqualTo(1);
        }
    }

    @Test
    void aLostAnswerIsAskedForAgainWithTheSameToken() throws IOException {
        try (var dynamoDb = new StubServer((attempt, exchange, _) -> {
            if (attempt > 1) {
                StubServer.send(exchange, 200, "{}");
            }
        })) {
            assertThat(write(dynamoDb)).isInstanceOf(Outcome.Written.class);
            assertThat(dynamoDb.attempts()).isEqualTo(2);
            assertThat(tokens(dynamoDb)).hasSize(1);
        }
    }

    @Test
    void eachCallHasItsOwnToken() throws IOException {
        try (var dynamoDb = StubServer.json(200, "{}")) {
            write(dynamoDb);
            write(dynamoDb);
            assertThat(tokens(dynamoDb)).hasSize(2);
        }
    }

    /** The first attempt may have been written or may still arrive. */
    @ParameterizedTest
    @ValueSource(strings = {"ConditionalCheckFailed", "TransactionConflict"})
    void aRefusalAfterALostAnswerProvesNothing(String reason) throws IOException {
        try (var dynamoDb = new StubServer((attempt, exchange, _) -> {
            if (attempt > 1) {
                StubServer.send(exchange, 400, cancelled(reason));
            }
        })) {
            assertThat(write(dynamoDb)).isInstanceOf(Outcome.Unknown.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"silent", "closed", "error"})
    void withoutAnAnswerNobodyKnows(String kind) throws IOException {
        try (var dynamoDb = switch (kind) {
                    case "silent" -> StubServer.silent();
                    case "closed" -> new StubServer((_, _, _) -> {});
                    default -> StubServer.json(500, "{\"__type\":\"InternalServerError\"}");
                };
                var _ = Deadline.after(Duration.ofSeconds(2))) {
            assertThat(write(dynamoDb)).isInstanceOf(Outcome.Unknown.class);
            assertThat(tokens(dynamoDb)).hasSize(1);
        }
    }

    @Test
    void nothingIsSentWithoutTime() throws IOException {
        try (var dynamoDb = StubServer.json(200, "{}");
                var _ = Deadline.after(Duration.ZERO)) {
            assertThatThrownBy(() -> write(dynamoDb)).isInstanceOf(UnavailableException.class);
            assertThat(dynamoDb.attempts()).isZero();
        }
    }

    @Test
    void aMistakeOfOursIsThrown() throws IOException {
        try (var dynamoDb = StubServer.json(400, cancelled("ItemCollectionSizeLimitExceeded"))) {
            assertThatThrownBy(() -> write(dynamoDb)).isInstanceOf(TransactionCanceledException.class);
        }
    }

    private static Outcome write(StubServer dynamoDb) {
        var put = TransactWriteItem.builder()
                .put(p -> p.tableName("t").item(Map.of("pk", AttributeValue.fromS("1"))))
                .build();
        return new Transactions(dynamoDb.clients().dynamoDbWithoutConflictRetries()).write(List.of(put));
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

    private static Set<String> tokens(StubServer dynamoDb) throws IOException {
        var tokens = new HashSet<String>();
        for (var body : dynamoDb.bodies()) {
            tokens.add(JSON.readTree(body).path("ClientRequestToken").asText());
        }
        return tokens;
    }
}
