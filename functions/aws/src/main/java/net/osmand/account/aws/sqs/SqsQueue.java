package net.osmand.account.aws.sqs;

import java.time.Duration;
import software.amazon.awssdk.services.sqs.SqsClient;

/** An SQS queue that invokes a function. Each message is delivered at least once, in any order. */
public final class SqsQueue {
    private static final Duration MAX_DELAY = Duration.ofMinutes(15);

    private final SqsClient client;
    private final String url;

    public SqsQueue(SqsClient client, String url) {
        this.client = client;
        this.url = url;
    }

    /** Sends a message, at most 256 KiB of UTF-8. */
    public void send(String body) {
        client.sendMessage(r -> r.queueUrl(url).messageBody(body));
    }

    /** Delivers a received message again after the delay, instead of the queue's visibility timeout. */
    public void retryAfter(String receiptHandle, Duration delay) {
        client.changeMessageVisibility(r ->
                r.queueUrl(url).receiptHandle(receiptHandle).visibilityTimeout(Math.toIntExact(delay.toSeconds())));
    }

    /** Sends a message that is delivered after the delay, whole seconds up to 15 minutes. */
    public void send(String body, Duration delay) {
        if (delay.isNegative() || delay.compareTo(MAX_DELAY) > 0) {
            throw new IllegalArgumentException("SQS delays a message by 15 minutes at most");
        }
        client.sendMessage(r -> r.queueUrl(url).messageBody(body).delaySeconds(Math.toIntExact(delay.toSeconds())));
    }
}
