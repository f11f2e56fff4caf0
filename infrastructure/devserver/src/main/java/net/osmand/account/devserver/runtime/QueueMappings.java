package net.osmand.account.devserver.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import net.osmand.account.devserver.faults.FaultPlan;
import net.osmand.account.emulators.sqs.MessageQueues;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The event source mappings of all queues. */
public final class QueueMappings implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(QueueMappings.class);

    /** The longest wait for running handlers, by the machine's clock. */
    private static final Duration HANDLING = Duration.ofMinutes(2);

    /** The longest wait while clients send requests: these add messages, so the queues may never be empty. */
    private static final Duration BESIDE_REQUESTS = Duration.ofSeconds(3);

    private static final Duration LOOK = Duration.ofMillis(100);

    private final MessageQueues queues;
    private final Traffic traffic;
    private final FaultPlan plan;
    private final List<QueueMapping> mappings = new ArrayList<>();
    private final List<Runnable> streams = new ArrayList<>();

    public QueueMappings(MessageQueues queues, Traffic traffic, FaultPlan plan) {
        this.plan = plan;
        this.queues = queues;
        this.traffic = traffic;
    }

    void add(String queueArn, LocalFunction function, JsonNode event, BooleanSupplier isSuspended) {
        var queue = queues.all().stream()
                .filter(any -> any.arn().equals(queueArn))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("template.yaml names " + queueArn + " as the source of "
                        + function.definition().logicalId() + ", which is no queue of it"));
        mappings.add(new QueueMapping(queues, queue, function, event, plan, isSuspended));
    }

    /**
     * Adds a function that delivers the pending changes of a table's stream. Waiting for messages includes these
     * changes.
     */
    public void addStream(Runnable drain) {
        streams.add(drain);
    }

    /** Starts the deliveries, first of messages from an earlier run. */
    public void start() {
        mappings.forEach(QueueMapping::start);
    }

    /**
     * Waits until every due message was delivered once, including messages that handlers send. While clients send
     * requests it waits only a few seconds.
     */
    public void runDue() {
        streams.forEach(Runnable::run);
        var mark = traffic.mark();
        var start = System.nanoTime();
        while (!awaitUpTo(Long.MAX_VALUE, LOOK)) {
            var waited = Duration.ofNanos(System.nanoTime() - start);
            var longest = traffic.hasRunSince(mark) ? BESIDE_REQUESTS : HANDLING;
            if (waited.compareTo(longest) > 0 || Thread.currentThread().isInterrupted()) {
                LOG.warn("messages are still being handled; time goes on without them");
                return;
            }
        }
    }

    /** Waits until every message sent so far was delivered once. Returns false if that takes too long. */
    public boolean awaitSent(Duration longest) {
        streams.forEach(Runnable::run);
        var isDone = awaitUpTo(queues.lastNumber(), longest);
        streams.forEach(Runnable::run);
        return isDone;
    }

    @Override
    public void close() {
        mappings.forEach(QueueMapping::close);
    }

    private boolean awaitUpTo(long number, Duration longest) {
        var mapped = mappings.stream()
                .filter(mapping -> !mapping.isSuspended())
                .map(QueueMapping::queue)
                .toList();
        try {
            return queues.awaitHandled(mapped, number, longest);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
