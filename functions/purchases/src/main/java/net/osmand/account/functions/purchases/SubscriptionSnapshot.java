package net.osmand.account.functions.purchases;

import static net.osmand.account.functions.purchases.EventFields.email;
import static net.osmand.account.functions.purchases.EventFields.identifier;
import static net.osmand.account.functions.purchases.EventFields.isFalse;
import static net.osmand.account.functions.purchases.EventFields.reference;
import static net.osmand.account.functions.purchases.EventFields.text;
import static net.osmand.account.functions.purchases.EventFields.time;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import net.osmand.account.core.purchases.PurchaseFacts;
import net.osmand.account.core.purchases.PurchaseId;
import net.osmand.account.core.purchases.SubscriptionState;

/** Reads the facts of a subscription as it was at the time of an event. */
final class SubscriptionSnapshot {
    private final EventHeader header;
    private final JsonNode subscription;
    private final PurchaseId purchase;

    SubscriptionSnapshot(EventHeader header, JsonNode subscription) {
        this.header = header;
        this.subscription = subscription;
        purchase = PurchaseId.subscription(
                reference(subscription, "subscription").orElseThrow(FastSpringEvents.MalformedEvent::new));
    }

    PurchaseId purchase() {
        return purchase;
    }

    Optional<String> initialOrder() {
        return identifier(subscription, "initialOrderId");
    }

    PurchaseFacts facts() {
        var at = time(subscription, "changed").orElse(header.created());
        var facts = PurchaseFacts.builder();
        var sku = identifier(subscription, "sku").or(() -> identifier(subscription.path("product"), "sku"));
        var path = reference(subscription.path("product"), "product");
        if (sku.isPresent() || path.isPresent()) {
            facts.product = Optional.of(new PurchaseFacts.ProductReference(at, sku, path));
        }
        facts.startedAt = time(subscription, "begin");
        text(subscription, "intervalUnit")
                .ifPresent(unit -> facts.interval = Optional.of(new PurchaseFacts.Interval(
                        at, unit, subscription.path("intervalLength").asInt(1))));
        var next = time(subscription, "nextChargeDate").or(() -> time(subscription, "next"));
        state().ifPresent(state -> {
            facts.status = Optional.of(new PurchaseFacts.Status(
                    at,
                    state,
                    next,
                    time(subscription, "canceledDate"),
                    endsAt(state, at),
                    state == SubscriptionState.PAUSED ? next : Optional.empty()));
            if (state.compareTo(SubscriptionState.OVERDUE) <= 0) {
                facts.paidUntil = next.map(until -> new PurchaseFacts.PaidPeriod(at, until));
            }
        });
        initialOrder().ifPresent(order -> {
            facts.orderIds.add(order);
            facts.reference = identifier(subscription, "initialOrderReference")
                    .map(r -> new PurchaseFacts.OrderReference(0, order, r));
        });
        var contact = email(subscription.path("account").path("contact"));
        facts.candidate = header.candidate(3, text(subscription.path("tags"), "userEmail"))
                .or(() -> contact.flatMap(email -> header.candidate(1, Optional.of(email.value()))));
        facts.buyer = contact.map(email -> PurchaseFacts.Buyer.of(1, email));
        return facts.build();
    }

    /** Returns the state in the snapshot. The type of the event counts only if the snapshot contains none. */
    private Optional<SubscriptionState> state() {
        var named = text(subscription, "state");
        var active = subscription.path("active");
        if (isFalse(active)) {
            return Optional.of(SubscriptionState.ENDED);
        }
        if (named.isPresent()) {
            return switch (named.get()) {
                case "active" -> Optional.of(SubscriptionState.ACTIVE);
                case "trial" -> Optional.of(SubscriptionState.TRIAL);
                case "overdue" -> Optional.of(SubscriptionState.OVERDUE);
                case "paused" -> Optional.of(SubscriptionState.PAUSED);
                case "canceled", "cancelled" -> Optional.of(SubscriptionState.CANCELLED);
                case "deactivated" -> Optional.of(SubscriptionState.ENDED);
                default -> Optional.empty();
            };
        }
        return switch (header.type()) {
            case "subscription.activated", "subscription.uncanceled", "subscription.resumed" ->
                Optional.of(SubscriptionState.ACTIVE);
            case "subscription.payment.overdue" -> Optional.of(SubscriptionState.OVERDUE);
            case "subscription.canceled" -> Optional.of(SubscriptionState.CANCELLED);
            case "subscription.deactivated" -> Optional.of(SubscriptionState.ENDED);
            case "subscription.paused" -> Optional.of(SubscriptionState.PAUSED);
            default -> active.asBoolean(false) ? Optional.of(SubscriptionState.ACTIVE) : Optional.empty();
        };
    }

    private Optional<Long> endsAt(SubscriptionState state, long at) {
        var deactivated = time(subscription, "deactivationDate");
        return switch (state) {
            case CANCELLED -> deactivated.or(() -> time(subscription, "next"));
            // {@code next} may still be set after the end, but has no meaning then.
            case ENDED ->
                deactivated
                        .or(() -> time(subscription, "end"))
                        .or(() -> Optional.of(at))
                        .map(end -> header.created() == 0 ? end : Math.min(end, header.created()));
            default -> Optional.empty();
        };
    }
}
