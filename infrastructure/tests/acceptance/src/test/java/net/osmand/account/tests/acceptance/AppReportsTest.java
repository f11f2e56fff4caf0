package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Tests the store purchases that the apps report, which we cannot verify
 * (docs/protocol/app-purchases.md#reports-of-the-apps).
 */
@Tag("slow")
class AppReportsTest {
    private final TestStack stack = TestStack.shared();
    private final TestApp app = TestApp.signedUp(stack);

    @Test
    void addendum4_6EachReportHasItsHarmlessAnswer() {
        assertThat(answer("register", Map.of("os", "ios", "email", app.email())))
                .isEqualTo(
                        "{\"userid\":\"1001\",\"token\":\"unused\",\"visibleName\":\"\",\"email\":\"\",\"preferredCountry\":\"\"}");
        assertThat(answer("update", Map.of("userid", "1001", "token", "unused")))
                .contains("\"userid\":\"1001\"");
        assertThat(answer("ios-receipt-validate", Map.of("os", "ios", "receipt", "x".repeat(2000))))
                .isEqualTo(
                        "{\"result\":false,\"status\":0,\"eligible_for_introductory_price\":\"true\",\"eligible_for_subscription_offer\":\"false\"}");
        assertThat(answer("ios-fetch-signatures", Map.of("productIdentifiers", "a;b")))
                .isEqualTo("{\"status\":0,\"signatures\":[]}");
        assertThat(TestStack.json(stack.get("/api/purchase-complete", Map.of("orderId", "1")))
                        .path("status")
                        .asText())
                .isEqualTo("OK");
    }

    /** A receipt grows with each renewal. Without a status iOS never applies purchases made elsewhere. */
    @Test
    void addendum4_5AReceiptOfAnySizeHasItsStatus() {
        var receipt = "MIIT/+==".repeat(25_000);
        assertThat(answer("ios-receipt-validate", Map.of("os", "ios", "receipt", receipt)))
                .contains("\"status\":0");
        var report = report("1000000123456789", "subscription");
        report.put("payload", receipt);
        assertThat(answer("purchased", report)).isEqualTo("{\"res\":\"OK\",\"type\":\"subscription\"}");
    }

    @Test
    void addendum4_6AReportedPurchaseIsKeptAndNeverListed() {
        var calls = stack.callsOf(() -> assertThat(answer("purchased", report("GPA.1234-5678", "inapp")))
                .isEqualTo("{\"res\":\"OK\",\"type\":\"inapp\"}"));
        assertThat(calls.stream().filter(call -> call.path("operation").asText().equals("UpdateItem")))
                .hasSize(1);
        for (var path : new String[] {"/api/subscriptions/getAll", "/api/inapps/get"}) {
            assertThat(TestStack.json(
                            stack.get(path, Map.of("deviceId", app.deviceId(), "accessToken", app.accessToken()))))
                    .isEmpty();
        }
        assertThat(TestStack.json(stack.get("/userdata/user-validate-sub", app.with(Map.of())))
                        .has("orderid"))
                .isFalse();
        assertThat(TestStack.json(TestBrowser.of(app).get("/v1/purchases", Map.of()))
                        .path("items"))
                .isEmpty();
    }

    @Test
    void addendum4_6AReportWithoutADeviceOrWithAStrangersOrderIsAnsweredAlike() {
        var shop = new TestShop(stack);
        var other = TestApp.signedUp(stack);
        var theirs = shop.subscription(
                other.email(),
                TestShop.PRO,
                "active",
                stack.now() + Duration.ofDays(30).toMillis());
        assertThat(answer("purchased", report(theirs, "subscription")))
                .isEqualTo("{\"res\":\"OK\",\"type\":\"subscription\"}");
        var calls = stack.callsOf(() -> {
            assertThat(answer("purchased", Map.of("orderId", "GPA.1", "email", app.email())))
                    .contains("\"res\":\"OK\"");
            assertThat(answer("purchased", report("OSMAND_PLUS_APP", "inapp"))).contains("\"res\":\"OK\"");
        });
        assertThat(calls.stream().map(call -> call.path("operation").asText()))
                .doesNotContain("UpdateItem", "PutItem", "TransactWriteItems");
        assertThat(TestStack.json(TestBrowser.of(app).get("/v1/purchases", Map.of()))
                        .path("items"))
                .isEmpty();
    }

    @Test
    void addendum4_6AReportedGiftIsGiven() {
        var code = new TestShop(stack).gift(Optional.empty());
        answer("purchased", report(code, "subscription"));
        assertThat(TestStack.json(stack.get("/userdata/user-validate-sub", app.with(Map.of())))
                        .path("orderid")
                        .asText())
                .isEqualTo(code);
    }

    private Map<String, String> report(String orderId, String type) {
        var fields = new HashMap<>(app.with(Map.of("orderId", orderId, "purchaseType", type)));
        fields.putAll(Map.of("userid", "1001", "token", "unused", "sku", "osmand_pro_annual_full_v1"));
        return fields;
    }

    private String answer(String call, Map<String, String> form) {
        var answer = stack.post("/subscription/" + call, form);
        assertThat(answer.statusCode()).as(call).isEqualTo(200);
        var json = TestStack.json(answer);
        var ordered = TestStack.JSON.createObjectNode();
        // The order of the fields does not matter; this is the order of the documentation.
        for (var name : new String[] {
            "userid",
            "token",
            "visibleName",
            "email",
            "preferredCountry",
            "res",
            "type",
            "result",
            "status",
            "signatures",
            "eligible_for_introductory_price",
            "eligible_for_subscription_offer"
        }) {
            if (json.has(name)) {
                ordered.set(name, json.path(name));
            }
        }
        assertThat(ordered.size()).isEqualTo(json.size());
        return ordered.toString();
    }
}
