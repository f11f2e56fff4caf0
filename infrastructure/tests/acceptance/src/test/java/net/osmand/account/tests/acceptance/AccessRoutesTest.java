package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests the routes of docs/protocol/access.md: session information, logout and password changes. */
@Tag("slow")
class AccessRoutesTest {
    private static final String PASSWORD = "correct horse";
    private static final String NEW_PASSWORD = "battery staple";
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private final TestStack stack = TestStack.shared();
    private final String email = TestStack.freshEmail();
    private final TestBrowser browser =
            TestBrowser.signedUp(stack, email, PASSWORD).withHeader("X-Account-Client", "portal");

    @Test
    void listsBrowsersAndDevicesAndLogsThemOut() {
        var phone = new TestApp(stack, email, "phone");
        phone.register("true");
        phone.signIn();
        stack.advance("PT1S");
        var other = new TestBrowser(stack).withHeader("User-Agent", FIREFOX);
        other.login(email, PASSWORD);

        var access = access(browser);
        assertThat(access.path("has_password").asBoolean()).isTrue();
        assertThat(access.path("sessions").findValuesAsText("browser")).containsExactly("Firefox", "");
        assertThat(access.path("sessions").findValuesAsText("system")).containsExactly("Linux", "");
        assertThat(access.path("sessions").findValuesAsText("current")).containsExactly("false", "true");
        assertThat(access.path("devices").findValuesAsText("id")).containsExactly(phone.deviceId());
        assertThat(access.toString())
                .doesNotContain(secret(browser))
                .doesNotContain(secret(other))
                .doesNotContain(phone.accessToken());

        assertThat(browser.delete("/v1/access/sessions/" + id(access, 0)).statusCode())
                .isEqualTo(200);
        assertThat(other.signedInAs()).isEmpty();
        assertThat(browser.delete("/v1/access/sessions/" + id(access, 0)).statusCode())
                .as("once more")
                .isEqualTo(404);
        assertThat(browser.delete("/v1/access/devices/" + phone.deviceId()).statusCode())
                .isEqualTo(200);
        assertThat(phone.listing(Map.of()).statusCode()).isEqualTo(400);
        assertThat(browser.delete("/v1/access/devices/nonsense").statusCode()).isEqualTo(404);

        assertThat(browser.delete("/v1/access/sessions/" + id(access, 1)).statusCode())
                .isEqualTo(200);
        assertThat(browser.hasCookie()).as("the own session").isFalse();
    }

    @Test
    void logsOutEverywhere() {
        var phone = new TestApp(stack, email, "phone");
        phone.register("true");
        phone.signIn();
        var copy = browser.copy();
        assertThat(browser.post("/v1/access/end-all", Map.of(), "{}").statusCode())
                .isEqualTo(200);
        assertThat(browser.hasCookie()).isFalse();
        assertThat(copy.signedInAs()).isEmpty();
        assertThat(phone.listing(Map.of()).statusCode()).isEqualTo(400);
        assertThat(browser.login(email, PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    void changesThePasswordAgainstTheOldOne() {
        var thief = browser.copy();
        assertThat(TestStack.json(change(browser, "old_password", "wrong"))
                        .path("code")
                        .asInt())
                .isEqualTo(113);
        assertThat(browser.signedInAs()).isEqualTo(email);
        assertThat(change(browser, "old_password", PASSWORD).statusCode()).isEqualTo(200);
        assertThat(browser.signedInAs()).as("a new session").isEqualTo(email);
        assertThat(thief.signedInAs()).as("a copy of the old session").isEmpty();
        assertThat(new TestBrowser(stack).login(email, PASSWORD).statusCode()).isEqualTo(400);
        assertThat(new TestBrowser(stack).login(email, NEW_PASSWORD).statusCode())
                .isEqualTo(200);
    }

    @Test
    void setsAFirstPasswordAgainstAMailedCode() {
        var phone = TestApp.signedUp(stack);
        var device = TestBrowser.of(phone);
        assertThat(access(device).path("has_password").asBoolean()).isFalse();
        assertThat(device.sendCode("setup").statusCode()).isEqualTo(200);
        var code = stack.newestCode(phone.email());
        assertThat(TestStack.json(change(device, "code", "000000")).path("code").asInt())
                .isEqualTo(104);
        assertThat(change(device, "code", code).statusCode()).isEqualTo(200);
        assertThat(change(device, "code", code).statusCode()).as("once more").isEqualTo(400);
        assertThat(access(device).path("has_password").asBoolean()).isTrue();
        assertThat(access(device).path("devices").findValuesAsText("current")).containsExactly("true");
        assertThat(new TestBrowser(stack).login(phone.email(), NEW_PASSWORD).statusCode())
                .isEqualTo(200);
    }

    @Test
    void refusesMalformedBodiesAndSimplePasswords() {
        assertThat(TestStack.json(body(browser, "{\"password\":\"12345678\",\"old_password\":\"x\"}"))
                        .path("code")
                        .asInt())
                .isEqualTo(112);
        for (var body : new String[] {
            "{}",
            "[]",
            "{\"password\":\"battery staple\"}",
            "{\"old_password\":\"correct horse\"}",
            "{\"password\":\"battery staple\",\"old_password\":\"correct horse\",\"code\":\"123456\"}"
        }) {
            var answer = body(browser, body);
            assertThat(answer.statusCode()).as(body).isEqualTo(400);
            assertThat(TestStack.json(answer).has("code")).as(body).isFalse();
        }
        assertThat(browser.signedInAs()).isEqualTo(email);
    }

    @Test
    void fourWrongOldPasswordsLockThemForTheSource() {
        var first = stack.now();
        for (var tries = 0; tries < 4; tries++) {
            assertThat(change(browser, "old_password", "wrong").statusCode()).isEqualTo(400);
        }
        stack.awaitBackgroundWork();
        var refused = change(browser, "old_password", PASSWORD);
        var calls = stack.calls();
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(Long.parseLong(refused.headers().firstValue("retry-after").orElseThrow()))
                .isBetween(900 - stack.secondsSince(first), 900L);
        assertThat(calls.valueStream().map(call -> call.path("service").asText()))
                .as("Cognito is not asked")
                .doesNotContain("Cognito Identity Provider");
        assertThat(new TestBrowser(stack).login(email, PASSWORD).statusCode())
                .as("a sign-in has the same counter")
                .isEqualTo(429);
    }

    @Test
    void strangersAndForeignPagesReachNothing() {
        var other = TestBrowser.signedUp(stack, TestStack.freshEmail(), PASSWORD);
        var name = id(access(browser), 0);
        assertThat(other.delete("/v1/access/sessions/" + name).statusCode()).isEqualTo(404);
        var phone = TestApp.signedUp(stack);
        assertThat(other.delete("/v1/access/devices/" + phone.deviceId()).statusCode())
                .isEqualTo(404);
        var nobody = new TestBrowser(stack);
        assertThat(nobody.get("/v1/access", Map.of()).statusCode()).isEqualTo(401);
        assertThat(nobody.delete("/v1/access/sessions/" + name).statusCode()).isEqualTo(401);
        assertThat(change(nobody, "old_password", PASSWORD).statusCode()).isEqualTo(401);

        browser.withHeader("Sec-Fetch-Site", "cross-site");
        assertThat(browser.delete("/v1/access/sessions/" + name).statusCode()).isEqualTo(403);
        assertThat(browser.delete("/v1/access/devices/1").statusCode()).isEqualTo(403);
        assertThat(browser.post("/v1/access/end-all", Map.of(), "{}").statusCode())
                .isEqualTo(403);
        assertThat(change(browser, "old_password", PASSWORD).statusCode()).isEqualTo(403);
        browser.withHeader("Sec-Fetch-Site", "same-origin").withHeader("X-Account-Id", "1");
        assertThat(browser.post("/v1/access/end-all", Map.of(), "{}").statusCode())
                .as("a page of another account")
                .isEqualTo(409);
        assertThat(change(browser, "old_password", PASSWORD).statusCode()).isEqualTo(409);
        browser.withHeader("X-Account-Id", "");
        assertThat(browser.signedInAs()).isEqualTo(email);
        assertThat(phone.listing(Map.of()).statusCode()).isEqualTo(200);
    }

    /** Sign-ins with the old password that run at the same time leave no session behind. */
    @Test
    void noSignInThatRacesWithTheChangeSurvives() throws Exception {
        try (var pool = Executors.newFixedThreadPool(4)) {
            var racers =
                    IntStream.range(0, 3).mapToObj(_ -> new TestBrowser(stack)).toList();
            Callable<HttpResponse<byte[]>> changing = () -> change(browser, "old_password", PASSWORD);
            var answer = pool.submit(changing);
            var logins = racers.stream()
                    .map(racer -> pool.submit(() -> racer.login(email, PASSWORD)))
                    .toList();
            assertThat(answer.get().statusCode()).isEqualTo(200);
            for (var login : logins) {
                assertThat(login.get().statusCode()).isIn(200, 400);
            }
            assertThat(racers)
                    .as("sessions of the old password")
                    .allSatisfy(racer -> assertThat(racer.signedInAs()).isEmpty());
            assertThat(access(browser).path("sessions")).hasSize(1);
        }
    }

    private static JsonNode access(TestBrowser browser) {
        var answer = browser.get("/v1/access", Map.of());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
        return TestStack.json(answer);
    }

    private static String id(JsonNode access, int index) {
        return access.path("sessions").path(index).path("id").asText();
    }

    private static String secret(TestBrowser browser) {
        return browser.cookie().substring(browser.cookie().indexOf('=') + 1);
    }

    private static HttpResponse<byte[]> change(TestBrowser browser, String proof, String value) {
        return body(
                browser,
                TestStack.JSON
                        .valueToTree(Map.of("password", NEW_PASSWORD, proof, value))
                        .toString());
    }

    private static HttpResponse<byte[]> body(TestBrowser browser, String json) {
        return browser.post("/v1/password", Map.of(), json);
    }
}
