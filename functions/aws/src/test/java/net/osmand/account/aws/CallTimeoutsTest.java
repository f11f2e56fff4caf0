package net.osmand.account.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.osmand.account.core.values.Deadline;
import net.osmand.account.core.values.UnavailableException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Tests clients as in production against servers that are silent, slow, throttled or absent. */
@Tag("slow")
class CallTimeoutsTest {
    private static final Duration GENEROUS = Duration.ofSeconds(20);

    static Stream<Arguments> calls() {
        return Stream.of(
                call("DynamoDB GetItem", CallTimeoutsTest::getItem),
                call(
                        "S3 GetObject",
                        c -> c.s3().getObjectAsBytes(r -> r.bucket("b").key("k"))),
                call(
                        "S3 PutObject",
                        c -> c.s3().putObject(r -> r.bucket("b").key("k"), RequestBody.fromString("body"))),
                call(
                        "Cognito AdminGetUser",
                        c -> c.cognito().adminGetUser(r -> r.userPoolId("p").username("u"))),
                call(
                        "SQS SendMessage",
                        c -> c.sqs()
                                .sendMessage(
                                        r -> r.queueUrl("http://127.0.0.1/q").messageBody("m"))),
                call("Secrets Manager GetSecretValue", c -> c.secretsManager().getSecretValue(r -> r.secretId("s"))),
                call("SES GetAccount", c -> c.ses().getAccount(r -> {})));
    }

    private static Arguments call(String name, Consumer<AwsClients> call) {
        return Arguments.of(name, call);
    }

    /** Loads the classes of all clients. A slow machine would need the deadlines of the tests for that. */
    @BeforeAll
    static void loadTheClients() throws IOException {
        try (var aws = StubServer.json(400, "{\"__type\":\"AccessDeniedException\"}")) {
            calls().forEach(call -> assertThatThrownBy(() -> callOf(call).accept(aws.clients())));
        }
    }

    @SuppressWarnings("unchecked")
    private static Consumer<AwsClients> callOf(Arguments call) {
        return (Consumer<AwsClients>) call.get()[1];
    }

    private static void getItem(AwsClients clients) {
        clients.dynamoDb().getItem(r -> r.tableName("t").key(Map.of("pk", AttributeValue.fromS("1"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void aSilentServerIsTriedAgainAndGivenUpAtTheDeadline(String name, Consumer<AwsClients> call) throws IOException {
        try (var aws = StubServer.silent()) {
            var start = System.nanoTime();
            try (var _ = Deadline.after(Duration.ofMillis(1500))) {
                assertThatThrownBy(() -> call.accept(aws.clients())).isInstanceOf(UnavailableException.class);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(GENEROUS);
            assertThat(aws.attempts()).isBetween(2, 4);
        }
    }

    @Test
    void aServerThatSendsOneByteAtATimeIsGivenUpAtTheDeadline() throws IOException {
        try (var aws = new StubServer((_, exchange, _) -> sendOneByteAtATime(exchange))) {
            var start = System.nanoTime();
            try (var _ = Deadline.after(Duration.ofMillis(1500))) {
                assertThatThrownBy(() -> getItem(aws.clients())).isInstanceOf(UnavailableException.class);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(GENEROUS);
        }
    }

    /**
     * Otherwise a thread of Java reads the rest to use the connection again, however slowly it comes. The end of the
     * call can then wait for that thread, far beyond the deadline.
     */
    @Test
    void aResponseThatIsNotReadToItsEndClosesTheConnection() throws Exception {
        var hungUp = new CountDownLatch(1);
        try (var aws = new StubServer((_, exchange, _) -> {
            try {
                sendOneByteAtATime(exchange);
            } catch (IOException closed) {
                hungUp.countDown();
            }
        })) {
            aws.clients().s3().getObject(r -> r.bucket("b").key("k")).close();
            assertThat(hungUp.await(GENEROUS.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void sendOneByteAtATime(HttpExchange exchange) throws IOException, InterruptedException {
        exchange.sendResponseHeaders(200, 1000);
        for (var i = 0; i < 1000; i++) {
            exchange.getResponseBody().write(' ');
            exchange.getResponseBody().flush();
            Thread.sleep(100);
        }
    }

    @Test
    void slowCallsOneAfterTheOtherShareTheDeadline() throws IOException {
        try (var aws = new StubServer((_, exchange, _) -> {
            Thread.sleep(400);
            StubServer.send(exchange, 200, "{}");
        })) {
            var clients = aws.clients();
            var start = System.nanoTime();
            try (var _ = Deadline.after(Duration.ofSeconds(3))) {
                assertThatThrownBy(() -> {
                            for (var i = 0; i < 100; i++) {
                                getItem(clients);
                            }
                        })
                        .isInstanceOf(UnavailableException.class);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(GENEROUS);
            assertThat(aws.attempts()).isBetween(2, 20);
        }
    }

    @Test
    void noCallStartsAfterTheDeadline() throws IOException {
        try (var aws = StubServer.json(200, "{}");
                var _ = Deadline.after(Duration.ZERO)) {
            assertThatThrownBy(() -> getItem(aws.clients())).isInstanceOf(UnavailableException.class);
            assertThat(aws.attempts()).isZero();
        }
    }

    /** The mail may have been sent, so only the queue may send it again. */
    @Test
    void aMailIsNotSentTwiceBecauseTheAnswerIsLate() throws IOException {
        try (var aws = StubServer.silent();
                var _ = Deadline.after(Duration.ofSeconds(1))) {
            assertThatThrownBy(() -> aws.clients().ses().sendEmail(r -> r.fromEmailAddress("a@example.org")))
                    .isInstanceOf(UnavailableException.class);
            assertThat(aws.attempts()).isEqualTo(1);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void throttlingIsTriedAgainAndThenUnavailable(String name, Consumer<AwsClients> call) throws IOException {
        var slowDown = "<Error><Code>SlowDown</Code></Error>";
        var throttled = "{\"__type\":\"ThrottlingException\"}";
        var isS3 = name.startsWith("S3");
        try (var aws = StubServer.json(isS3 ? 503 : 400, isS3 ? slowDown : throttled);
                var _ = Deadline.after(Duration.ofSeconds(2))) {
            assertThatThrownBy(() -> call.accept(aws.clients())).isInstanceOf(UnavailableException.class);
            assertThat(aws.attempts()).isGreaterThan(1);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void aRefusedConnectionIsUnavailable(String name, Consumer<AwsClients> call) throws IOException {
        AwsClients clients;
        try (var closed = StubServer.silent()) {
            clients = closed.clients();
        }
        try (var _ = Deadline.after(Duration.ofSeconds(1))) {
            assertThatThrownBy(() -> call.accept(clients)).isInstanceOf(UnavailableException.class);
        }
    }

    @Test
    void aMissingPermissionIsNoReasonToComeAgain() throws IOException {
        try (var aws = StubServer.json(400, "{\"__type\":\"AccessDeniedException\"}")) {
            assertThatThrownBy(() -> getItem(aws.clients()))
                    .isNotInstanceOf(UnavailableException.class)
                    .hasMessageContaining("AccessDenied");
            assertThat(aws.attempts()).isEqualTo(1);
        }
    }
}
