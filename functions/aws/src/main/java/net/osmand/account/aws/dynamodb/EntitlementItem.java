package net.osmand.account.aws.dynamodb;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.osmand.account.core.account.Plan;
import net.osmand.account.core.purchases.Entitlement;
import net.osmand.account.core.purchases.PurchaseId;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Grants of an account's purchases, each as one attribute of the account's item. Events of different purchases
 * therefore do not conflict, and an upload needs no additional read.
 */
final class EntitlementItem {
    private static final String PREFIX = "grant:";

    private EntitlementItem() {}

    static String name(PurchaseId purchase) {
        return PREFIX + purchase.value();
    }

    static AttributeValue write(Entitlement entitlement) {
        return AttributeValue.fromM(Map.of(
                "order", Item.text(entitlement.orderId()),
                "pro", Item.number(entitlement.proUntil()),
                "mapsPlus", Item.number(entitlement.mapsPlusUntil())));
    }

    /** Returns the plan at a time. An account whose Pro plan has ended is a lapsed Pro. */
    static Plan plan(Item account, long now) {
        var all = all(account).toList();
        if (all.stream().anyMatch(e -> e.proUntil() > now)) {
            return Plan.PRO;
        }
        if (all.stream().anyMatch(e -> e.proUntil() != Entitlement.NEVER)) {
            return Plan.LAPSED_PRO;
        }
        return all.stream().anyMatch(e -> e.mapsPlusUntil() > now) ? Plan.MAPS_PLUS : Plan.START;
    }

    /** Returns the order id of the purchase that grants Pro longest. Apps use it to query the subscription. */
    static Optional<String> orderId(Item account, long now) {
        return all(account)
                .filter(e -> e.proUntil() > now)
                .max(Comparator.comparingLong(Entitlement::proUntil).thenComparing(Entitlement::orderId))
                .map(Entitlement::orderId);
    }

    private static Stream<Entitlement> all(Item account) {
        return account.attributes().entrySet().stream()
                .filter(attribute -> attribute.getKey().startsWith(PREFIX))
                .map(attribute -> new Item(attribute.getValue().m()))
                .map(row ->
                        new Entitlement(row.requiredText("order"), row.number("pro", 0), row.number("mapsPlus", 0)));
    }
}
