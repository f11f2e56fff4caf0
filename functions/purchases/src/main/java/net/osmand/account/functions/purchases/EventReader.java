package net.osmand.account.functions.purchases;

import static net.osmand.account.functions.purchases.EventFields.email;
import static net.osmand.account.functions.purchases.EventFields.identifier;
import static net.osmand.account.functions.purchases.EventFields.isFalse;
import static net.osmand.account.functions.purchases.EventFields.reference;
import static net.osmand.account.functions.purchases.EventFields.text;
import static net.osmand.account.functions.purchases.EventFields.time;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import net.osmand.account.core.purchases.Order;
import net.osmand.account.core.purchases.PurchaseFacts;
import net.osmand.account.core.purchases.PurchaseId;
import net.osmand.account.core.purchases.ShopEvent;

/** Reads the facts of one event. */
final class EventReader {
    private final EventHeader header;
    private final long created;
    private final JsonNode data;
    private final Map<PurchaseId, PurchaseFacts> purchases = new HashMap<>();
    private final Map<String, Order> orders = new HashMap<>();

    EventReader(EventHeader header, JsonNode data) {
        this.header = header;
        created = header.created();
        this.data = data;
    }

    ShopEvent read(boolean test) {
        switch (header.type()) {
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
        return new ShopEvent(header.id(), header.type(), created, test, purchases, orders);
    }

    private void order() {
        if (isFalse(data.path("completed"))) {
            return;
        }
        var order = reference(data, "order").orElseThrow(FastSpringEvents.MalformedEvent::new);
        var items = data.path("items");
        if (!items.isArray()) {
            throw new FastSpringEvents.MalformedEvent();
        }
        var at = time(data, "changed").orElse(created);
        for (var item : items) {
            var sku = identifier(item, "sku");
            var path = reference(item.path("product"), "product");
            var name = sku.or(() -> path).orElseThrow(FastSpringEvents.MalformedEvent::new);
            var subscription = reference(item.path("subscription"), "subscription");
            var purchase = subscription.map(PurchaseId::subscription).orElseGet(() -> PurchaseId.oneTime(order, name));
            var facts = PurchaseFacts.builder();
            // Older than any snapshot, so an earlier plan change is kept.
            facts.product = Optional.of(new PurchaseFacts.ProductReference(0, sku, path));
            facts.purchasedAt = Optional.of(at);
            facts.orderIds.add(order);
            facts.reference = identifier(data, "reference").map(r -> new PurchaseFacts.OrderReference(0, order, r));
            var customer = email(data.path("customer"));
            facts.candidate = header.candidate(3, text(data.path("tags"), "userEmail"))
                    .or(() -> customer.flatMap(email -> header.candidate(2, Optional.of(email.value()))))
                    .or(() -> header.candidate(1, text(data.path("account").path("contact"), "email")));
            facts.buyer = customer.map(email -> PurchaseFacts.Buyer.of(0, email));
            tell(purchase, facts.build());
            line(order, new Order.Line(purchase, sku.orElse(""), path.orElse("")));
            if (item.path("subscription").isObject()) {
                snapshot(item.path("subscription"));
            }
        }
    }

    private void snapshot(JsonNode subscription) {
        var snapshot = new SubscriptionSnapshot(header, subscription);
        snapshot.initialOrder().ifPresent(order -> line(order, new Order.Line(snapshot.purchase(), "", "")));
        tell(snapshot.purchase(), snapshot.facts());
    }

    private void charge() {
        var subscription =
                reference(data.path("subscription"), "subscription").orElseThrow(FastSpringEvents.MalformedEvent::new);
        if (text(data, "status").filter(status -> !status.equals("successful")).isPresent()) {
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
                reference(data.path("subscription"), "subscription").orElseThrow(FastSpringEvents.MalformedEvent::new);
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
        var order = reference(original, "order").orElseThrow(FastSpringEvents.MalformedEvent::new);
        if (!data.path("items").isArray()) {
            throw new FastSpringEvents.MalformedEvent();
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
        var order = reference(data.path("order"), "order").orElseThrow(FastSpringEvents.MalformedEvent::new);
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
}
