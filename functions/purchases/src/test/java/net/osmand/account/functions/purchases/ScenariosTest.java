package net.osmand.account.functions.purchases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs the manifest's scenarios on the handlers: as given, in every order, duplicated, repeated, and with crashes. */
class ScenariosTest {
    private static final int MAX_PERMUTED = 6;

    private static Stream<JsonNode> scenarios() {
        return StreamSupport.stream(TestShop.MANIFEST.path("scenarios").spliterator(), false);
    }

    @TestFactory
    Stream<DynamicTest> asGiven() {
        assertThat(scenarios().count()).isEqualTo(31);
        return scenarios()
                .map(s -> DynamicTest.dynamicTest(s.path("id").asText(), () -> {
                    var shop = shop(s);
                    register(shop, s, "accounts");
                    var i = 0;
                    for (var file : s.path("post")) {
                        var body = TestShop.resource(file.asText());
                        var signature = TestShop.MANIFEST
                                .path("signatures")
                                .path(file.asText())
                                .asText();
                        var answer = shop.post(body, Map.of("x-fs-signature", signature), i % 2 == 0);
                        assertThat(answer.getStatusCode())
                                .isEqualTo(s.path("http").path(i).asInt());
                        assertThat(answer.getBody().lines())
                                .containsExactlyElementsOf(
                                        s.path("body").isMissingNode() ? List.of() : texts(s.path("body")));
                        i++;
                    }
                    register(shop, s, "thenRegister");
                    check(shop, s);
                }));
    }

    @TestFactory
    Stream<DynamicTest> inAnyOrderAndTwice() {
        return scenarios()
                .map(s -> DynamicTest.dynamicTest(s.path("id").asText(), () -> {
                    var events = events(s);
                    var states = new HashSet<Map<String, Object>>();
                    for (var order : permutations(events)) {
                        var shop = shop(s);
                        register(shop, s, "accounts");
                        for (var event : order) {
                            shop.post(body(event));
                        }
                        for (var event : order) {
                            shop.post(body(event));
                            var again = event.deepCopy();
                            again.put("id", event.path("id").asText() + "-again");
                            shop.post(body(again));
                        }
                        register(shop, s, "thenRegister");
                        check(shop, s);
                        states.add(shop.state());
                    }
                    assertThat(states).hasSize(1);
                }));
    }

    @TestFactory
    Stream<DynamicTest> withACrashAtAnyCall() {
        return scenarios()
                .map(s -> DynamicTest.dynamicTest(s.path("id").asText(), () -> {
                    var events = events(s);
                    var calm = shop(s);
                    register(calm, s, "accounts");
                    events.forEach(event -> calm.post(body(event)));
                    register(calm, s, "thenRegister");
                    for (var order : permutations(events).stream().limit(24).toList()) {
                        for (var after : List.of(false, true)) {
                            for (var call = 1; call <= 4; call++) {
                                var shop = shop(s);
                                register(shop, s, "accounts");
                                for (var event : order) {
                                    shop.failure.failAt(call, after);
                                    var status = shop.post(body(event)).getStatusCode();
                                    shop.failure.neverFail();
                                    if (status == 503) {
                                        status = shop.post(body(event)).getStatusCode();
                                    }
                                    assertThat(status).isIn(200, 500);
                                }
                                register(shop, s, "thenRegister");
                                assertThat(shop.state()).isEqualTo(calm.state());
                            }
                        }
                    }
                }));
    }

    private static TestShop shop(JsonNode scenario) {
        return new TestShop(scenario.path("acceptTest").asBoolean(false));
    }

    private static void register(TestShop shop, JsonNode scenario, String who) {
        scenario.path(who).forEach(email -> shop.register(email.asText()));
    }

    private static void check(TestShop shop, JsonNode scenario) {
        var at = Instant.parse(scenario.path("evaluateAt").asText());
        expected(scenario).properties().forEach(entry -> {
            var want = entry.getValue();
            var got = shop.list(entry.getKey(), at);
            assertThat(got.path("plan").path("code")).isEqualTo(want.path("plan"));
            assertThat(got.path("plan").path("until")).isEqualTo(want.path("planUntil"));
            if (want.has("cloudTier")) {
                assertThat(got.path("cloud").path("tier")).isEqualTo(want.path("cloudTier"));
                assertThat(got.path("cloud").path("quotaBytes").asLong())
                        .isEqualTo(want.path("quotaBytes").asLong());
            }
            assertThat(got.path("items")).hasSameSizeAs(want.path("items"));
            for (var i = 0; i < want.path("items").size(); i++) {
                var item = got.path("items").path(i);
                want.path("items")
                        .path(i)
                        .properties()
                        .forEach(field -> assertThat(item.path(field.getKey()))
                                .as(field.getKey())
                                .isEqualTo(field.getValue()));
            }
        });
    }

    private static JsonNode expected(JsonNode scenario) {
        return scenario.has("sameAs")
                ? scenarios()
                        .filter(other -> other.path("id").equals(scenario.path("sameAs")))
                        .findFirst()
                        .orElseThrow()
                        .path("expect")
                : scenario.path("expect");
    }

    /** Returns the events of a scenario one by one, without duplicates. */
    private static List<ObjectNode> events(JsonNode scenario) {
        var events = new ArrayList<ObjectNode>();
        Set<String> ids = new HashSet<>();
        for (var file : scenario.path("post")) {
            for (var event : TestShop.json(TestShop.resource(file.asText())).path("events")) {
                if (ids.add(event.path("id").asText("none"))) {
                    events.add((ObjectNode) event);
                }
            }
        }
        assertThat(events).hasSizeLessThanOrEqualTo(MAX_PERMUTED);
        return events;
    }

    private static byte[] body(ObjectNode event) {
        var body = TestShop.JSON.createObjectNode();
        body.putArray("events").add(event);
        try {
            return TestShop.JSON.writeValueAsBytes(body);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> List<List<T>> permutations(List<T> items) {
        if (items.isEmpty()) {
            return List.of(List.of());
        }
        var all = new ArrayList<List<T>>();
        for (var i = 0; i < items.size(); i++) {
            var rest = new ArrayList<>(items);
            var first = rest.remove(i);
            for (var tail : permutations(rest)) {
                var whole = new ArrayList<T>();
                whole.add(first);
                whole.addAll(tail);
                all.add(whole);
            }
        }
        return all;
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
