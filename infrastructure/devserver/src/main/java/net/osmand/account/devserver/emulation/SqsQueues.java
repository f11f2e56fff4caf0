package net.osmand.account.devserver.emulation;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.osmand.account.emulators.sqs.Message;
import net.osmand.account.emulators.sqs.MessageQueues;
import net.osmand.account.emulators.sqs.QueueSettings;
import net.osmand.account.emulators.wire.AwsError;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageNotInflightException;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;

/**
 * The template's queues in another implementation of SQS, such as LocalStack. That SQS uses the machine's clock. A
 * message whose visibility timeout has ended by the local clock is made visible at once. Delays follow the machine's
 * clock.
 */
final class SqsQueues implements MessageQueues {
    private static final int BATCH = 10;

    /** Short, so that closing the dev server does not wait long. */
    private static final int LONG_POLL_SECONDS = 1;

    private static final Duration POLL_INTERVAL = Duration.ofMillis(50);

    private final SqsClient client;
    private final Clock clock;
    private final Map<String, QueueSettings> settings = new LinkedHashMap<>();
    private final Map<String, ReceivedMessages> received = new HashMap<>();

    /** Counts changes of {@link #received}, so that a check of several queues detects a change between them. */
    private long changes;

    private UnaryOperator<List<Message>> order = UnaryOperator.identity();

    SqsQueues(SqsClient client, Clock clock, List<QueueSettings> queues) {
        this.client = client;
        this.clock = clock;
        for (var queue : queues) {
            settings.put(queue.name(), queue);
            received.put(queue.name(), new ReceivedMessages());
        }
    }

    @Override
    public List<QueueSettings> all() {
        return List.copyOf(settings.values());
    }

    @Override
    public QueueSettings byName(String name) {
        var queue = settings.get(name);
        if (queue == null) {
            throw new AwsError("QueueDoesNotExist", "The specified queue does not exist.");
        }
        return queue;
    }

    @Override
    public Message send(QueueSettings queue, String body, OptionalLong delaySeconds) {
        var delay = Math.toIntExact(delaySeconds.orElse(queue.delay().toSeconds()));
        var sent = client.sendMessage(
                send -> send.queueUrl(queue.url()).messageBody(body).delaySeconds(delay));
        var now = clock.millis();
        return new Message(0, sent.messageId(), body, now, now + delay * 1000L, 0, "", 0);
    }

    @Override
    public boolean awaitVisible(QueueSettings queue, Duration longest) throws InterruptedException {
        var end = System.nanoTime() + longest.toNanos();
        do {
            showDue(queue);
            if (isWaiting(queue) || receive(queue)) {
                return true;
            }
        } while (System.nanoTime() < end);
        return false;
    }

    private boolean receive(QueueSettings queue) throws InterruptedException {
        try {
            var messages = client.receiveMessage(receive -> receive.queueUrl(queue.url())
                            .maxNumberOfMessages(BATCH)
                            .waitTimeSeconds(LONG_POLL_SECONDS)
                            .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                    .messages();
            synchronized (this) {
                in(queue)
                        .add(order.apply(messages.stream()
                                .map(message -> taken(queue, message))
                                .toList()));
                changes += messages.size();
            }
            return !messages.isEmpty();
        } catch (AbortedException interrupted) {
            throw new InterruptedException("the stack is closed");
        }
    }

    private Message taken(QueueSettings queue, software.amazon.awssdk.services.sqs.model.Message message) {
        var attributes = message.attributes();
        return new Message(
                0,
                message.messageId(),
                message.body(),
                number(attributes, MessageSystemAttributeName.SENT_TIMESTAMP),
                clock.millis() + queue.visibility().toMillis(),
                Math.toIntExact(number(attributes, MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT)),
                message.receiptHandle(),
                number(attributes, MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP));
    }

    private static <K> long number(Map<K, String> attributes, K name) {
        return Long.parseLong(Objects.requireNonNull(attributes.get(name), name.toString()));
    }

    @Override
    public synchronized List<Message> take(QueueSettings queue, int max) {
        return in(queue).take(max);
    }

    @Override
    public synchronized void release(List<Message> taken) {
        received.values().forEach(queue -> queue.release(taken));
        changes++;
    }

    @Override
    public void showAgain(QueueSettings queue, List<Message> received) {
        synchronized (this) {
            in(queue).remove(received);
        }
        received.forEach(message -> show(queue, message));
    }

    @Override
    public synchronized void receiveIn(UnaryOperator<List<Message>> newOrder) {
        order = newOrder;
    }

    @Override
    public void delete(QueueSettings queue, String receipt) {
        client.deleteMessage(delete -> delete.queueUrl(queue.url()).receiptHandle(receipt));
        synchronized (this) {
            in(queue).remove(receipt);
        }
    }

    @Override
    public int depth(QueueSettings queue) {
        return Math.toIntExact(Stream.of(
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED)
                .mapToLong(name -> number(attributes(queue), name))
                .sum());
    }

    /** SQS does not number its messages. */
    @Override
    public long lastNumber() {
        return Long.MAX_VALUE;
    }

    @Override
    public boolean awaitHandled(List<QueueSettings> queues, long upTo, Duration longest) throws InterruptedException {
        var end = System.nanoTime() + longest.toNanos();
        while (!areQuiet(queues)) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(POLL_INTERVAL);
        }
        return true;
    }

    /**
     * Returns whether no message is due or in a handler. A handler may send to a queue that was already checked, but
     * then the change counter differs.
     */
    private boolean areQuiet(List<QueueSettings> queues) {
        var before = changes();
        return queues.stream().allMatch(this::isQuiet) && changes() == before;
    }

    private boolean isQuiet(QueueSettings queue) {
        showDue(queue);
        var attributes = attributes(queue);
        var visible = number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
        var hidden = number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
        synchronized (this) {
            // A hidden message that neither waits here nor has failed is being delivered.
            return visible == 0 && in(queue).isQuiet() && hidden <= in(queue).failures();
        }
    }

    private Map<QueueAttributeName, String> attributes(QueueSettings queue) {
        return client.getQueueAttributes(get -> get.queueUrl(queue.url()).attributeNames(QueueAttributeName.ALL))
                .attributes();
    }

    /** Makes failed messages visible whose timeout has ended by the local clock. */
    private void showDue(QueueSettings queue) {
        removeDue(queue).forEach(message -> show(queue, message));
    }

    private void show(QueueSettings queue, Message message) {
        try {
            client.changeMessageVisibility(change -> change.queueUrl(queue.url())
                    .receiptHandle(message.receipt())
                    .visibilityTimeout(0));
        } catch (MessageNotInflightException | ReceiptHandleIsInvalidException visible) {
            // The timeout has also ended by the machine's clock.
        }
    }

    private synchronized List<Message> removeDue(QueueSettings queue) {
        return in(queue).removeDue(clock.millis());
    }

    private synchronized boolean isWaiting(QueueSettings queue) {
        return in(queue).isWaiting();
    }

    private synchronized long changes() {
        return changes;
    }

    private ReceivedMessages in(QueueSettings queue) {
        return Objects.requireNonNull(received.get(queue.name()), queue.name());
    }
}
