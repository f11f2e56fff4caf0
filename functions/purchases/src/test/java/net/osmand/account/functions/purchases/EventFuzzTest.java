package net.osmand.account.functions.purchases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.osmand.account.core.testing.Fuzz;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventFuzzTest {
    private final PrintStream before = System.err;

    @BeforeEach
    void dropTheLog() {
        System.setErr(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void giveTheLogBack() {
        System.setErr(before);
    }

    private static final String ORDER = """
            {"events":[{"id":"evt-1","created":1762074900000,"type":"order.completed","live":true,"data":{
            "id":"Ord1","completed":true,"changed":1762074900000,"tags":{"userEmail":"ann@example.com"},
            "items":[{"product":"osmand-maps","sku":"net.osmand.fastspring.inapp.maps.plus","subscription":"Sub1"}]}}]}""";
    private static final String REFUND = """
            {"events":[{"id":"evt-2","created":1762074900001,"type":"return.created","live":true,"data":{"completed":true,
            "changed":1762074900001,"original":{"id":"Ord1","total":100},"totalReturn":1,
            "items":[{"sku":"net.osmand.fastspring.inapp.maps.plus","refundType":"Full refund"}]}}]}""";

    /**
     * Sends correctly signed random events to the webhook. An event is recorded or malformed (500; the shop stops its
     * retries after a week), but never a temporary failure (503), which asks for the same event again.
     */
    @Test
    void signedEventsAreRecordedOrMalformed() {
        var shop = new TestShop(false);
        Fuzz.run(
                input -> {
                    var status = shop.post(input).getStatusCode();
                    assertThat(status).isNotEqualTo(503);
                    return "status " + status + " orders " + shop.state().size();
                },
                List.of(ORDER.getBytes(StandardCharsets.UTF_8), REFUND.getBytes(StandardCharsets.UTF_8)));
    }
}
