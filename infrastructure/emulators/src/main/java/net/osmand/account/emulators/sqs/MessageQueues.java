package net.osmand.account.emulators.sqs;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** The queues of a stack, as its event source mappings use them: our {@link Queues}, or those of another SQS. */
public interface MessageQueues {
    /** Every queue, in the template's order. */
    List<QueueSettings> all();

    /** The queue of that name; an {@code AwsError} if there is none. */
    QueueSettings byName(String name);

    /** The queue of that ARN. */
    default QueueSettings byArn(String arn) {
        return byName(arn.substring(arn.lastIndexOf(':') + 1));
    }

    /** Sends a message; without a delay it takes the queue's. */
    Message send(QueueSettings queue, String body, OptionalLong delaySeconds);

    /** Waits until there may be a message to take; false after the longest time, by the machine's clock. */
    boolean awaitVisible(QueueSettings queue, Duration longest) throws InterruptedException;

    /** Receives up to so many messages for a handler, which lets them go when it ends. */
    List<Message> take(QueueSettings queue, int max);

    /** Ends the handling of messages that were taken: those that were not deleted become visible after their timeout. */
    void letGo(List<Message> taken);

    /** Makes received messages visible at once, while their handler may still run: a second delivery. */
    void showAgain(QueueSettings queue, List<Message> received);

    /** From now on messages are received in another order. */
    void receiveIn(UnaryOperator<List<Message>> newOrder);

    /** Deletes a message by its last receipt. */
    void delete(QueueSettings queue, String receipt);

    /** How many messages the queue holds, including hidden ones. */
    int depth(QueueSettings queue);

    /** The number of the last message that was sent, for {@link #awaitHandled}. */
    long lastNumber();

    /**
     * Waits until no message up to that number can be taken from these queues or is held by a handler.
     *
     * @return false if the longest time, by the machine's clock, was not enough
     */
    boolean awaitHandled(List<QueueSettings> queues, long upTo, Duration longest) throws InterruptedException;
}
