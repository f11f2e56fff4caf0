package net.osmand.account.tests.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Applies the rules of the Android app (docs/protocol/app-purchases.md#checks-of-android) to our responses. */
final class AndroidPurchases {
    private static final Set<String> ACTIVE = Set.of("active", "cancelled", "in_grace_period");
    private static final List<String> SUBSCRIPTION =
            List.of("duration_unit", "platform", "feature_pro", "feature_maps", "feature_live_maps");
    private static final List<String> IN_APP =
            List.of("platform", "feature_pro", "feature_maps", "feature_contours", "feature_nautical");

    private final JsonNode all;
    private final JsonNode inApps;

    AndroidPurchases(JsonNode all, JsonNode inApps) {
        this.all = all;
        this.inApps = inApps;
    }

    boolean pro() {
        return linkedSubscriptions().anyMatch(element -> isTrue(element, "feature_pro"))
                || linkedInApps().anyMatch(element -> isTrue(element, "feature_pro"));
    }

    boolean mapsPlus() {
        return linkedSubscriptions().anyMatch(element -> isTrue(element, "feature_maps"))
                || linkedInApps().anyMatch(element -> isTrue(element, "feature_maps"));
    }

    /**
     * Checks builds without a store: they need an order id and look only at the first element of
     * {@code subscriptions/get}.
     */
    static boolean backupPro(Optional<String> orderId, JsonNode get) {
        return orderId.isPresent()
                && parsed(get).size() == 1
                && parsed(get).values().stream()
                        .allMatch(element -> isTrue(element, "valid")
                                && ACTIVE.contains(element.path("state").asText()));
    }

    private Stream<JsonNode> linkedSubscriptions() {
        return parsed(all).values().stream()
                .filter(element -> isTrue(element, "valid"))
                .filter(element -> isTrue(element, "cross-platform"))
                .filter(element -> SUBSCRIPTION.stream().allMatch(element::hasNonNull))
                .filter(element -> isInteger(element, "duration") && isInteger(element, "defPriceEurMillis"))
                .filter(element -> isTrue(element, "feature_pro") || element.hasNonNull("feature_pro_no_cloud"));
    }

    private Stream<JsonNode> linkedInApps() {
        var elements = new ArrayList<JsonNode>();
        inApps.forEach(elements::add);
        return elements.stream()
                .filter(element -> isTrue(element, "cross-platform"))
                .filter(element -> IN_APP.stream().allMatch(element::hasNonNull));
    }

    /**
     * Indexes the elements by SKU. Like the app's parser, it stops at the first element that lacks one of three fields.
     */
    private static Map<String, JsonNode> parsed(JsonNode array) {
        var parsed = new HashMap<String, JsonNode>();
        for (var element : array) {
            if (!element.hasNonNull("valid")
                    || element.path("sku").asText().isEmpty()
                    || element.path("state").asText().isEmpty()) {
                break;
            }
            parsed.put(element.path("sku").asText(), element);
        }
        return parsed;
    }

    private static boolean isTrue(JsonNode element, String field) {
        return element.path(field).asText().equals("true");
    }

    private static boolean isInteger(JsonNode element, String field) {
        return element.path(field).asText().matches("-?\\d{1,9}");
    }
}
