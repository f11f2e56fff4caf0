package net.osmand.account.aws.dynamodb;

import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import net.osmand.account.core.purchases.Purchase;
import net.osmand.account.core.purchases.PurchaseFacts;
import net.osmand.account.core.purchases.PurchaseId;
import net.osmand.account.core.purchases.SubscriptionState;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.EmailAddress;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads and writes a purchase as an item. Unknown values have no attribute. */
final class PurchaseItem {
    static final String PREFIX = "PUR#";
    static final String SK = "META";
    static final String VERSION = "version";

    private PurchaseItem() {}

    static Map<String, AttributeValue> key(PurchaseId id) {
        return Item.of(PREFIX + id.value(), SK).key();
    }

    static Item write(Purchase purchase, long version, long now) {
        var row = Item.of(PREFIX + purchase.id().value(), SK)
                .with(VERSION, version)
                .with("updatedAt", now)
                .with("linkEmailHash", purchase.formerOwnerHash());
        purchase.owner().ifPresent(owner -> row.with("accountId", owner.value()));
        write(row, purchase.facts());
        return row;
    }

    private static void write(Item row, PurchaseFacts facts) {
        facts.product()
                .ifPresent(
                        p -> row.with("productAt", p.at()).with("sku", p.sku()).with("productPath", p.path()));
        facts.status().ifPresent(s -> {
            row.with("stateAt", s.at()).with("state", s.state().name());
            number(row, "next", s.next());
            number(row, "canceledAt", s.canceledAt());
            number(row, "stateEndsAt", s.endsAt());
            number(row, "resumesAt", s.resumesAt());
        });
        facts.paidUntil().ifPresent(p -> row.with("periodAt", p.at()).with("periodEnd", p.until()));
        facts.interval()
                .ifPresent(i -> row.with("intervalAt", i.at())
                        .with("intervalUnit", i.unit())
                        .with("intervalLength", i.length()));
        number(row, "purchasedAt", facts.purchasedAt());
        number(row, "startedAt", facts.startedAt());
        number(row, "lastChargeAt", facts.lastChargeAt());
        number(row, "lastFailureAt", facts.lastFailureAt());
        facts.failure().ifPresent(f -> row.with("failureAt", f.at()).with("lastFailureReason", f.reason()));
        number(row, "refundedAt", facts.refundedAt());
        number(row, "partlyRefundedAt", facts.partlyRefundedAt());
        number(row, "chargedBackAt", facts.chargedBackAt());
        number(row, "endsAt", facts.endsAt());
        if (!facts.orderIds().isEmpty()) {
            row.with("orderIds", AttributeValue.fromSs(facts.orderIds().stream().toList()));
        }
        facts.reference()
                .ifPresent(r -> row.with("referenceAt", r.at())
                        .with("initialOrderId", r.orderId())
                        .with("orderReference", r.reference()));
        facts.candidate()
                .ifPresent(c -> row.with("linkRank", c.rank())
                        .with("linkAt", c.at())
                        .with("linkEvent", c.event())
                        .with("linkEmail", c.email().map(EmailAddress::value)));
        facts.buyer().ifPresent(b -> row.with("buyerAt", b.at()).with("buyerEmailMasked", b.masked()));
        row.with("test", AttributeValue.fromBool(facts.test()));
    }

    static Purchase read(Item row) {
        return new Purchase(
                new PurchaseId(row.pk().substring(PREFIX.length())),
                facts(row),
                number(row, "accountId").map(id -> new AccountId(Math.toIntExact(id))),
                row.optionalText("linkEmailHash"),
                row.number(VERSION, 0));
    }

    private static PurchaseFacts facts(Item row) {
        var facts = PurchaseFacts.builder();
        facts.product = number(row, "productAt")
                .map(at -> new PurchaseFacts.ProductReference(
                        at, row.optionalText("sku"), row.optionalText("productPath")));
        facts.status = number(row, "stateAt")
                .map(at -> new PurchaseFacts.Status(
                        at,
                        SubscriptionState.valueOf(row.requiredText("state")),
                        number(row, "next"),
                        number(row, "canceledAt"),
                        number(row, "stateEndsAt"),
                        number(row, "resumesAt")));
        facts.paidUntil =
                number(row, "periodAt").map(at -> new PurchaseFacts.PaidPeriod(at, row.number("periodEnd", 0)));
        facts.interval = number(row, "intervalAt")
                .map(at -> new PurchaseFacts.Interval(
                        at, row.requiredText("intervalUnit"), Math.toIntExact(row.number("intervalLength", 0))));
        facts.purchasedAt = number(row, "purchasedAt");
        facts.startedAt = number(row, "startedAt");
        facts.lastChargeAt = number(row, "lastChargeAt");
        facts.lastFailureAt = number(row, "lastFailureAt");
        facts.failure = number(row, "failureAt")
                .map(at -> new PurchaseFacts.Failure(at, row.requiredText("lastFailureReason")));
        facts.refundedAt = number(row, "refundedAt");
        facts.partlyRefundedAt = number(row, "partlyRefundedAt");
        facts.chargedBackAt = number(row, "chargedBackAt");
        facts.endsAt = number(row, "endsAt");
        facts.orderIds = new TreeSet<>(row.texts("orderIds"));
        facts.reference = number(row, "referenceAt")
                .map(at -> new PurchaseFacts.OrderReference(
                        at, row.requiredText("initialOrderId"), row.requiredText("orderReference")));
        facts.candidate = number(row, "linkAt")
                .map(at -> new PurchaseFacts.Candidate(
                        Math.toIntExact(row.number("linkRank", 0)),
                        at,
                        row.requiredText("linkEvent"),
                        row.optionalText("linkEmail").map(EmailAddress::new)));
        facts.buyer =
                number(row, "buyerAt").map(at -> new PurchaseFacts.Buyer(at, row.requiredText("buyerEmailMasked")));
        facts.test = row.flag("test");
        return facts.build();
    }

    static void number(Item row, String name, Optional<Long> value) {
        value.ifPresent(present -> row.with(name, present));
    }

    static Optional<Long> number(Item row, String name) {
        var value = row.optionalNumber(name);
        return value.isPresent() ? Optional.of(value.getAsLong()) : Optional.empty();
    }
}
