package net.osmand.account.local.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.osmand.account.emulators.sqs.MessageQueues;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The event source mappings of all functions that take messages. */
public final class QueueMappings implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(QueueMappings.class);

    /** For which handling is waited for, by the machine's clock. */
    private static final Duration HANDLING = Duration.ofMinutes(2);

    private final MessageQueues queues;
    private final List<QueueMapping> mappings = new ArrayList<>();

    public QueueMappings(MessageQueues queues) {
        this.queues = queues;
    }

    void add(String queueArn, LocalFunction function, JsonNode event) {
        var queue = queues.all().stream()
                .filter(any -> any.arn().equals(queueArn))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("template.yaml names " + queueArn + " as the source of "
                        + function.definition().logicalId() + ", which is no queue of it"));
        mappings.add(new QueueMapping(queues, queue, function, event));
    }

    /** Starts to hand over messages, those of an earlier run first. */
    public void start() {
        mappings.forEach(QueueMapping::start);
    }

    /** Has every message handled once that is due by now, and those that handling brings about. */
    public void runDue() {
        if (!awaitUpTo(Long.MAX_VALUE, HANDLING)) {
            LOG.warn("messages are still being handled; time goes on without them");
        }
    }

    /** Waits until every message that was sent before was handled once; false where that takes longer. */
    public boolean awaitSent(Duration longest) {
        return awaitUpTo(queues.lastNumber(), longest);
    }

    @Override
    public void close() {
        mappings.forEach(QueueMapping::close);
    }

    private boolean awaitUpTo(long number, Duration longest) {
        var mapped = mappings.stream().map(QueueMapping::queue).toList();
        try {
            return queues.awaitHandled(mapped, number, longest);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
