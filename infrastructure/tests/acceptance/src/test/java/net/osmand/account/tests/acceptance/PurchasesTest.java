package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Sends shop events over HTTP, signed with the local secret, and checks plan, purchase list and uploads. */
class PurchasesTest {
    private static final String SECRET = "local-fastspring-secret";

    private final TestStack stack = TestStack.shared();

    @TestFactory
    Stream<DynamicTest> theManifestShiftedInTime() {
        return StreamSupport.stream(manifest().path("scenarios").spliterator(), false)
                .filter(s -> !s.path("acceptTest").asBoolean(false))
                .map(s -> DynamicTest.dynamicTest(s.path("id").asText(), () -> play(s, 0)));
    }

    @TestFactory
    @Tag("thorough")
    Stream<DynamicTest> oneOrderOfEachWithACrashAtEachCall() {
        return StreamSupport.stream(manifest().path("scenarios").spliterator(), false)
                .filter(s -> !s.path("acceptTest").asBoolean(false) && !s.has("sameAs"))
                .map(s -> DynamicTest.dynamicTest(s.path("id").asText(), () -> {
                    for (var call = 1; call <= 4; call++) {
                        play(s, call);
                    }
                }));
    }

    /**
     * Plays a scenario with new users. The AWS call with the number {@code failing} of each post fails; 0 means none.
     */
    private void play(JsonNode scenario, int failing) {
        var run = java.util.UUID.randomUUID().toString().substring(0, 8);
        var shift = now() - Instant.parse(scenario.path("evaluateAt").asText()).toEpochMilli();
        var apps = new HashMap<String, TestApp>();
        signUp(scenario.path("accounts"), run, apps);
        var i = 0;
        for (var file : scenario.path("post")) {
            var body = shifted(json(file.asText()), shift, run);
            if (failing > 0) {
                stack.fail("", "", failing, i % 2 == 0 ? "before" : "after");
            }
            var answer = post(body);
            stack.clearFaults();
            if (answer.statusCode() == 503 || (failing > 0 && answer.statusCode() != 200)) {
                answer = post(body);
            }
            assertThat(answer.statusCode())
                    .isEqualTo(scenario.path("http").path(i).asInt());
            i++;
        }
        signUp(scenario.path("thenRegister"), run, apps);
        expected(scenario).properties().forEach(entry -> check(apps, entry.getKey(), entry.getValue(), shift, run));
    }

    private void signUp(JsonNode emails, String run, Map<String, TestApp> apps) {
        emails.forEach(email -> {
            var app = new TestApp(stack, run + email.asText(), "phone");
            app.register("false");
            app.signIn();
            apps.put(email.asText(), app);
        });
    }

    private void check(Map<String, TestApp> apps, String email, JsonNode want, long shift, String run) {
        var app = java.util.Objects.requireNonNull(apps.get(email));
        var got = purchases(app);
        assertThat(got.path("plan").path("code")).isEqualTo(want.path("plan"));
        assertThat(got.path("plan").path("until").isNull())
                .isEqualTo(want.path("planUntil").isNull());
        assertThat(got.path("items")).hasSameSizeAs(want.path("items"));
        for (var i = 0; i < want.path("items").size(); i++) {
            var item = got.path("items").path(i);
            want.path("items").path(i).properties().forEach(field -> {
                var value = item.path(field.getKey());
                switch (field.getKey()) {
                    // A leap day may fall between the dates, so estimated dates are compared with a tolerance of two
                    // days.
                    case "expiresAt", "nextBillingAt", "purchasedAt", "resumesAt" -> {
                        assertThat(value.isNull())
                                .as(field.getKey())
                                .isEqualTo(field.getValue().isNull());
                        if (!value.isNull()) {
                            assertThat(value.asLong())
                                    .as(field.getKey())
                                    .isBetween(
                                            field.getValue().asLong()
                                                    + shift
                                                    - Duration.ofDays(5).toMillis(),
                                            field.getValue().asLong()
                                                    + shift
                                                    + Duration.ofDays(5).toMillis());
                        }
                    }
                    case "id" -> assertThat(value.asText()).contains(run);
                    default -> assertThat(value).as(field.getKey()).isEqualTo(field.getValue());
                }
            });
        }
    }

    @Test
    @Tag("processes")
    void anUploadFollowsThePlanWithinTheWebhooksOwnRequest() {
        var app = TestApp.signedUp(stack);
        assertThat(TestStack.errorCode(app.upload("GPX", "a.gpx", TestApp.gzip(new byte[] {1}), 1)))
                .isEqualTo(102);
        var run = app.email();
        assertThat(post(subscription(run, "active", now() + Duration.ofDays(30).toMillis(), 1))
                        .statusCode())
                .isEqualTo(200);
        var time = app.store("GPX", "a.gpx", "track");
        assertThat(TestStack.json(stack.get("/userdata/user-validate-sub", app.with(Map.of())))
                        .path("orderid")
                        .asText())
                .isEqualTo("Sub" + run);
        var subscription = TestStack.json(stack.get("/api/subscriptions/get", Map.of("orderId", "Sub" + run)));
        assertThat(subscription.path(0).path("state").asText()).isEqualTo("active");
        assertThat(subscription.path(0).path("valid").asText()).isEqualTo("true");

        assertThat(post(subscription(run, "deactivated", now(), 2)).statusCode())
                .isEqualTo(200);
        assertThat(TestStack.errorCode(app.upload("GPX", "b.gpx", TestApp.gzip(new byte[] {1}), 1)))
                .isEqualTo(102);
        assertThat(app.content("GPX", "a.gpx", time)).isEqualTo("track");
        var validated = stack.get("/userdata/user-validate-sub", app.with(Map.of()));
        assertThat(validated.statusCode()).isEqualTo(200);
        assertThat(TestStack.json(validated).has("orderid")).isFalse();
        assertThat(app.list().path("maximumAccountSize").asLong()).isEqualTo(3_145_728_000L);
    }

    @Test
    void nothingIsWrittenForWhatIsNotSigned() {
        var body = bytes(subscription("nobody@example.org", "active", now(), 1));
        var good = sign(body, SECRET);
        var altered = body.clone();
        altered[5] ^= 1;
        var large = new byte[(2 << 20) + 1];
        var calls = stack.callsOf(() -> {
            assertThat(send(altered, good).statusCode()).isEqualTo(401);
            assertThat(send(body).statusCode()).isEqualTo(401);
            assertThat(send(body, "not base64 !").statusCode()).isEqualTo(401);
            assertThat(send(body, "c2hvcnQ=").statusCode()).isEqualTo(401);
            assertThat(send(body, good, good).statusCode()).isEqualTo(401);
            assertThat(send(body, sign(body, "another secret")).statusCode()).isEqualTo(401);
            assertThat(send(large, sign(large, SECRET)).statusCode()).isEqualTo(413);
            assertThat(stack.get("/webhooks/fastspring", Map.of()).statusCode()).isIn(404, 405);
            var junk = "not json".getBytes(StandardCharsets.UTF_8);
            assertThat(send(junk, sign(junk, SECRET)).statusCode()).isEqualTo(400);
            var none = "{}".getBytes(StandardCharsets.UTF_8);
            assertThat(send(none, sign(none, SECRET)).statusCode()).isEqualTo(400);
            var empty = "{\"events\":[]}".getBytes(StandardCharsets.UTF_8);
            assertThat(send(empty, sign(empty, SECRET)).statusCode()).isEqualTo(200);
        });
        for (var call : calls) {
            assertThat(call.path("service").asText()).isNotEqualTo("DynamoDb").isNotEqualTo("DynamoDB");
        }
    }

    @Test
    void twentyPostsOfOneEventMakeOnePurchase() throws Exception {
        var app = TestApp.signedUp(stack);
        var body =
                subscription(app.email(), "active", now() + Duration.ofDays(30).toMillis(), 1);
        var statuses = together(20, _ -> post(body).statusCode());
        assertThat(statuses).containsOnly(200);
        assertThat(purchases(app).path("items")).hasSize(1);
    }

    @Test
    void fortyEventsForOneAccountLoseNone() throws Exception {
        eventsForOneAccountLoseNone(40);
    }

    @Test
    @Tag("thorough")
    void twoHundredEventsForOneAccountLoseNone() throws Exception {
        eventsForOneAccountLoseNone(200);
    }

    private void eventsForOneAccountLoseNone(int events) throws Exception {
        var app = TestApp.signedUp(stack);
        var statuses = together(events, i -> post(order(app.email(), i)).statusCode());
        assertThat(statuses).containsOnly(200);
        assertThat(purchases(app).path("items")).hasSize(events);
    }

    @Test
    void aPurchaseWaitsForItsAccountWhateverTheSpelling() {
        var email = TestStack.freshEmail();
        post(subscription(
                "  " + email.toUpperCase(java.util.Locale.ROOT) + " ",
                "active",
                now() + Duration.ofDays(30).toMillis(),
                1));
        var app = new TestApp(stack, email, "phone");
        app.register("false");
        app.signIn();
        assertThat(purchases(app).path("plan").path("code").asText()).isEqualTo("PRO");
        app.store("GPX", "a.gpx", "track");
    }

    @Test
    void anotherAccountsPurchaseIsNotFound() {
        var app = TestApp.signedUp(stack);
        post(subscription(app.email(), "active", now() + Duration.ofDays(30).toMillis(), 1));
        var path = "/v1/purchases/" + java.net.URLEncoder.encode("fs:sub:Sub" + app.email(), StandardCharsets.UTF_8);
        var own = get(path, app);
        assertThat(own.statusCode()).isEqualTo(200);
        assertThat(TestStack.json(own).path("manage").path("url").asText())
                .isEqualTo("https://osmand.onfastspring.com/account");
        assertThat(get(path, TestApp.signedUp(stack)).statusCode()).isEqualTo(404);
        assertThat(stack.get("/v1/purchases", Map.of()).statusCode()).isEqualTo(401);
    }

    @Test
    void everybodyMayReadWhatEachPlanHolds() {
        var answer = stack.get("/v1/plans", Map.of());
        assertThat(answer.statusCode()).isEqualTo(200);
        var plans = TestStack.json(answer);
        assertThat(plans.path("plans"))
                .extracting(plan -> plan.path("code").asText())
                .containsExactly("START", "MAPS_PLUS", "PRO");
        assertThat(plans.path("plans").path(0).path("maxFiles").asInt()).isEqualTo(10_000);
        assertThat(plans.path("plans").path(2).path("quotaBytes").asLong()).isEqualTo(3_145_728_000L);
        assertThat(plans.path("plans").path(2).path("maxFiles").isNull()).isTrue();
        assertThat(plans.path("trashDays").asInt()).isEqualTo(30);
        assertThat(plans.path("shopUrl").asText()).startsWith("https://");
    }

    @Test
    void aDeletedAccountsPurchaseComesBackWithItsAddress() {
        var app = TestApp.signedUp(stack);
        var email = app.email();
        post(subscription(email, "active", now() + Duration.ofDays(30).toMillis(), 1));
        stack.postJson("/userdata/send-code", app.with(Map.of()), "{\"action\":\"delete\"}");
        var deleted = stack.postJson(
                "/userdata/delete-account",
                app.with(Map.of()),
                "{\"username\":\"%s\",\"token\":\"%s\"}".formatted(email, stack.newestCode(email)));
        assertThat(deleted.statusCode())
                .as(new String(deleted.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        post(subscription(email, "active", now() + Duration.ofDays(60).toMillis(), 2));
        for (var item : stack.local()
                .dynamoDb()
                .scan(r -> r.tableName("PurchasesTable"))
                .items()) {
            assertThat(item.toString()).doesNotContain("linkEmail=AttributeValue(S=" + email);
        }
        var again = new TestApp(stack, email, "phone");
        again.register("false");
        again.signIn();
        assertThat(purchases(again).path("plan").path("code").asText()).isEqualTo("PRO");
    }

    @Test
    void aStrangerWithAnUnprovenAddressInheritsNothing() {
        var old = TestStack.freshEmail();
        var victim = TestStack.freshEmail();
        var stranger = TestBrowser.signedUp(stack, old, "a-password");
        post(subscription(victim, "active", now() + Duration.ofDays(30).toMillis(), 1));
        stranger.sendCode("change");
        assertThat(stranger.changeEmail(victim, stack.newestCode(old)).statusCode())
                .isEqualTo(200);
        assertThat(stranger.login(victim, "a-password").statusCode()).isEqualTo(200);
        assertThat(TestStack.json(stranger.get("/v1/purchases", Map.of())).path("items"))
                .isEmpty();
        post(subscription(victim, "active", now() + Duration.ofDays(40).toMillis(), 2));
        assertThat(TestStack.json(stranger.get("/v1/purchases", Map.of())).path("items"))
                .isEmpty();

        // A code that was sent to the address and entered proves it.
        var app = new TestApp(stack, victim, "phone");
        app.register("true");
        app.signIn();
        assertThat(purchases(app).path("items")).hasSize(1);
    }

    @Test
    void thePublicClientReadsStringsInStrings() {
        var app = TestApp.signedUp(stack);
        post(subscription(app.email(), "active", now() + Duration.ofDays(30).toMillis(), 1));
        var info = TestStack.json(get("/mapapi/get-account-info", app)).path("info");
        assertThat(info.path("maxAccSize").asText()).isEqualTo("3145728000");
        assertThat(info.path("account").isMissingNode()).isTrue();
        assertThat(info.path("subscriptions").isTextual()).isTrue();
        assertThat(info.path("subscriptions").asText()).contains("OsmAnd Web (FastSpring)");
        info.properties()
                .forEach(field -> assertThat(field.getValue().isTextual()).isTrue());
    }

    private JsonNode purchases(TestApp app) {
        var answer = get("/v1/purchases", app);
        assertThat(answer.statusCode())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return TestStack.json(answer);
    }

    private HttpResponse<byte[]> get(String path, TestApp app) {
        return stack.send(HttpRequest.newBuilder(stack.uri(path))
                .header("Authorization", "Bearer " + app.with(Map.of()).get("accessToken")));
    }

    private static <T> List<T> together(int count, java.util.function.IntFunction<T> work) throws Exception {
        try (var threads = Executors.newFixedThreadPool(20)) {
            List<Callable<T>> tasks = IntStream.range(0, count)
                    .<Callable<T>>mapToObj(i -> () -> work.apply(i))
                    .toList();
            var done = new ArrayList<T>();
            for (Future<T> future : threads.invokeAll(tasks)) {
                done.add(future.get());
            }
            return done;
        }
    }

    /** Builds a snapshot of a monthly Pro subscription of this address. */
    private ObjectNode subscription(String email, String state, long next, int number) {
        return object(
                """
                {"events":[{"id":"evt-%1$s-%2$d","created":%3$d,"type":"subscription.updated","live":true,"data":{
                "id":"Sub%4$s","active":%5$b,"state":"%6$s","changed":%3$d,"next":%7$d,"live":true,
                "product":"osmand-pro-monthly","sku":"net.osmand.fastspring.subscription.pro.monthly",
                "tags":{"userEmail":"%1$s"},"begin":%3$d,"intervalUnit":"month","intervalLength":1}}]}\
                """.formatted(email, number, now() + number, email.strip(), !state.equals("deactivated"), state, next));
    }

    private ObjectNode order(String email, int number) {
        return object("""
            {"events":[{"id":"evt-%1$s-%2$d","created":%3$d,"type":"order.completed","live":true,"data":{
            "id":"Ord%1$s-%2$d","completed":true,"changed":%3$d,"tags":{"userEmail":"%1$s"},
            "items":[{"product":"osmand-maps","sku":"net.osmand.fastspring.inapp.maps.plus"}]}}]}\
            """.formatted(email, number, now() + number));
    }

    private HttpResponse<byte[]> post(ObjectNode body) {
        var bytes = bytes(body);
        return send(bytes, sign(bytes, SECRET));
    }

    private HttpResponse<byte[]> send(byte[] body, String... signatures) {
        var request = HttpRequest.newBuilder(stack.uri("/webhooks/fastspring"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        for (var signature : signatures) {
            request.header("X-FS-Signature", signature);
        }
        return stack.send(request);
    }

    private long now() {
        return TestStack.json(stack.get("/local/health", Map.of())).path("now").asLong();
    }

    /** Shifts every point in time and makes every address and id unique to this run. */
    private static ObjectNode shifted(JsonNode body, long shift, String run) {
        return (ObjectNode) moved(body, shift, run, "");
    }

    private static JsonNode moved(JsonNode node, long shift, String run, String name) {
        if (node instanceof ObjectNode object) {
            var copy = TestStack.JSON.createObjectNode();
            object.properties().forEach(f -> copy.set(f.getKey(), moved(f.getValue(), shift, run, f.getKey())));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            var copy = TestStack.JSON.createArrayNode();
            array.forEach(item -> copy.add(moved(item, shift, run, name)));
            return copy;
        }
        if (node.isIntegralNumber() && node.asLong() > 1_000_000_000_000L) {
            return TestStack.JSON.getNodeFactory().numberNode(node.asLong() + shift);
        }
        var text = node.asText();
        if (node.isTextual() && text.toLowerCase(java.util.Locale.ROOT).contains("@example.com")) {
            var padding = text.length() - text.stripLeading().length();
            return TestStack.JSON.getNodeFactory().textNode(text.substring(0, padding) + run + text.stripLeading());
        }
        if (node.isTextual() && text.matches("(evt|Ord|Sub|Acc|Ret)[A-Z].*")) {
            return TestStack.JSON.getNodeFactory().textNode(text + run);
        }
        return node;
    }

    private static JsonNode expected(JsonNode scenario) {
        return scenario.has("sameAs")
                ? StreamSupport.stream(manifest().path("scenarios").spliterator(), false)
                        .filter(other -> other.path("id").equals(scenario.path("sameAs")))
                        .findFirst()
                        .orElseThrow()
                        .path("expect")
                : scenario.path("expect");
    }

    private static JsonNode manifest() {
        return json("manifest.json");
    }

    private static JsonNode json(String name) {
        try {
            return TestStack.JSON.readTree(Files.readAllBytes(
                    TestStack.root().resolve("functions/purchases/src/test/resources/fastspring-events/" + name)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode object(String json) {
        try {
            return (ObjectNode) TestStack.JSON.readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(JsonNode body) {
        try {
            return TestStack.JSON.writeValueAsBytes(body);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sign(byte[] body, String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
