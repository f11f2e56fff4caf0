package net.osmand.account.aws.dynamodb;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.osmand.account.plan.Plan;
import net.osmand.account.purchases.Entitlement;
import net.osmand.account.purchases.PurchaseId;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What an account's purchases entitle it to, one attribute of the account's item each: events of different purchases then
 * never wait for each other, and an upload needs no read more.
 */
final class EntitlementRow {
    private static final String PREFIX = "grant:";

    private EntitlementRow() {}

    static String name(PurchaseId purchase) {
        return PREFIX + purchase.value();
    }

    static AttributeValue write(Entitlement entitlement) {
        return AttributeValue.fromM(Map.of(
                "order", Row.text(entitlement.orderId()),
                "pro", Row.number(entitlement.proUntil()),
                "mapsPlus", Row.number(entitlement.mapsPlusUntil())));
    }

    /** The plan at that moment: whoever had Pro once stays a lapsed Pro. */
    static Plan plan(Row account, long now) {
        var all = all(account).toList();
        if (all.stream().anyMatch(e -> e.proUntil() > now)) {
            return Plan.PRO;
        }
        if (all.stream().anyMatch(e -> e.proUntil() != Entitlement.NEVER)) {
            return Plan.LAPSED_PRO;
        }
        return all.stream().anyMatch(e -> e.mapsPlusUntil() > now) ? Plan.MAPS_PLUS : Plan.START;
    }

    /** By what an app asks for the purchase that grants Pro longest. */
    static Optional<String> orderId(Row account, long now) {
        return all(account)
                .filter(e -> e.proUntil() > now)
                .max(Comparator.comparingLong(Entitlement::proUntil).thenComparing(Entitlement::orderId))
                .map(Entitlement::orderId);
    }

    private static Stream<Entitlement> all(Row account) {
        return account.attributes().entrySet().stream()
                .filter(attribute -> attribute.getKey().startsWith(PREFIX))
                .map(attribute -> new Row(attribute.getValue().m()))
                .map(row ->
                        new Entitlement(row.requiredText("order"), row.number("pro", 0), row.number("mapsPlus", 0)));
    }
}
