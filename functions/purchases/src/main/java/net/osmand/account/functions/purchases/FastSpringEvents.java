package net.osmand.account.functions.purchases;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.osmand.account.core.purchases.Order;
import net.osmand.account.core.purchases.PurchaseFacts;
import net.osmand.account.core.purchases.PurchaseId;
import net.osmand.account.core.purchases.ShopEvent;
import net.osmand.account.core.purchases.SubscriptionState;
import net.osmand.account.core.values.EmailAddress;

/**
 * Converts FastSpring's events to facts (docs/protocol/purchases.md#events). Expanded and unexpanded events are
 * accepted; null and absent values are unknown. Names and payment data are not read, and amounts only to detect a full
 * refund.
 */
final class FastSpringEvents {
    /** Bytes of UTF-8 of an id, a SKU or a product path. */
    private static final int LONGEST_ID = 256;

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
        return new EventReader(id, type, created, event.path("data")).read(isTest(event));
    }

    private static boolean isTest(JsonNode event) {
        return isFalse(event.path("live")) || isFalse(event.path("data").path("live"));
    }

    private static boolean isFalse(JsonNode value) {
        return value.isBoolean() && !value.booleanValue();
    }

    /** An event of a supported type without its required fields or with an invalid id. */
    static final class MalformedEvent extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MalformedEvent() {
            super("malformed event", null, false, false);
        }
    }

    /** Reads the facts of one event. */
    private static final class EventReader {
        private final String id;
        private final String type;
        private final long created;
        private final JsonNode data;
        private final Map<PurchaseId, PurchaseFacts> purchases = new HashMap<>();
        private final Map<String, Order> orders = new HashMap<>();

        EventReader(String id, String type, long created, JsonNode data) {
            this.id = id;
            this.type = type;
            this.created = created;
            this.data = data;
        }

        ShopEvent read(boolean test) {
            switch (type) {
                case "order.completed" -> order();
                case "subscription.activated",
                        "subscription.updated",
                        "subscription.trial.reminder",
                        "subscription.payment.reminder",
                        "subscription.payment.overdue",
                        "subscription.canceled",
                        "subscription.uncanceled",
                        "subscription.deactivated",
                        "subscription.paused",
                        "subscription.resumed" -> snapshot(data);
                case "subscription.charge.completed" -> charge();
                case "subscription.charge.failed" -> failure();
                case "return.created" -> refund();
                case "chargeback.created" -> chargeback();
                default -> {
                    // Acknowledged without storing anything.
                }
            }
            if (test) {
                purchases.replaceAll((_, facts) -> {
                    var marked = PurchaseFacts.builder();
                    marked.test = true;
                    return facts.merge(marked.build());
                });
            }
            return new ShopEvent(id, type, created, test, purchases, orders);
        }

        private void order() {
            if (isFalse(data.path("completed"))) {
                return;
            }
            var order = reference(data, "order").orElseThrow(MalformedEvent::new);
            var items = data.path("items");
            if (!items.isArray()) {
                throw new MalformedEvent();
            }
            var at = time(data, "changed").orElse(created);
            for (var item : items) {
                var sku = identifier(item, "sku");
                var path = reference(item.path("product"), "product");
                var name = sku.or(() -> path).orElseThrow(MalformedEvent::new);
                var subscription = reference(item.path("subscription"), "subscription");
                var purchase =
                        subscription.map(PurchaseId::subscription).orElseGet(() -> PurchaseId.oneTime(order, name));
                var facts = PurchaseFacts.builder();
                // Older than any snapshot, so an earlier plan change is kept.
                facts.product = Optional.of(new PurchaseFacts.ProductReference(0, sku, path));
                facts.purchasedAt = Optional.of(at);
                facts.orderIds.add(order);
                facts.reference = identifier(data, "reference").map(r -> new PurchaseFacts.OrderReference(0, order, r));
                var customer = email(data.path("customer"));
                facts.candidate = candidate(3, text(data.path("tags"), "userEmail"))
                        .or(() -> customer.flatMap(email -> candidate(2, Optional.of(email.value()))))
                        .or(() -> candidate(1, text(data.path("account").path("contact"), "email")));
                facts.buyer = customer.map(email -> PurchaseFacts.Buyer.of(0, email));
                tell(purchase, facts.build());
                line(order, new Order.Line(purchase, sku.orElse(""), path.orElse("")));
                if (item.path("subscription").isObject()) {
                    snapshot(item.path("subscription"));
                }
            }
        }

        private void snapshot(JsonNode subscription) {
            var subscriptionId = reference(subscription, "subscription").orElseThrow(MalformedEvent::new);
            var purchase = PurchaseId.subscription(subscriptionId);
            var at = time(subscription, "changed").orElse(created);
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
            state(subscription).ifPresent(state -> {
                facts.status = Optional.of(new PurchaseFacts.Status(
                        at,
                        state,
                        next,
                        time(subscription, "canceledDate"),
                        endsAt(subscription, state, at),
                        state == SubscriptionState.PAUSED ? next : Optional.empty()));
                if (state.compareTo(SubscriptionState.OVERDUE) <= 0) {
                    facts.paidUntil = next.map(until -> new PurchaseFacts.PaidPeriod(at, until));
                }
            });
            var initialOrder = identifier(subscription, "initialOrderId");
            initialOrder.ifPresent(order -> {
                facts.orderIds.add(order);
                facts.reference = identifier(subscription, "initialOrderReference")
                        .map(r -> new PurchaseFacts.OrderReference(0, order, r));
                line(order, new Order.Line(purchase, "", ""));
            });
            var contact = email(subscription.path("account").path("contact"));
            facts.candidate = candidate(3, text(subscription.path("tags"), "userEmail"))
                    .or(() -> contact.flatMap(email -> candidate(1, Optional.of(email.value()))));
            facts.buyer = contact.map(email -> PurchaseFacts.Buyer.of(1, email));
            tell(purchase, facts.build());
        }

        /** Returns the state in the snapshot. The type of the event counts only if the snapshot contains none. */
        private Optional<SubscriptionState> state(JsonNode subscription) {
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
            return switch (type) {
                case "subscription.activated", "subscription.uncanceled", "subscription.resumed" ->
                    Optional.of(SubscriptionState.ACTIVE);
                case "subscription.payment.overdue" -> Optional.of(SubscriptionState.OVERDUE);
                case "subscription.canceled" -> Optional.of(SubscriptionState.CANCELLED);
                case "subscription.deactivated" -> Optional.of(SubscriptionState.ENDED);
                case "subscription.paused" -> Optional.of(SubscriptionState.PAUSED);
                default -> active.asBoolean(false) ? Optional.of(SubscriptionState.ACTIVE) : Optional.empty();
            };
        }

        private Optional<Long> endsAt(JsonNode subscription, SubscriptionState state, long at) {
            var deactivated = time(subscription, "deactivationDate");
            return switch (state) {
                case CANCELLED -> deactivated.or(() -> time(subscription, "next"));
                // {@code next} may still be set after the end, but has no meaning then.
                case ENDED ->
                    deactivated
                            .or(() -> time(subscription, "end"))
                            .or(() -> Optional.of(at))
                            .map(end -> created == 0 ? end : Math.min(end, created));
                default -> Optional.empty();
            };
        }

        private void charge() {
            var subscription =
                    reference(data.path("subscription"), "subscription").orElseThrow(MalformedEvent::new);
            if (text(data, "status")
                    .filter(status -> !status.equals("successful"))
                    .isPresent()) {
                return;
            }
            var purchase = PurchaseId.subscription(subscription);
            var facts = PurchaseFacts.builder();
            facts.lastChargeAt = Optional.of(time(data, "timestamp").orElse(created));
            reference(data.path("order"), "order").ifPresent(order -> {
                facts.orderIds.add(order);
                line(order, new Order.Line(purchase, "", ""));
            });
            tell(purchase, facts.build());
            if (data.path("subscription").isObject()) {
                snapshot(data.path("subscription"));
            }
        }

        private void failure() {
            var subscription =
                    reference(data.path("subscription"), "subscription").orElseThrow(MalformedEvent::new);
            var facts = PurchaseFacts.builder();
            facts.failure = text(data, "reason").map(reason -> new PurchaseFacts.Failure(created, reason));
            if (data.path("subscription").isObject()) {
                snapshot(data.path("subscription"));
            } else {
                facts.lastFailureAt = Optional.of(created);
            }
            tell(PurchaseId.subscription(subscription), facts.build());
        }

        private void refund() {
            if (isFalse(data.path("completed"))) {
                return;
            }
            var original = data.path("original");
            var order = reference(original, "order").orElseThrow(MalformedEvent::new);
            if (!data.path("items").isArray()) {
                throw new MalformedEvent();
            }
            var at = time(data, "changed").orElse(created);
            SortedSet<Order.Refund> refunds = new TreeSet<>();
            for (var item : data.path("items")) {
                var kind = text(item, "refundType");
                var full = kind.map("Full Refund"::equalsIgnoreCase)
                        .orElseGet(() -> original.path("total").isNumber()
                                && data.path("totalReturn").asDouble()
                                        >= original.path("total").asDouble());
                var subscription = reference(item.path("subscription"), "subscription");
                refunds.add(new Order.Refund(
                        subscription.orElse(""),
                        identifier(item, "sku").orElse(""),
                        reference(item.path("product"), "product").orElse(""),
                        full,
                        at));
                // The return may be the first event of this order, so it adds the order line itself.
                subscription.ifPresent(s -> line(order, new Order.Line(PurchaseId.subscription(s), "", "")));
            }
            orders.merge(order, new Order(order, new TreeSet<>(), refunds, Optional.empty(), 0), Order::merge);
        }

        private void chargeback() {
            var order = reference(data.path("order"), "order").orElseThrow(MalformedEvent::new);
            var back = new Order(order, new TreeSet<>(), new TreeSet<>(), Optional.of(created), 0);
            orders.merge(order, back, Order::merge);
        }

        private void tell(PurchaseId purchase, PurchaseFacts facts) {
            purchases.merge(purchase, facts, PurchaseFacts::merge);
        }

        private void line(String order, Order.Line line) {
            SortedSet<Order.Line> lines = new TreeSet<>();
            lines.add(line);
            orders.merge(order, new Order(order, lines, new TreeSet<>(), Optional.empty(), 0), Order::merge);
        }

        private Optional<PurchaseFacts.Candidate> candidate(int rank, Optional<String> address) {
            return address.flatMap(EmailAddress::parse)
                    .map(email -> new PurchaseFacts.Candidate(rank, created, id, Optional.of(email)));
        }
    }

    private static Optional<EmailAddress> email(JsonNode person) {
        return text(person, "email").flatMap(EmailAddress::parse);
    }

    /**
     * Returns the id of a field that is a string, or an object with {@code id} or with a member named after its kind.
     */
    private static Optional<String> reference(JsonNode value, String kind) {
        if (value.isTextual()) {
            return Optional.of(checked(value.asText())).filter(id -> !id.isBlank());
        }
        return Stream.of("id", kind)
                .map(name -> identifier(value, name))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> identifier(JsonNode object, String name) {
        return text(object, name).map(FastSpringEvents::checked);
    }

    /**
     * Checks the length of an id. Ids become parts of DynamoDB keys, which have a limit. The shop has no longer ids,
     * and a retry of the event would not help.
     */
    private static String checked(String id) {
        if (id.getBytes(StandardCharsets.UTF_8).length > LONGEST_ID) {
            throw new MalformedEvent();
        }
        return id;
    }

    private static Optional<String> text(JsonNode object, String name) {
        var value = object.path(name);
        return value.isTextual() && !value.asText().isBlank() ? Optional.of(value.asText()) : Optional.empty();
    }

    private static Optional<Long> time(JsonNode object, String name) {
        var value = object.path(name);
        return value.isNumber() ? Optional.of(value.asLong()) : Optional.empty();
    }
}
