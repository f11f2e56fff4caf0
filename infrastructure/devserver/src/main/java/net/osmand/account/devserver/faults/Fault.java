package net.osmand.account.devserver.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A planned fault. It hits matching calls from the nth on, either all or at random, and ends after {@code count} hits.
 *
 * @param service the SDK's service id in any case; empty matches every service
 * @param operation the API name; for queue faults the queue's name, for asynchronous invocations the function's logical
 *     id; empty matches all
 * @param nth the first matching call that can be hit, from 1
 * @param probability of a hit, from the nth call on; 1 hits all of them
 * @param seed of the random choices, so that a run can be repeated
 * @param count the largest number of hits; empty for no limit
 * @param delay of the kinds {@code delay} and {@code late-expiry}
 * @param code the error code; empty for the service's usual one
 * @param status the HTTP status; empty for the service's usual one
 */
public record Fault(
        FaultKind kind,
        String service,
        String operation,
        long nth,
        double probability,
        long seed,
        OptionalLong count,
        Duration delay,
        Optional<String> code,
        OptionalInt status) {
    private static final Duration WIRE_DELAY = Duration.ofSeconds(1);

    /**
     * DynamoDB deletes expired items "within two days":
     * docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html.
     */
    private static final Duration LATEST_EXPIRY = Duration.ofDays(2);

    public Fault {
        if (nth < 1 || probability <= 0 || probability > 1 || count.orElse(1) < 1) {
            throw new IllegalArgumentException("nth and count must be 1 or more, probability above 0 and at most 1");
        }
        if (delay.isNegative()) {
            throw new IllegalArgumentException("delay must not be negative");
        }
        service = normal(service);
    }

    /** Reads the body of {@code POST /local/faults}. Without probability and count, one call is hit. */
    public static Fault of(JsonNode json) {
        if (json.has("route")) {
            throw new IllegalArgumentException("the wire does not show the route: leave it out, or leave out kind");
        }
        var kind = FaultKind.of(json.path("kind").asText());
        var isUnlimited = json.has("probability") || !FaultKind.WIRE.contains(kind);
        return new Fault(
                kind,
                json.path("service").asText(),
                json.path("operation").asText(),
                json.path("nth").asLong(1),
                json.path("probability").asDouble(1),
                json.path("seed").asLong(0),
                json.has("count")
                        ? OptionalLong.of(json.path("count").asLong())
                        : isUnlimited ? OptionalLong.empty() : OptionalLong.of(1),
                duration(json.path("delay"), kind == FaultKind.LATE_EXPIRY ? LATEST_EXPIRY : WIRE_DELAY),
                Optional.of(json.path("code").asText()).filter(code -> !code.isEmpty()),
                json.has("status") ? OptionalInt.of(json.path("status").asInt()) : OptionalInt.empty());
    }

    private static Duration duration(JsonNode text, Duration otherwise) {
        try {
            return text.isMissingNode() ? otherwise : Duration.parse(text.asText());
        } catch (DateTimeParseException wrong) {
            throw new IllegalArgumentException("delay must be an ISO 8601 duration such as PT2S", wrong);
        }
    }

    boolean matches(String calledService, String calledOperation) {
        return (service.isEmpty() || service.equals(normal(calledService)))
                && (operation.isEmpty() || operation.equals(calledOperation));
    }

    private static String normal(String service) {
        return service.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
