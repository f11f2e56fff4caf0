package net.osmand.account.core.purchases;

import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A row of the catalogue.
 *
 * @param sku exact, or a pattern whose star at the end stands for any suffix
 * @param paths FastSpring's product paths, for events without a SKU
 * @param period of a subscription
 * @param features what the apps unlock for as long as it grants a plan
 * @param eurMillis the price that the apps show, thousandths of a euro; empty if it is not sold any more
 * @param crossPlatform whether it counts outside the app it was bought in
 * @param test grants nothing where test purchases are not accepted
 */
public record Product(
        String sku,
        List<String> paths,
        String name,
        Kind kind,
        Optional<Period> period,
        List<Right> rights,
        Store store,
        String iconKey,
        Set<Feature> features,
        OptionalInt eurMillis,
        boolean crossPlatform,
        boolean test,
        boolean listed) {
    public Product {
        paths = List.copyOf(paths);
        rights = List.copyOf(rights);
        features = Set.copyOf(features);
    }

    /** A feature of the apps beside the plans (docs/protocol/app-purchases.md#elements). */
    public enum Feature {
        CONTOURS,
        NAUTICAL,
        /** Hourly map updates. */
        LIVE
    }

    /** How it is paid. */
    public enum Kind {
        SUBSCRIPTION,
        ONE_TIME,
        GIFT
    }

    /** A plan that it grants, for so long from the purchase, or as long as the purchase itself lasts. */
    public record Right(Tier tier, Optional<Period> duration) {}

    boolean matches(String other) {
        return sku.endsWith("*") ? other.startsWith(sku.substring(0, sku.length() - 1)) : sku.equals(other);
    }
}
