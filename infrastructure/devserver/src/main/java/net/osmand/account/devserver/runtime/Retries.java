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
 * Delivers asynchronous events and stream records. A failed delivery is repeated as often as the template allows, and
 * then goes to the failure destination. Lambda waits one minute and then two between attempts. Here the next attempt
 * follows at once, unless {@link FaultKind#LATER_RETRIES} is planned.
 *
 * <p>docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html and services-dynamodb-errors.html.
 */
public final class Retries {
    private static final Logger LOG = LoggerFactory.getLogger(Retries.class);
    private static final JsonMapper JSON = new JsonMapper();

    /** Lambda's default. */
    private static final int EVENT_RETRIES = 2;

    /** Stands for Lambda's default of a stream, which is to retry records until they expire after a day. */
    private static final int STREAM_RETRIES = 100;

    private final MessageQueues queues;
    private final FaultPlan plan;
    private final Clock clock;
    private final List<Waiting> waiting = new ArrayList<>();

    public Retries(MessageQueues queues, FaultPlan plan, Clock clock) {
        this.queues = queues;
        this.plan = plan;
        this.clock = clock;
    }

    /** Invokes a function asynchronously. */
    void ofEvent(LocalFunction function, Object event) {
        ofEvent(function, event, 1);
    }

    /** Makes the attempts that are due. */
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
        var attempts = 1 + settings.path("MaximumRetryAttempts").asInt(EVENT_RETRIES);
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

    /** Delivers records as a stream's event source mapping does. A failed batch is halved if the template says so. */
    void ofStream(LocalFunction function, JsonNode source, List<DynamodbStreamRecord> records) {
        var batch = new DynamodbEvent();
        batch.setRecords(new ArrayList<>(records));
        var halves =
                records.size() > 1 && source.path("BisectBatchOnFunctionError").asBoolean();
        var attempts = halves ? 1 : 1 + source.path("MaximumRetryAttempts").asInt(STREAM_RETRIES);
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

    /** A planned attempt. */
    private record Waiting(Instant at, LocalFunction function, Object event, int attempt) {}
}
