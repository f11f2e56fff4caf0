package net.osmand.account.emulators.sqs;

import java.time.Duration;
import java.util.Optional;

/**
 * The template's settings of a standard queue.
 *
 * @param visibility how long a received message is hidden
 * @param delay before a message is first visible, unless the message has its own
 * @param retention after which a message is removed
 */
public record QueueSettings(
        String name,
        String url,
        String arn,
        Duration visibility,
        Duration delay,
        Duration retention,
        Optional<Redrive> redrive) {

    /** A queue with SQS's defaults. */
    public static QueueSettings of(String name, String url, String arn) {
        return new QueueSettings(
                name, url, arn, Duration.ofSeconds(30), Duration.ZERO, Duration.ofDays(4), Optional.empty());
    }

    /**
     * The dead-letter queue.
     *
     * @param maxReceiveCount number of receives before a message is moved
     */
    public record Redrive(String deadLetterArn, int maxReceiveCount) {}
}
