package net.osmand.account.functions.purchases;

import java.time.Period;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.osmand.account.core.purchases.Entitlement;
import net.osmand.account.core.purchases.Product;
import net.osmand.account.core.purchases.Product.Feature;
import net.osmand.account.core.purchases.PurchaseFacts;
import net.osmand.account.core.purchases.PurchaseStatus;
import net.osmand.account.core.purchases.Store;
import net.osmand.account.core.purchases.Tier;

/**
 * A purchase in the form that the apps read, with the catalogue's fields. Every value is a text, and fields without a
 * value are omitted (docs/protocol/app-purchases.md#elements).
 */
final class AppPurchase {
    /** End of purchases that have no end: 2100-01-01, epoch milliseconds. */
    private static final long NO_END = 4_102_444_800_000L;

    /** Period of a gift. It has none, but the apps unlock no subscription without a period. */
    private static final Period YEAR = Period.ofYears(1);

    private final PurchaseStatus status;
    private final Product product;
    private final long now;
    private final Map<String, String> fields = new LinkedHashMap<>();

    private AppPurchase(PurchaseStatus status, long now) {
        this.status = status;
        this.now = now;
        product = status.product().orElseThrow();
    }

    /** Renders a subscription, a gift, or a one-time purchase that grants Pro for a limited time. */
    static Map<String, String> subscription(PurchaseStatus status, long now) {
        return new AppPurchase(status, now).subscription();
    }

    /** Renders a one-time purchase, which has neither {@code valid} nor {@code state}. */
    static Map<String, String> oneTime(PurchaseStatus status, long now) {
        return new AppPurchase(status, now).oneTime();
    }

    /** Returns the element of each product that ends last, because Android keeps only one for each product. */
    static List<Map<String, String>> newestOfEachProduct(Stream<Map<String, String>> elements) {
        return List.copyOf(elements.collect(Collectors.toMap(
                        element -> element.getOrDefault("sku", ""),
                        element -> element,
                        BinaryOperator.maxBy(Comparator.comparingLong(AppPurchase::end)),
                        LinkedHashMap::new))
                .values());
    }

    /** Returns the element that grants most: valid ones first, then the one that ends last. The apps read only one. */
    static List<Map<String, String>> best(Stream<Map<String, String>> elements) {
        return elements
                .max(Comparator.comparing((Map<String, String> element) -> Boolean.valueOf(element.get("valid")))
                        .thenComparingLong(AppPurchase::end))
                .stream()
                .toList();
    }

    /** Returns the element with the only state that iOS unlocks. */
    static Map<String, String> active(Map<String, String> element) {
        var active = new LinkedHashMap<>(element);
        active.put("state", "active");
        return active;
    }

    /**
     * Returns whether {@code subscriptions/get} lists the purchase: subscriptions, gifts, and one-time purchases that
     * grant Pro for a limited time.
     */
    static boolean isSubscription(PurchaseStatus status) {
        return !status.purchase().isOneTime() || status.entitlement().proUntil() != Entitlement.NEVER;
    }

    /** Returns the state in the apps' terms. */
    static String state(PurchaseStatus status, long now) {
        return switch (status.state(now)) {
            case "trial" -> "active";
            case "refunded", "charged_back" -> "expired";
            default -> status.state(now);
        };
    }

    private static long end(Map<String, String> element) {
        return Long.parseLong(element.getOrDefault("expire_time", "0"));
    }

    private Map<String, String> subscription() {
        var valid = now < status.accessUntil();
        var lapsed = status.purchase().isOneTime() && !hasPro();
        common();
        fields.put("valid", Boolean.toString(valid));
        fields.put("state", lapsed ? "expired" : state(status, now));
        fields.put("start_time", Long.toString(startedAt()));
        fields.put("expire_time", Long.toString(expiresAt()));
        fields.put("duration", Long.toString(period().toTotalMonths()));
        fields.put("duration_unit", "month");
        feature("feature_live_maps", product.features().contains(Feature.LIVE));
        feature("feature_pro_no_cloud", false);
        product.eurMillis().ifPresent(price -> fields.put("defPriceEurMillis", Integer.toString(price)));
        return fields;
    }

    private Map<String, String> oneTime() {
        common();
        status.boughtAt().ifPresent(at -> fields.put("purchaseTime", Long.toString(at)));
        status.expiresAt().ifPresent(at -> fields.put("expireTime", Long.toString(at)));
        return fields;
    }

    private void common() {
        fields.put("sku", sku(status));
        // A gift has no store, but without this field the apps do not unlock it.
        fields.put(
                "platform",
                product.store() == Store.OSMAND ? "other" : product.store().key());
        fields.put("name", grants(Tier.PRO) ? "OsmAnd Pro" : "OsmAnd Maps+");
        fields.put("cross-platform", Boolean.toString(product.crossPlatform()));
        feature("feature_pro", hasPro());
        feature("feature_maps", !product.grants().isEmpty());
        feature("feature_contours", product.features().contains(Feature.CONTOURS));
        feature("feature_nautical", product.features().contains(Feature.NAUTICAL));
    }

    private void feature(String name, boolean unlocked) {
        fields.put(name, Boolean.toString(unlocked));
    }

    /**
     * Returns whether the purchase includes Pro. A subscription has its own end, so only the duration of a one-time
     * purchase is checked.
     */
    private boolean hasPro() {
        return grants(Tier.PRO)
                && (!status.purchase().isOneTime() || now < status.entitlement().proUntil());
    }

    private boolean grants(Tier tier) {
        return product.grants().stream().anyMatch(grant -> grant.tier() == tier);
    }

    private Period period() {
        return product.period()
                .or(() -> product.grants().stream()
                        .flatMap(grant -> grant.duration().stream())
                        .findFirst())
                .orElse(YEAR);
    }

    private long startedAt() {
        return status.purchase().facts().startedAt().or(status::boughtAt).orElse(0L);
    }

    private long expiresAt() {
        return status.expiresAt().orElse(NO_END);
    }

    /** Returns the SKU as bought. The catalogue may contain only its prefix. */
    static String sku(PurchaseStatus status) {
        return status.purchase()
                .facts()
                .product()
                .flatMap(PurchaseFacts.ProductReference::sku)
                .or(() -> status.product().map(Product::sku))
                .orElse("");
    }
}
