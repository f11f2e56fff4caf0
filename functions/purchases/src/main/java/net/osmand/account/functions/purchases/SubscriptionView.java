package net.osmand.account.functions.purchases;

import net.osmand.account.core.purchases.Entitlement;
import net.osmand.account.core.purchases.PurchaseFacts;
import net.osmand.account.core.purchases.PurchaseStatus;
import net.osmand.account.core.purchases.Store;

/** One purchase as the apps read it: every value a string, and all of them there (docs/protocol/app-purchases.md#elements). */
record SubscriptionView(
        String sku, String platform, String valid, String state, String start_time, String expire_time) {
    /** Far enough for what has no end: 2100-01-01, epoch milliseconds. */
    private static final long NO_END = 4_102_444_800_000L;

    static SubscriptionView of(PurchaseStatus standing, long now) {
        var product = standing.product().orElseThrow();
        // A one-time product that grants Pro is a subscription to the apps, which ends with Pro
        // (docs/protocol/app-purchases.md#routes).
        var until = standing.entitlement().proUntil();
        var ends = standing.expiresAt()
                .orElse(until == Entitlement.NEVER || until == Entitlement.FOREVER ? NO_END : until);
        return new SubscriptionView(
                standing.purchase()
                        .facts()
                        .product()
                        .flatMap(PurchaseFacts.Named::sku)
                        .orElse(product.sku()),
                product.store() == Store.OSMAND ? "other" : product.store().key(),
                Boolean.toString(now < standing.accessUntil()),
                standing.purchase().isOneTime() && until != Entitlement.NEVER && now >= until
                        ? "expired"
                        : state(standing, now),
                Long.toString(standing.purchase()
                        .facts()
                        .startedAt()
                        .or(standing::boughtAt)
                        .orElse(0L)),
                Long.toString(ends));
    }

    /** Whether an app takes it for a subscription: what renews, gifts, and what grants Pro for a time. */
    static boolean isOne(PurchaseStatus standing) {
        return !standing.purchase().isOneTime() || standing.entitlement().proUntil() != Entitlement.NEVER;
    }

    /** Our states in the apps' words. */
    static String state(PurchaseStatus standing, long now) {
        return switch (standing.state(now)) {
            case "trial" -> "active";
            case "refunded", "charged_back" -> "expired";
            default -> standing.state(now);
        };
    }
}
