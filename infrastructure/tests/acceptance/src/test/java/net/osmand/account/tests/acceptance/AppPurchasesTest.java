package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests which features both apps unlock from our responses (docs/protocol/app-purchases.md). */
@Tag("slow")
class AppPurchasesTest {
    private static final long YEAR = Duration.ofDays(365).toMillis();
    private static final String SHOP = "net.osmand.fastspring.";

    private final TestStack stack = TestStack.shared();
    private final TestShop shop = new TestShop(stack);
    private final TestApp app = TestApp.signedUp(stack);

    @ParameterizedTest(name = "{0}")
    @CsvSource({"active, 365", "canceled, 30", "overdue, -1"})
    void addendum4_4ProUnlocksInBothApps(String state, int days) {
        shop.subscription(
                app.email(),
                TestShop.PRO,
                state,
                stack.now() + Duration.ofDays(days).toMillis());
        unlocks(true, true, true);
    }

    @Test
    void addendum4_4MapsPlusBySubscriptionUnlocksMapsOnly() {
        shop.subscription(app.email(), TestShop.MAPS_PLUS_ANNUAL, "active", stack.now() + YEAR);
        unlocks(false, true, false);
    }

    @Test
    void addendum4_4MapsPlusForeverUnlocksMapsOnly() {
        shop.oneTime(app.email(), TestShop.MAPS_PLUS, stack.now());
        unlocks(false, true, false);
        var element = inApps("ios").path(0);
        assertThat(element.has("valid") || element.has("state") || element.has("expireTime"))
                .isFalse();
    }

    @Test
    void addendum4_1OsmAndXvUnlocksProForFifteenYears() {
        shop.oneTime(app.email(), TestShop.XV, stack.now());
        unlocks(true, true, true);
        assertThat(inApps("android").path(0).path("expireTime").isTextual()).isTrue();
    }

    @Test
    void addendum4_1OsmAndXvUnlocksMapsAfterFifteenYears() {
        shop.oneTime(app.email(), TestShop.XV, stack.now() - 16 * YEAR);
        unlocks(false, true, false);
    }

    @Test
    void addendum4_4AGiftUnlocksProInBothApps() {
        shop.gift(Optional.of(app.email()));
        unlocks(true, true, true);
    }

    @Test
    void addendum4_5ALapsedProUnlocksNothing() {
        shop.subscription(
                app.email(),
                TestShop.PRO,
                "canceled",
                stack.now() - Duration.ofDays(1).toMillis());
        unlocks(false, false, false);
    }

    @Test
    void addendum4_2EachProductIsListedOnceByTheLastEnd() {
        shop.subscription(app.email(), TestShop.PRO, "canceled", stack.now() + YEAR / 12);
        var end = stack.now() + 2 * YEAR;
        shop.subscription(app.email(), TestShop.PRO, "active", end);
        shop.subscription(app.email(), TestShop.MAPS_PLUS_ANNUAL, "active", stack.now() + YEAR);
        var all = all("android");
        assertThat(all).hasSize(2);
        assertThat(all.valueStream().map(element -> element.path("sku").asText()))
                .containsExactlyInAnyOrder(TestShop.PRO, TestShop.MAPS_PLUS_ANNUAL);
        assertThat(all.valueStream().map(element -> element.path("expire_time").asText()))
                .contains(Long.toString(end));
        assertThat(TestStack.json(stack.get("/api/subscriptions/get", device("android"))))
                .hasSize(1);
    }

    @Test
    void addendum4_1EveryValueIsAText() {
        shop.subscription(app.email(), TestShop.PRO, "active", stack.now() + YEAR);
        shop.oneTime(app.email(), TestShop.XV, stack.now());
        for (var answer : new JsonNode[] {all("ios"), inApps("ios")}) {
            assertThat(answer).isNotEmpty();
            assertThat(answer.valueStream().flatMap(JsonNode::valueStream)).allMatch(JsonNode::isTextual);
        }
        var element = all("android").path(0);
        assertThat(element.path("duration").asText()).isEqualTo("12");
        assertThat(element.path("duration_unit").asText()).isEqualTo("month");
        assertThat(element.path("defPriceEurMillis").asText()).isEqualTo("14990");
        assertThat(element.path("name").asText()).isEqualTo("OsmAnd Pro");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "subscription.pro.monthly, 1, 2990, true, true",
        "subscription.pro.annual, 12, 14990, true, true",
        "subscription.maps.annual, 12, 9990, false, false"
    })
    void addendum4_3ASubscriptionHasTheFieldsOfTheCatalogue(
            String sku, String months, String price, String pro, String live) {
        shop.subscription(app.email(), SHOP + sku, "active", stack.now() + YEAR);
        assertThat(fields(all("android").path(0)))
                .containsEntry("sku", SHOP + sku)
                .containsEntry("platform", "fastspring")
                .containsEntry("cross-platform", "true")
                .containsEntry("duration", months)
                .containsEntry("duration_unit", "month")
                .containsEntry("defPriceEurMillis", price)
                .containsEntry("feature_pro", pro)
                .containsEntry("feature_maps", "true")
                .containsEntry("feature_contours", "true")
                .containsEntry("feature_nautical", "true")
                .containsEntry("feature_live_maps", live)
                .containsEntry("feature_pro_no_cloud", "false")
                .doesNotContainKey("icon");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"inapp.maps.plus, false", "inapp.pro.15y, true", "inapp.osmand_pro_xv, true"})
    void addendum4_3AOneTimePurchaseHasTheFieldsOfTheCatalogue(String sku, String pro) {
        shop.oneTime(app.email(), SHOP + sku, stack.now());
        assertThat(fields(inApps("ios").path(0)))
                .containsEntry("sku", SHOP + sku)
                .containsEntry("platform", "fastspring")
                .containsEntry("cross-platform", "true")
                .containsEntry("feature_pro", pro)
                .containsEntry("feature_maps", "true")
                .containsEntry("feature_contours", "true")
                .containsEntry("feature_nautical", "true")
                .containsKey("purchaseTime")
                .doesNotContainKeys("valid", "state", "start_time", "expire_time", "icon");
    }

    @Test
    void addendum4_1OnlyValidPurchasesAreListed() {
        shop.subscription(app.email(), TestShop.PRO, "canceled", stack.now() - YEAR / 365);
        var order = shop.oneTime(app.email(), TestShop.MAPS_PLUS, stack.now());
        assertThat(inApps("android")).hasSize(1);
        shop.refund(order, TestShop.MAPS_PLUS);
        assertThat(all("android")).isEmpty();
        assertThat(inApps("android")).isEmpty();
    }

    @Test
    void addendum4_5OnlyIosSeesACancelledSubscriptionAsActive() {
        shop.subscription(app.email(), TestShop.PRO, "canceled", stack.now() + YEAR);
        assertThat(all("ios").path(0).path("state").asText()).isEqualTo("active");
        assertThat(all("android").path(0).path("state").asText()).isEqualTo("cancelled");
        assertThat(TestStack.json(stack.get("/api/subscriptions/get", device("ios")))
                        .path(0)
                        .path("state")
                        .asText())
                .isEqualTo("cancelled");
    }

    @Test
    void addendum4_2AKnownDeviceWithoutPurchasesGetsAnArray() {
        for (var path : new String[] {"/api/subscriptions/getAll", "/api/inapps/get", "/api/subscriptions/get"}) {
            assertThat(new String(stack.get(path, device("ios")).body(), StandardCharsets.UTF_8))
                    .as(path)
                    .isEqualTo("[]");
        }
    }

    @Test
    void addendum4_4ATemporaryFailureIsNoEmptyAnswer() {
        for (var path : new String[] {"/api/subscriptions/getAll", "/api/inapps/get"}) {
            stack.plan("""
                {"kind":"throttling","service":"DynamoDb","operation":"BatchGetItem","count":100}\
                """);
            var answer = stack.get(path, device("android"));
            stack.clearFaults();
            assertThat(answer.statusCode()).as(path).isEqualTo(503);
        }
    }

    @Test
    void addendum4_5ActiveIsAnObjectOfObjects() {
        assertThat(new String(
                        stack.get("/api/subscriptions/active", Map.of("os", "ios"))
                                .body(),
                        StandardCharsets.UTF_8))
                .isEqualTo("{}");
    }

    @Test
    void addendum4_7NoStoreTextCrashesThePurchasesPage() {
        shop.gift(Optional.of(app.email()));
        shop.subscription(app.email(), TestShop.PRO, "active", stack.now() + YEAR);
        shop.oneTime(app.email(), TestShop.MAPS_PLUS, stack.now());
        var info = TestStack.json(TestBrowser.of(app).get("/mapapi/get-account-info", Map.of()))
                .path("info");
        for (var list : new String[] {"subscriptions", "inAppPurchases"}) {
            var purchases = TestStack.read(info.path(list).asText());
            assertThat(purchases).isNotEmpty();
            assertThat(purchases
                            .valueStream()
                            .map(purchase -> purchase.path("store").asText()))
                    .isSubsetOf("Google Play", "Apple App Store", "Huawei AppGallery", "OsmAnd Web (FastSpring)");
        }
    }

    private void unlocks(boolean pro, boolean mapsPlus, boolean backupPro) {
        var android = new AndroidPurchases(all("android"), inApps("android"));
        assertThat(android.pro()).as("Pro on Android").isEqualTo(pro);
        assertThat(android.mapsPlus()).as("Maps+ on Android").isEqualTo(mapsPlus);
        var ios = new IosPurchases(all("ios"), inApps("ios"));
        assertThat(ios.pro()).as("Pro on iOS").isEqualTo(pro);
        assertThat(ios.mapsPlus()).as("Maps+ on iOS").isEqualTo(mapsPlus);
        assertThat(ios.staysSignedIn()).isTrue();
        var orderId = Optional.of(TestStack.json(stack.get("/userdata/user-validate-sub", app.with(Map.of()))))
                .map(account -> account.path("orderid").asText())
                .filter(id -> !id.isEmpty());
        var get = TestStack.json(stack.get("/api/subscriptions/get", Map.of("orderId", orderId.orElse("none"))));
        assertThat(AndroidPurchases.backupPro(orderId, get))
                .as("backup on Android")
                .isEqualTo(backupPro);
        assertThat(IosPurchases.backupPro(get)).as("backup on iOS").isEqualTo(backupPro);
    }

    private static Map<String, String> fields(JsonNode element) {
        var fields = new HashMap<String, String>();
        element.properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
        return fields;
    }

    private JsonNode all(String os) {
        return TestStack.json(stack.get("/api/subscriptions/getAll", device(os)));
    }

    private JsonNode inApps(String os) {
        return TestStack.json(stack.get("/api/inapps/get", device(os)));
    }

    private Map<String, String> device(String os) {
        var parameters = new HashMap<>(Map.of("os", os, "version", "5.2"));
        parameters.put("deviceId", app.deviceId());
        parameters.put("accessToken", app.accessToken());
        return parameters;
    }
}
