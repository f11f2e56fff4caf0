package net.osmand.account.devserver.runtime;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import net.osmand.account.devserver.faults.FaultKind;
import net.osmand.account.devserver.faults.FaultPlan;
import net.osmand.account.emulators.sqs.MessageQueues;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands over events that nobody waits for, again where that fails, as often as the template says; what keeps failing goes to its
 * failure destination. Lambda waits between the attempts (a minute, then two); here each follows at once, unless a fault says
 * that asynchronous invocations wait, by the local clock.
 *
 * <p>docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html and services-dynamodb-errors.html.
 */
public final class Retries {
    private static final Logger LOG = LoggerFactory.getLogger(Retries.class);
    private static final JsonMapper JSON = new JsonMapper();

    /** Lambda's own, where the template sets none. */
    private static final int OF_EVENTS = 2;

    /** Where the template sets none Lambda retries a stream's records until they expire after a day. */
    private static final int OF_STREAMS = 100;

    private final MessageQueues queues;
    private final FaultPlan plan;
    private final Clock clock;
    private final List<Waiting> waiting = new ArrayList<>();

    public Retries(MessageQueues queues, FaultPlan plan, Clock clock) {
        this.queues = queues;
        this.plan = plan;
        this.clock = clock;
    }

    /** As an asynchronous invocation. */
    void ofEvent(LocalFunction function, Object event) {
        ofEvent(function, event, 1);
    }

    /** Makes the attempts whose time has come. */
    public void runDue() {
        List<Waiting> due;
        synchronized (waiting) {
            due = waiting.stream()
                    .filter(each -> !each.at.isAfter(clock.instant()))
                    .toList();
            waiting.removeAll(due);
        }
        due.forEach(each -> ofEvent(each.function, each.event, each.attempt));
    }

    private void ofEvent(LocalFunction function, Object event, int first) {
        var settings = function.definition().whenInvokedAsynchronously();
        var attempts = 1 + settings.path("MaximumRetryAttempts").asInt(OF_EVENTS);
        var waits = plan.hits(
                FaultKind.LATER_RETRIES, "Lambda", function.definition().logicalId());
        if (isTaken(function, event, first, waits ? first : attempts)) {
            return;
        }
        if (waits && first < attempts) {
            synchronized (waiting) {
                waiting.add(new Waiting(clock.instant().plus(Duration.ofMinutes(first)), function, event, first + 1));
            }
        } else {
            var report = report(function, "RetriesExhausted", attempts);
            if (event instanceof Map) {
                report.set("requestPayload", JSON.valueToTree(event));
            }
            park(settings, report);
        }
    }

    /** As an event source mapping of a table's stream: a batch that fails is halved where the template says so. */
    void ofStream(LocalFunction function, JsonNode source, List<DynamodbStreamRecord> records) {
        var batch = new DynamodbEvent();
        batch.setRecords(new ArrayList<>(records));
        var halves =
                records.size() > 1 && source.path("BisectBatchOnFunctionError").asBoolean();
        var attempts = halves ? 1 : 1 + source.path("MaximumRetryAttempts").asInt(OF_STREAMS);
        if (isTaken(function, batch, 1, attempts)) {
            return;
        }
        if (halves) {
            var middle = records.size() / 2;
            ofStream(function, source, records.subList(0, middle));
            ofStream(function, source, records.subList(middle, records.size()));
        } else {
            var report = report(function, "RetryAttemptsExhausted", attempts);
            report.withObject("/DDBStreamBatchInfo")
                    .put("batchSize", records.size())
                    .put("streamArn", source.path("Stream").asText());
            park(source, report);
        }
    }

    private static boolean isTaken(LocalFunction function, Object event, int first, int last) {
        for (var attempt = first; attempt <= last; attempt++) {
            try {
                function.invoke(event);
                return true;
            } catch (RuntimeException failed) {
                LOG.error("{} failed at attempt {}", function.definition().logicalId(), attempt, failed);
            }
        }
        return false;
    }

    private static ObjectNode report(LocalFunction function, String condition, int attempts) {
        var report = JSON.createObjectNode().put("version", "1.0");
        report.withObject("/requestContext")
                .put("functionArn", function.arn())
                .put("condition", condition)
                .put("approximateInvokeCount", attempts);
        return report;
    }

    private void park(JsonNode settings, ObjectNode report) {
        var destination = settings.path("DestinationConfig")
                .path("OnFailure")
                .path("Destination")
                .asText();
        Optional.of(destination)
                .filter(arn -> !arn.isEmpty())
                .ifPresent(arn -> queues.send(queues.byArn(arn), report.toString(), OptionalLong.empty()));
    }

    /** An attempt that is made later. */
    private record Waiting(Instant at, LocalFunction function, Object event, int attempt) {}
}
