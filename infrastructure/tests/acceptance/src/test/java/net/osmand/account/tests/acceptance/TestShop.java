package net.osmand.account.tests.acceptance;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.osmand.account.aws.dynamodb.DynamoDbPurchaseRepository;
import net.osmand.account.core.purchases.Catalogue;
import net.osmand.account.core.purchases.Gifts;
import net.osmand.account.core.purchases.PurchaseRules;
import net.osmand.account.core.purchases.RecordEvent;
import net.osmand.account.core.values.EmailAddress;

/** Acts as the shop that sells to users of a stack, and as the operator, who gives gifts. */
final class TestShop {
    static final String PRO = "net.osmand.fastspring.subscription.pro.annual";
    static final String MAPS_PLUS_ANNUAL = "net.osmand.fastspring.subscription.maps.annual";
    static final String MAPS_PLUS = "net.osmand.fastspring.inapp.maps.plus";
    static final String XV = "net.osmand.fastspring.inapp.osmand_pro_xv";

    private static final String SECRET = "local-fastspring-secret";

    private final TestStack stack;

    TestShop(TestStack stack) {
        this.stack = stack;
    }

    /**
     * Sells a subscription and returns its id. {@code state} is FastSpring's term, {@code next} is in epoch
     * milliseconds.
     */
    String subscription(String email, String sku, String state, long next) {
        var id = "Sub" + UUID.randomUUID();
        var now = stack.now();
        expect200(post("""
            {"events":[{"id":"evt-%1$s","created":%2$d,"type":"subscription.updated","live":true,"data":{
            "id":"%1$s","active":true,"state":"%3$s","changed":%2$d,"next":%4$d,"live":true,"sku":"%5$s",
            "tags":{"userEmail":"%6$s"},"begin":%2$d,"intervalUnit":"year","intervalLength":1}}]}\
            """.formatted(id, now, state, next, sku, email)));
        return id;
    }

    /** Sells a one-time product at {@code at}, in epoch milliseconds, and returns the order's id. */
    String oneTime(String email, String sku, long at) {
        var id = "Ord" + UUID.randomUUID();
        expect200(post("""
            {"events":[{"id":"evt-%1$s","created":%2$d,"type":"order.completed","live":true,"data":{
            "id":"%1$s","completed":true,"changed":%2$d,"tags":{"userEmail":"%3$s"},
            "items":[{"sku":"%4$s"}]}}]}\
            """.formatted(id, at, email, sku)));
        return id;
    }

    /** Refunds a one-time purchase in full. */
    void refund(String order, String sku) {
        expect200(post("""
            {"events":[{"id":"evt-back-%1$s","created":%2$d,"type":"return.created","live":true,"data":{
            "completed":true,"changed":%2$d,"original":{"id":"%1$s"},
            "items":[{"sku":"%3$s","refundType":"Full Refund"}]}}]}\
            """.formatted(order, stack.now(), sku)));
    }

    /** Gives Pro for one year to an address. Returns the code that redeems the gift if no address was given. */
    String gift(Optional<String> email) {
        var clock = Clock.fixed(Instant.ofEpochMilli(stack.now()), ZoneOffset.UTC);
        var repository =
                new DynamoDbPurchaseRepository(stack.local().dynamoDb(), "PurchasesTable", "AccountsTable", clock);
        var record = new RecordEvent(repository, Catalogue.shipped(), PurchaseRules.standard(false), clock);
        return new Gifts(record, clock, new SecureRandom())
                .give(
                        email.flatMap(EmailAddress::parse),
                        clock.millis() + Duration.ofDays(365).toMillis())
                .code();
    }

    HttpResponse<byte[]> post(String events) {
        var body = events.getBytes(StandardCharsets.UTF_8);
        return stack.send(HttpRequest.newBuilder(stack.uri("/webhooks/fastspring"))
                .header("Content-Type", "application/json")
                .header("X-FS-Signature", sign(body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    private static void expect200(HttpResponse<byte[]> answer) {
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("the shop's event was answered with " + answer.statusCode());
        }
    }

    private static String sign(byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
