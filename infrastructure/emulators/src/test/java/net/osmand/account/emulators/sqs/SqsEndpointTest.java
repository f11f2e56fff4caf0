package net.osmand.account.emulators.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

final class SqsEndpointTest {
    private static final String URL = "https://sqs.us-east-1.amazonaws.com/000000000000/work";
    private static final String DEAD = "https://sqs.us-east-1.amazonaws.com/000000000000/dead";
    private static final String DEAD_ARN = "arn:aws:sqs:us-east-1:000000000000:dead";

    @TempDir
    Path folder;

    private final MovedClock clock = new MovedClock();
    private SqsEndpoint endpoint;
    private SqsClient client;

    @BeforeEach
    void start() {
        var work = new QueueSettings(
                "work",
                URL,
                "arn:aws:sqs:us-east-1:000000000000:work",
                Duration.ofSeconds(30),
                Duration.ZERO,
                Duration.ofHours(1),
                Optional.of(new QueueSettings.Redrive(DEAD_ARN, 2)));
        endpoint = new SqsEndpoint(
                new Queues(folder.resolve("sqs.json"), clock, List.of(work, QueueSettings.of("dead", DEAD, DEAD_ARN))));
        client = SqsClient.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(endpoint.uri())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        endpoint.close();
    }

    @Test
    void whatIsSentIsReceivedOnceAndGoneWhenDeleted() {
        // The SDK verifies the MD5 of requests and responses.
        var id = client.sendMessage(r -> r.queueUrl(URL).messageBody("één")).messageId();
        var message = receive(URL).getFirst();

        assertThat(message.body()).isEqualTo("één");
        assertThat(message.messageId()).isEqualTo(id);
        assertThat(message.attributes()).containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1");
        assertThat(receive(URL)).isEmpty();
        client.deleteMessage(r -> r.queueUrl(URL).receiptHandle(message.receiptHandle()));
        clock.pass(Duration.ofMinutes(5));
        assertThat(receive(URL)).isEmpty();
    }

    @Test
    void aDelayedMessageComesInItsTime() {
        client.sendMessage(r -> r.queueUrl(URL).messageBody("later").delaySeconds(60));

        assertThat(receive(URL)).isEmpty();
        assertThat(count(URL, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
                .isEqualTo("1");
        clock.pass(Duration.ofSeconds(60));
        assertThat(receive(URL)).hasSize(1);
    }

    @Test
    void whatIsNotDeletedComesAgainAndThenToTheDeadLetters() {
        client.sendMessage(r -> r.queueUrl(URL).messageBody("bad"));
        for (var tries = 1; tries <= 2; tries++) {
            assertThat(receive(URL)).hasSize(1);
            clock.pass(Duration.ofSeconds(30));
        }

        assertThat(receive(URL)).isEmpty();
        assertThat(receive(DEAD)).extracting(Message::body).containsExactly("bad");
    }

    @Test
    void visibilityCanBeChanged() {
        client.sendMessage(r -> r.queueUrl(URL).messageBody("x"));
        var receipt = receive(URL).getFirst().receiptHandle();
        client.changeMessageVisibility(
                r -> r.queueUrl(URL).receiptHandle(receipt).visibilityTimeout(0));

        assertThat(receive(URL)).hasSize(1);
    }

    @Test
    void aBatchIsSentInOrderAndDeleted() {
        var entries = List.of(entry("a"), entry("b"), entry("c"));
        var answer = client.sendMessageBatch(r -> r.queueUrl(URL).entries(entries));

        assertThat(answer.successful()).hasSize(3);
        assertThat(receive(URL)).extracting(Message::body).containsExactly("a", "b", "c");
        assertThatThrownBy(() -> client.sendMessageBatch(r -> r.queueUrl(URL).entries(entry("a"), entry("a"))))
                .isInstanceOf(SqsException.class);
    }

    @Test
    void messagesOutliveARestartAndEndWithTheirRetention() {
        client.sendMessage(r -> r.queueUrl(URL).messageBody("kept"));
        stop();
        start();
        assertThat(count(URL, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .isEqualTo("1");

        clock.pass(Duration.ofHours(2));
        assertThat(receive(URL)).isEmpty();
    }

    @Test
    void whatSqsRefusesIsRefused() {
        assertThat(client.getQueueUrl(r -> r.queueName("work")).queueUrl()).isEqualTo(URL);
        assertThatThrownBy(() -> client.getQueueUrl(r -> r.queueName("none")))
                .isInstanceOf(QueueDoesNotExistException.class);
        assertThatThrownBy(() ->
                        client.sendMessage(r -> r.queueUrl(URL).messageBody("x").delaySeconds(901)))
                .isInstanceOf(SqsException.class);
        assertThatThrownBy(() -> client.sendMessage(r -> r.queueUrl(URL).messageBody("x".repeat(256 * 1024 + 1))))
                .isInstanceOf(SqsException.class);
    }

    private List<Message> receive(String url) {
        return client.receiveMessage(r -> r.queueUrl(url)
                        .maxNumberOfMessages(10)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    private String count(String url, QueueAttributeName name) {
        return String.valueOf(client.getQueueAttributes(r -> r.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributes()
                .get(name));
    }

    private static SendMessageBatchRequestEntry entry(String body) {
        return SendMessageBatchRequestEntry.builder().id(body).messageBody(body).build();
    }

    private static final class MovedClock extends Clock {
        private volatile Instant now = Instant.parse("2026-11-24T00:00:00Z");

        private void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
