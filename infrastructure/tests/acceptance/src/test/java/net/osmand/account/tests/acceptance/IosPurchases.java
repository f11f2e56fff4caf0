package net.osmand.account.tests.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Applies the rules of the iOS app (docs/protocol/app-purchases.md#checks-of-ios) to our responses. */
final class IosPurchases {
    private static final Set<String> BACKUP = Set.of("active", "cancelled", "in_grace_period");

    private final JsonNode all;
    private final JsonNode inApps;

    IosPurchases(JsonNode all, JsonNode inApps) {
        this.all = all;
        this.inApps = inApps;
    }

    boolean pro() {
        return unlocking().anyMatch(element -> isTrue(element, "feature_pro"));
    }

    boolean mapsPlus() {
        return unlocking().anyMatch(element -> isTrue(element, "feature_maps"));
    }

    static boolean backupPro(JsonNode get) {
        return subscriptions(get)
                .anyMatch(element -> BACKUP.contains(element.path("state").asText()));
    }

    /**
     * Returns whether the app stays signed in: a response {@code {}} of {@code inapps/get} signs it out of the cloud.
     */
    boolean staysSignedIn() {
        return inApps.isArray();
    }

    private Stream<JsonNode> unlocking() {
        return Stream.concat(
                subscriptions(all)
                        .filter(element -> element.path("state").asText().equals("active")),
                linkedInApps());
    }

    private static Stream<JsonNode> subscriptions(JsonNode array) {
        return kept(array).filter(element -> element.has("duration_unit"));
    }

    private Stream<JsonNode> linkedInApps() {
        for (var element : inApps) {
            for (var field : List.of("purchaseTime", "expireTime")) {
                if (element.has(field) && !element.path(field).isTextual()) {
                    throw new IllegalStateException("iOS throws: " + field + " is a number");
                }
            }
        }
        return kept(inApps);
    }

    /** Drops elements that lack a field. The app crashes if a field is null. */
    private static Stream<JsonNode> kept(JsonNode array) {
        var elements = new ArrayList<JsonNode>();
        for (var element : array) {
            if (element.valueStream().anyMatch(JsonNode::isNull)) {
                throw new IllegalStateException("iOS crashes: " + element);
            }
            if (isTrue(element, "cross-platform") && element.has("sku") && element.has("platform")) {
                elements.add(element);
            }
        }
        return elements.stream();
    }

    private static boolean isTrue(JsonNode element, String field) {
        return element.path(field).asText().equals("true");
    }
}
