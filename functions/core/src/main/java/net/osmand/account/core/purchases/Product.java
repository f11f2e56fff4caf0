package net.osmand.account.core.purchases;

import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A product: one row of the catalogue.
 *
 * @param sku an exact SKU, or a pattern with a star at the end that matches any suffix
 * @param paths FastSpring's product paths, for events without a SKU
 * @param period the billing period of a subscription; empty for other products
 * @param features the features that the apps unlock while the product grants a plan
 * @param eurMillis the price that the apps show, in thousandths of a euro; empty if the product is no longer sold
 * @param crossPlatform whether the product counts outside the app in which it was bought
 * @param test whether it is a test product, which grants nothing unless test purchases are accepted
 */
public record Product(
        String sku,
        List<String> paths,
        String name,
        Kind kind,
        Optional<Period> period,
        List<Grant> grants,
        Store store,
        String iconKey,
        Set<Feature> features,
        OptionalInt eurMillis,
        boolean crossPlatform,
        boolean test,
        boolean listed) {
    public Product {
        paths = List.copyOf(paths);
        grants = List.copyOf(grants);
        features = Set.copyOf(features);
    }

    /** A feature of the apps, independent of the plans (docs/protocol/app-purchases.md#elements). */
    public enum Feature {
        CONTOURS,
        NAUTICAL,
        /** Hourly map updates. */
        LIVE
    }

    /** The kind of payment. */
    public enum Kind {
        SUBSCRIPTION,
        ONE_TIME,
        GIFT
    }

    /** A granted plan: for a duration from the purchase, or, if empty, as long as the purchase itself lasts. */
    public record Grant(Tier tier, Optional<Period> duration) {}

    boolean matches(String other) {
        return sku.endsWith("*") ? other.startsWith(sku.substring(0, sku.length() - 1)) : sku.equals(other);
    }
}
