package net.osmand.account.aws.dynamodb;

import java.time.Duration;
import java.util.Map;
import net.osmand.account.core.purchases.PurchaseRepository.RecordedEvent;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Writes a recorded event of the shop as an item. */
final class EventItem {
    private static final Duration KEPT = Duration.ofDays(45);

    private EventItem() {}

    static Map<String, AttributeValue> key(String id) {
        return event(id).key();
    }

    static Item write(RecordedEvent recorded) {
        return event(recorded.id())
                .with("type", recorded.type())
                .with("outcome", recorded.outcome())
                .with("receivedAt", recorded.at())
                .with(Item.TTL, (recorded.at() + KEPT.toMillis()) / 1000);
    }

    private static Item event(String id) {
        return Item.of("FSEVT#" + id, "META");
    }
}
