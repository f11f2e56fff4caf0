package net.osmand.account.functions.purchases;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.purchases.RecordEvent;
import net.osmand.account.core.purchases.SharedSecrets;
import net.osmand.account.functions.purchases.FastSpringEvents.MalformedEvent;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Json;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * POST /webhooks/fastspring: records the shop's events, each separately. The body is not parsed, and nothing is
 * written, before the signature is verified (docs/protocol/purchases.md#signature).
 */
public final class FastSpringWebhookFunction extends HttpFunction {
    private static final Logger LOG = LoggerFactory.getLogger(FastSpringWebhookFunction.class);
    private static final int LARGEST = 2 << 20;

    /** Seconds. FastSpring retries on its own schedule; the header only informs people who read the response. */
    private static final String RETRY_AFTER = "60";

    private final SharedSecrets secrets;
    private final RecordEvent recordEvent;

    public FastSpringWebhookFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public FastSpringWebhookFunction(LambdaEnvironment environment) {
        var purchases = new Application(environment).purchases();
        secrets = purchases.shopSecrets();
        recordEvent = purchases.recordEvent();
    }

    FastSpringWebhookFunction(SharedSecrets secrets, RecordEvent recordEvent) {
        this.secrets = secrets;
        this.recordEvent = recordEvent;
    }

    @Override
    protected Response handle(Request request) {
        var body = request.body();
        if (body.length > LARGEST) {
            return Response.text(413, "");
        }
        var accepted = secrets.accepted();
        if (accepted.isEmpty()) {
            throw new IllegalStateException("no shop secret is configured");
        }
        var signature = request.header("x-fs-signature").orElse("");
        if (!FastSpringSignature.isValid(signature, body, accepted)) {
            LOG.warn("fs.signature.invalid");
            return Response.text(401, "");
        }
        var events = Json.read(body, JsonNode.class).path("events");
        if (!events.isArray()) {
            return Response.text(400, "");
        }
        return record(events);
    }

    private Response record(JsonNode events) {
        var sorted = new ArrayList<JsonNode>();
        events.forEach(sorted::add);
        sorted.sort(FastSpringEvents.order());
        var done = new ArrayList<String>();
        var failed = 0;
        var transientFailure = false;
        for (var event : sorted) {
            var told = Told.of(event);
            try {
                var shopEvent = FastSpringEvents.read(event);
                told.outcome(recordEvent.record(shopEvent).name().toLowerCase(java.util.Locale.ROOT));
                done.add(shopEvent.id());
            } catch (MalformedEvent _) {
                told.failed("malformed", Optional.empty());
                failed++;
            } catch (RuntimeException unexpected) {
                told.failed("failed", Optional.of(unexpected));
                failed++;
                transientFailure = true;
            }
        }
        return handle(done, failed, transientFailure);
    }

    private static Response handle(List<String> done, int failed, boolean transientFailure) {
        if (failed == 0) {
            return Response.text(200, "");
        }
        if (!done.isEmpty()) {
            return Response.text(202, String.join("\n", done) + "\n");
        }
        return transientFailure ? Response.text(503, "").with("Retry-After", RETRY_AFTER) : Response.text(500, "");
    }

    /** Writes one log line for each event, for the operator: id, type and outcome, but no addresses. */
    private record Told(String id, String type) {
        static Told of(JsonNode event) {
            return new Told(plain(event.path("id")), plain(event.path("type")));
        }

        void outcome(String outcome) {
            LOG.info("fs.event id={} type={} outcome={}", id, type, outcome);
        }

        void failed(String why, Optional<RuntimeException> cause) {
            LOG.error(
                    "fs.event id={} type={} outcome={} fs.event.unacknowledged {}",
                    id,
                    type,
                    why,
                    cause.map(e -> e.getClass().getSimpleName()).orElse(""));
        }

        private static String plain(JsonNode value) {
            var text = value.asText("");
            return text.substring(0, Math.min(64, text.length())).replaceAll("[^A-Za-z0-9._:-]", "?");
        }
    }
}
