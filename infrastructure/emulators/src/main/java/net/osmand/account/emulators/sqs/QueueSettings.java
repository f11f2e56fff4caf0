package net.osmand.account.emulators.sqs;

import java.time.Duration;
import java.util.Optional;

/**
 * A standard queue as its template has it.
 *
 * @param visibility for which a received message is hidden, to come again unless it is deleted meanwhile
 * @param delay before a message is seen first, unless it says otherwise itself
 * @param retention after which a message is gone
 */
public record QueueSettings(
        String name,
        String url,
        String arn,
        Duration visibility,
        Duration delay,
        Duration retention,
        Optional<Redrive> redrive) {

    /** SQS's own defaults. */
    public static QueueSettings of(String name, String url, String arn) {
        return new QueueSettings(
                name, url, arn, Duration.ofSeconds(30), Duration.ZERO, Duration.ofDays(4), Optional.empty());
    }

    /**
     * Where a message goes that was received in vain.
     *
     * @param maxReceiveCount how often it is received before
     */
    public record Redrive(String deadLetterArn, int maxReceiveCount) {}
}
