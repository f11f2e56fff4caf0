package net.osmand.account.devserver.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import net.osmand.account.aws.AwsCallListener;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.aws.StubServer;
import net.osmand.account.functions.events.SendMailFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Handling of mails that SES refuses, shown by the AWS calls of the sending function. */
@Tag("slow")
class RefusedMailTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SES = "SendEmail";

    /** Operations that reached AWS in their order, including retries. */
    private final List<String> operations = new CopyOnWriteArrayList<>();

    /** Bodies of the calls that change a visibility. */
    private final List<String> visibilities = new CopyOnWriteArrayList<>();

    private volatile boolean silent;

    @ParameterizedTest
    @CsvSource({"1, 429, 15", "2, 429, 60", "1, 503, 15", "1, 400, 15"})
    void aRefusedMailComesAgainSoon(int received, int status, int seconds) throws IOException {
        try (var aws = aws(status)) {
            assertThat(failures(aws, received)).isEqualTo(1);
        }
        assertThat(operations).contains(SES);
        assertThat(visibilities).singleElement().satisfies(body -> {
            var call = JSON.readTree(body);
            assertThat(call.path("VisibilityTimeout").asInt()).isEqualTo(seconds);
            assertThat(call.path("ReceiptHandle").asText()).isEqualTo("receipt");
        });
        // The claim is taken and released. Otherwise the next instance would wait for it to expire.
        assertThat(operations).filteredOn("UpdateItem"::equals).hasSize(2);
    }

    @Test
    void aMailThatIsRefusedAgainAndAgainWaitsForTheQueuesOwnTime() throws IOException {
        try (var aws = aws(429)) {
            assertThat(failures(aws, 3)).isEqualTo(1);
        }
        assertThat(visibilities).isEmpty();
    }

    /** SES may have sent the mail, so it is not retried early. */
    @Test
    void aMailWithoutAnAnswerWaitsForTheQueuesOwnTime() throws IOException {
        silent = true;
        try (var aws = aws(200)) {
            assertThat(failures(aws, 1)).isEqualTo(1);
        }
        assertThat(operations).filteredOn(SES::equals).hasSize(1);
        assertThat(operations).filteredOn("UpdateItem"::equals).hasSize(1);
        assertThat(visibilities).isEmpty();
    }

    @Test
    void aMailThatIsTakenIsNotedAndItsMessageIsDone() throws IOException {
        try (var aws = aws(200)) {
            assertThat(failures(aws, 1)).isZero();
        }
        assertThat(operations).filteredOn(SES::equals).hasSize(1);
        assertThat(visibilities).isEmpty();
    }

    private StubServer aws(int sesStatus) throws IOException {
        return new StubServer((_, exchange, body) -> {
            var operation = operation(exchange);
            operations.add(operation);
            switch (operation) {
                case SES -> {
                    if (silent) {
                        Thread.sleep(Long.MAX_VALUE);
                    }
                    var type = sesStatus == 400 ? "MessageRejected" : "TooManyRequestsException";
                    StubServer.send(exchange, sesStatus, "{\"__type\":\"" + type + "\"}");
                }
                case "ChangeMessageVisibility" -> {
                    visibilities.add(body);
                    StubServer.send(exchange, 200, "{}");
                }
                default -> StubServer.send(exchange, 200, "{}");
            }
        });
    }

    private static String operation(HttpExchange exchange) {
        var target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        return target == null ? SES : target.substring(target.indexOf('.') + 1).replaceFirst(".*\\.", "");
    }

    private int failures(StubServer aws, int received) {
        var environment = new HashMap<>(aws.environment());
        environment.putAll(Map.of(
                "ACCOUNTS_TABLE", "accounts",
                "MAIL_FROM", "osmand@example.org",
                "MAIL_QUEUE_URL", aws.environment().get("AWS_ENDPOINT_URL") + "/queue"));
        var function = new SendMailFunction(
                new LambdaEnvironment(environment, Clock.systemUTC(), new SecureRandom(), AwsCallListener.NONE));
        return function.handleRequest(event(received), context())
                .getBatchItemFailures()
                .size();
    }

    private static SQSEvent event(int received) {
        var message = new SQSMessage();
        message.setMessageId("1");
        message.setReceiptHandle("receipt");
        message.setAttributes(Map.of("ApproximateReceiveCount", Integer.toString(received)));
        message.setBody("{\"id\":\"m1\",\"kind\":\"ACCOUNT_DELETED\",\"to\":\"ann@example.org\",\"language\":\"en\","
                + "\"until\":" + (System.currentTimeMillis() + 3_600_000)
                + ",\"arguments\":{\"at\":\"1800000000000\"}}");
        var event = new SQSEvent();
        event.setRecords(List.of(message));
        return event;
    }

    /** Remaining time of the function: little, if the test waits for its end. */
    private Context context() {
        var left = silent ? 8_000 : 29_000;
        return (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(), new Class<?>[] {Context.class}, (_, method, _) -> {
                    if (method.getName().equals("getRemainingTimeInMillis")) {
                        return left;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }
}
