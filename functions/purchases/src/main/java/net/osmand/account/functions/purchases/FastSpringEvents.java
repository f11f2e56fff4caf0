package net.osmand.account.functions.purchases;

import static net.osmand.account.functions.purchases.EventFields.identifier;
import static net.osmand.account.functions.purchases.EventFields.isFalse;
import static net.osmand.account.functions.purchases.EventFields.text;
import static net.osmand.account.functions.purchases.EventFields.time;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import net.osmand.account.core.purchases.ShopEvent;

/**
 * Converts FastSpring's events to facts (docs/protocol/purchases.md#events). Expanded and unexpanded events are
 * accepted; null and absent values are unknown. Names and payment data are not read, and amounts only to detect a full
 * refund.
 */
final class FastSpringEvents {
    private FastSpringEvents() {}

    /** Returns the order of the events in one post, by time. */
    static Comparator<JsonNode> order() {
        return Comparator.comparingLong(event -> time(event.path("data"), "changed")
                .or(() -> time(event.path("data"), "timestamp"))
                .or(() -> time(event, "created"))
                .orElse(0L));
    }

    /**
     * Reads one event.
     *
     * @throws MalformedEvent if an event of a supported type lacks a required field
     */
    static ShopEvent read(JsonNode event) {
        var id = identifier(event, "id").orElseThrow(MalformedEvent::new);
        var type = text(event, "type").orElse("");
        var created = time(event, "created").orElse(0L);
        return new EventReader(new EventHeader(id, type, created), event.path("data")).read(isTest(event));
    }

    private static boolean isTest(JsonNode event) {
        return isFalse(event.path("live")) || isFalse(event.path("data").path("live"));
    }

    /** An event of a supported type without its required fields or with an invalid id. */
    static final class MalformedEvent extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MalformedEvent() {
            super("malformed event", null, false, false);
        }
    }
}
