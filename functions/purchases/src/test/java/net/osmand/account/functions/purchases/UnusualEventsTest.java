package net.osmand.account.functions.purchases;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests signed events with values that the shop never sends, and with variants that it may send. */
class UnusualEventsTest {
    private static final String EMAIL = "ann@example.com";
    private static final long AT = Instant.parse("2026-11-02T09:15:00Z").toEpochMilli();
    private static final String LONG = "x".repeat(3000);

    private final TestShop shop = new TestShop(false);

    /** Ids become parts of DynamoDB keys. The shop would retry such an event for a week without success. */
    @ParameterizedTest
    @ValueSource(strings = {"evt", "order", "sku", "product", "subscription"})
    void anIdOfThreeThousandCharactersIsMalformed(String where) {
        var answer = post(order(
                where.equals("evt") ? LONG : "evt-1",
                where.equals("order") ? LONG : "Ord1",
                where.equals("sku") ? LONG : "net.osmand.fastspring.inapp.maps.plus",
                where.equals("product") ? LONG : "osmand-maps",
                where.equals("subscription") ? LONG : ""));
        assertThat(answer.getStatusCode()).isEqualTo(500);
        assertThat(shop.state()).doesNotContainKey("Ord1");
    }

    @Test
    void aLongIdDoesNotHinderItsNeighbour() {
        var good = order("evt-1", "Ord1", "net.osmand.fastspring.inapp.maps.plus", "osmand-maps", "");
        var bad = order("evt-2", LONG, "net.osmand.fastspring.inapp.maps.plus", "osmand-maps", "");
        var answer = post(good + "," + bad);
        assertThat(answer.getStatusCode()).isEqualTo(202);
        assertThat(answer.getBody()).isEqualTo("evt-1\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Full Refund", "full refund", "FULL REFUND"})
    void theKindOfARefundIsReadInAnyCase(String kind) {
        shop.register(EMAIL);
        post(order("evt-1", "Ord1", "net.osmand.fastspring.inapp.maps.plus", "osmand-maps", ""));
        assertThat(plan()).isEqualTo("MAPS_PLUS");
        post("""
                {"id":"evt-2","created":%1$d,"type":"return.created","live":true,"data":{"completed":true,"changed":%1$d,
                "original":{"id":"Ord1","total":100},"totalReturn":1,
                "items":[{"sku":"net.osmand.fastspring.inapp.maps.plus","refundType":"%2$s"}]}}""".formatted(AT + 1, kind));
        assertThat(plan()).isEqualTo("START");
    }

    private String plan() {
        return shop.list(EMAIL, Instant.ofEpochMilli(AT + 1000))
                .path("plan")
                .path("code")
                .asText();
    }

    private APIGatewayV2HTTPResponse post(String events) {
        return shop.post(("{\"events\":[" + events + "]}").getBytes(StandardCharsets.UTF_8));
    }

    private static String order(String event, String order, String sku, String product, String subscription) {
        return """
                {"id":"%s","created":%d,"type":"order.completed","live":true,"data":{
                "id":"%s","completed":true,"changed":%d,"tags":{"userEmail":"%s"},
                "items":[{"product":"%s","sku":"%s","subscription":"%s"}]}}""".formatted(event, AT, order, AT, EMAIL, product, sku, subscription);
    }
}
