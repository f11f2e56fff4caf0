package net.osmand.account.emulators.sqs;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** The stack's queues for event source mappings: our {@link Queues}, or another implementation of SQS. */
public interface MessageQueues {
    /** Every queue, in the template's order. */
    List<QueueSettings> all();

    /**
     * Finds a queue by its name.
     *
     * @throws net.osmand.account.emulators.wire.AwsError if there is none
     */
    QueueSettings byName(String name);

    /** Finds a queue by its ARN. */
    default QueueSettings byArn(String arn) {
        return byName(arn.substring(arn.lastIndexOf(':') + 1));
    }

    /** Sends a message. Without a delay the queue's own applies. */
    Message send(QueueSettings queue, String body, OptionalLong delaySeconds);

    /** Waits for a message. Returns false if none arrives in time, by the machine's clock. */
    boolean awaitVisible(QueueSettings queue, Duration longest) throws InterruptedException;

    /** Receives up to {@code max} messages for a handler, which calls {@link #release} at its end. */
    List<Message> take(QueueSettings queue, int max);

    /** Ends the handling of messages. Those that were not deleted become visible after their timeout. */
    void release(List<Message> taken);

    /**
     * Makes received messages visible at once although their handler may still run. The result is a second delivery.
     */
    void showAgain(QueueSettings queue, List<Message> received);

    /** Sets the order in which messages are received. */
    void receiveIn(UnaryOperator<List<Message>> newOrder);

    /** Deletes a message by its newest receipt handle. */
    void delete(QueueSettings queue, String receipt);

    /** The number of messages in the queue, including hidden ones. */
    int depth(QueueSettings queue);

    /** The number of the newest message, for {@link #awaitHandled}. */
    long lastNumber();

    /**
     * Waits until no message up to that number is visible in these queues or in a handler.
     *
     * @return false if the longest time, by the machine's clock, was not enough
     */
    boolean awaitHandled(List<QueueSettings> queues, long upTo, Duration longest) throws InterruptedException;
}
