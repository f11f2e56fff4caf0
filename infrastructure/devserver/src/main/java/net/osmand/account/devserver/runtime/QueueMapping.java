package net.osmand.account.devserver.runtime;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import net.osmand.account.devserver.emulation.LocalResources;
import net.osmand.account.devserver.faults.FaultKind;
import net.osmand.account.devserver.faults.FaultPlan;
import net.osmand.account.emulators.sqs.Message;
import net.osmand.account.emulators.sqs.MessageQueues;
import net.osmand.account.emulators.sqs.QueueSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An event source mapping: delivers visible messages of a queue to a function, in the background. A failed message
 * stays in the queue until its visibility timeout ends by the local clock.
 */
final class QueueMapping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(QueueMapping.class);
    private static final Duration POLL = Duration.ofMinutes(1);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration MAX_WAIT = Duration.ofSeconds(30);

    /** Lambda's initial number of pollers, used if the template sets no maximum. */
    private static final int CONCURRENCY = 5;

    private final MessageQueues queues;
    private final QueueSettings queue;
    private final LocalFunction function;
    private final int batchSize;
    private final boolean reportsFailures;
    private final int concurrency;
    private final FaultPlan plan;
    private final BooleanSupplier isSuspended;
    private final Semaphore free;
    private final Thread poller;

    /**
     * Reads the properties of the template's event.
     *
     * @param isSuspended whether messages wait in the queue, as they do while a mapping is disabled
     */
    QueueMapping(
            MessageQueues queues,
            QueueSettings queue,
            LocalFunction function,
            JsonNode event,
            FaultPlan plan,
            BooleanSupplier isSuspended) {
        if (event.has("FilterCriteria")) {
            throw new IllegalArgumentException("the dev server does not filter the messages of a queue");
        }
        this.queues = queues;
        this.queue = queue;
        this.function = function;
        this.plan = plan;
        this.isSuspended = isSuspended;
        batchSize = event.path("BatchSize").asInt(10);
        reportsFailures = event.path("FunctionResponseTypes").toString().contains("ReportBatchItemFailures");
        concurrency = event.path("ScalingConfig").path("MaximumConcurrency").asInt(CONCURRENCY);
        free = new Semaphore(concurrency);
        poller = Thread.ofVirtual().name("queue " + queue.name()).unstarted(this::poll);
    }

    QueueSettings queue() {
        return queue;
    }

    boolean isSuspended() {
        return isSuspended.getAsBoolean();
    }

    void start() {
        poller.start();
    }

    /** Stops polling and waits for running handlers. */
    @Override
    public void close() {
        poller.interrupt();
        try {
            if (!free.tryAcquire(concurrency, MAX_WAIT.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("{} does not end", function.definition().logicalId());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void poll() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                if (queues.awaitVisible(queue, POLL)) {
                    if (isSuspended()) {
                        Thread.sleep(LOOK);
                    } else {
                        free.acquire();
                        handInBackground();
                    }
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void handInBackground() {
        List<Message> batch;
        try {
            batch = queues.take(queue, batchSize);
        } catch (RuntimeException broken) {
            free.release();
            throw broken;
        }
        Thread.ofVirtual().start(() -> {
            try {
                if (!batch.isEmpty()) {
                    hand(batch);
                }
            } finally {
                queues.release(batch);
                free.release();
            }
        });
    }

    private void hand(List<Message> batch) {
        queues.showAgain(queue, disturbed(FaultKind.VISIBLE_AGAIN, batch));
        try {
            var failed = failures(function.invoke(event(batch)));
            var done = batch.stream()
                    .filter(message -> !failed.contains(message.id()))
                    .toList();
            var again = disturbed(FaultKind.DUPLICATE, done);
            queues.showAgain(queue, again);
            done.stream()
                    .filter(message -> !again.contains(message))
                    .forEach(message -> queues.delete(queue, message.receipt()));
        } catch (RuntimeException failed) {
            LOG.error("{} failed", function.definition().logicalId(), failed);
        }
    }

    /** The messages that the fault hits. Only first deliveries are hit, so a test ends. */
    private List<Message> disturbed(FaultKind kind, List<Message> messages) {
        return messages.stream()
                .filter(message -> message.receiveCount() == 1 && plan.hits(kind, "Sqs", queue.name()))
                .toList();
    }

    private Set<String> failures(@Nullable Object answer) {
        var failed = new HashSet<String>();
        if (reportsFailures && answer instanceof SQSBatchResponse response && response.getBatchItemFailures() != null) {
            response.getBatchItemFailures().forEach(failure -> failed.add(failure.getItemIdentifier()));
        }
        return failed;
    }

    private SQSEvent event(List<Message> batch) {
        var event = new SQSEvent();
        event.setRecords(new ArrayList<>(batch.stream().map(this::message).toList()));
        return event;
    }

    private SQSMessage message(Message received) {
        var message = new SQSMessage();
        message.setMessageId(received.id());
        message.setReceiptHandle(received.receipt());
        message.setBody(received.body());
        message.setMd5OfBody(received.bodyMd5());
        message.setAttributes(received.attributes());
        message.setMessageAttributes(Map.of());
        message.setEventSource("aws:sqs");
        message.setEventSourceArn(queue.arn());
        message.setAwsRegion(LocalResources.REGION);
        return message;
    }
}
