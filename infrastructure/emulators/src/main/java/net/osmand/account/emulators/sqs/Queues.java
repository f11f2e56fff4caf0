package net.osmand.account.emulators.sqs;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.osmand.account.emulators.wire.AwsError;

/** Standard queues and their messages, kept in one file. Delays, hiding and retention follow the given clock. */
public final class Queues implements MessageQueues {
    private static final int MAX_BYTES = 256 * 1024;
    private static final long MAX_DELAY_SECONDS = 900;

    private final MessageStore store;
    private final Clock clock;
    private final Map<String, QueueSettings> settings = new LinkedHashMap<>();

    /** Receipts of messages in handlers. These are hidden regardless of the clock. */
    private final Set<String> held = new HashSet<>();

    /** Messages in handlers that were made visible again, by receipt. */
    private final Map<String, Message> shown = new HashMap<>();

    private UnaryOperator<List<Message>> order = UnaryOperator.identity();

    /** Loads the messages from the file, if it exists. */
    public Queues(Path file, Clock clock, List<QueueSettings> queues) {
        this.clock = clock;
        queues.forEach(queue -> settings.put(queue.name(), queue));
        store = new MessageStore(file, settings.keySet());
    }

    @Override
    public List<QueueSettings> all() {
        return List.copyOf(settings.values());
    }

    /** Finds a queue by its URL. Like SQS, it ignores the host. */
    public QueueSettings byUrl(String url) {
        return byName(url.substring(url.lastIndexOf('/') + 1));
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
    public synchronized Message send(QueueSettings queue, String body, OptionalLong delaySeconds) {
        var seconds = delaySeconds.orElse(queue.delay().toSeconds());
        if (body.isEmpty() || body.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new AwsError("InvalidMessageContents", "A message has 1 to " + MAX_BYTES + " bytes");
        }
        if (seconds < 0 || seconds > MAX_DELAY_SECONDS) {
            throw new AwsError("InvalidParameterValue", "DelaySeconds must be between 0 and " + MAX_DELAY_SECONDS);
        }
        var now = clock.millis();
        var message = new Message(
                store.nextNumber(), UUID.randomUUID().toString(), body, now, now + seconds * 1000, 0, "", 0);
        in(queue).add(message);
        changed();
        return message;
    }

    /**
     * Receives up to {@code max} messages and hides them. Messages with too many receives move to the dead-letter
     * queue.
     */
    public synchronized List<Message> receive(QueueSettings queue, int max, Duration hidden) {
        expire(queue);
        var now = clock.millis();
        var received = new ArrayList<Message>();
        for (var message : order.apply(visible(queue, now))) {
            if (received.size() == max) {
                break;
            }
            var redrive = queue.redrive().filter(drive -> message.receiveCount() >= drive.maxReceiveCount());
            if (redrive.isPresent()) {
                in(queue).remove(message);
                in(byArn(redrive.get().deadLetterArn())).add(message.visibleAt(now));
            } else {
                var again = message.received(UUID.randomUUID().toString(), now, now + hidden.toMillis());
                store.replace(queue, message, again);
                received.add(again);
            }
        }
        changed();
        return received;
    }

    @Override
    public synchronized List<Message> take(QueueSettings queue, int max) {
        var taken = receive(queue, max, queue.visibility());
        taken.forEach(message -> held.add(message.receipt()));
        return taken;
    }

    @Override
    public synchronized void release(List<Message> taken) {
        taken.forEach(message -> {
            held.remove(message.receipt());
            shown.remove(message.receipt());
        });
        notifyAll();
    }

    @Override
    public synchronized void showAgain(QueueSettings queue, List<Message> received) {
        if (!received.isEmpty()) {
            var now = clock.millis();
            received.forEach(message -> {
                held.remove(message.receipt());
                shown.put(message.receipt(), message);
                store.replace(queue, message, message.visibleAt(now));
            });
            changed();
        }
    }

    @Override
    public synchronized void receiveIn(UnaryOperator<List<Message>> newOrder) {
        order = newOrder;
    }

    @Override
    public synchronized void delete(QueueSettings queue, String receipt) {
        if (receipt.isEmpty()) {
            throw new AwsError("ReceiptHandleIsInvalid", "The input receipt handle is invalid.");
        }
        in(queue).removeIf(message -> message.receipt().equals(receipt));
        changed();
    }

    synchronized void hide(QueueSettings queue, String receipt, Duration time) {
        var until = clock.millis() + time.toMillis();
        var message = in(queue).stream()
                .filter(any -> any.receipt().equals(receipt))
                .findFirst()
                .orElseThrow(() -> new AwsError("MessageNotInflight", "The message is not in flight."));
        store.replace(queue, message, message.visibleAt(until));
        changed();
    }

    /** The messages of a queue, oldest first. */
    public synchronized List<Message> peek(QueueSettings queue) {
        expire(queue);
        return List.copyOf(in(queue));
    }

    @Override
    public int depth(QueueSettings queue) {
        return peek(queue).size();
    }

    long now() {
        return clock.millis();
    }

    @Override
    public synchronized long lastNumber() {
        return store.lastNumber();
    }

    @Override
    public synchronized boolean awaitVisible(QueueSettings queue, Duration longest) throws InterruptedException {
        var end = System.nanoTime() + longest.toNanos();
        for (var left = longest.toMillis(); left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            var now = clock.millis();
            if (!visible(queue, now).isEmpty()) {
                return true;
            }
            var next = in(queue).stream()
                    .filter(message -> !held.contains(message.receipt()))
                    .mapToLong(Message::visibleAt)
                    .min()
                    .orElse(Long.MAX_VALUE);
            wait(Math.max(1, Math.min(left, next - now)));
        }
        return false;
    }

    @Override
    public synchronized boolean awaitHandled(List<QueueSettings> queues, long upTo, Duration longest)
            throws InterruptedException {
        var end = System.nanoTime() + longest.toNanos();
        notifyAll();
        while (queues.stream().anyMatch(queue -> busy(queue, upTo))) {
            var left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    private boolean busy(QueueSettings queue, long upTo) {
        var now = clock.millis();
        return Stream.concat(
                        shown.values().stream(),
                        in(queue).stream()
                                .filter(message -> held.contains(message.receipt()) || message.visibleAt() <= now))
                .anyMatch(message -> message.number() <= upTo);
    }

    private List<Message> visible(QueueSettings queue, long now) {
        return in(queue).stream()
                .filter(message -> message.visibleAt() <= now && !held.contains(message.receipt()))
                .sorted(Comparator.comparingLong(Message::number))
                .toList();
    }

    private void expire(QueueSettings queue) {
        var oldest = clock.millis() - queue.retention().toMillis();
        in(queue).removeIf(message -> message.sentAt() < oldest && !held.contains(message.receipt()));
    }

    @Override
    public QueueSettings byArn(String arn) {
        return byName(arn.substring(arn.lastIndexOf(':') + 1));
    }

    private List<Message> in(QueueSettings queue) {
        return store.in(queue);
    }

    private void changed() {
        store.save();
        notifyAll();
    }
}
