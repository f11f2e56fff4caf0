package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests that requests of strangers from other sources do not lock the owner out (docs/security.md). */
@Tag("slow")
class StrangersTest {
    private static final String PASSWORD = "correct horse";

    private final TestStack stack = TestStack.shared();

    @Test
    void requestsForCodesOfStrangersLeaveTheOwnerTheirOwn() throws Exception {
        var phone = TestApp.signedUp(stack);
        stack.advance("PT11M");
        for (var stranger = 2; stranger < 5; stranger++) {
            var first = stack.now();
            for (var request = 0; request < 5; request++) {
                assertThat(requestCode("127.0.0." + stranger, phone.email()).statusCode())
                        .isEqualTo(200);
            }
            var refused = requestCode("127.0.0." + stranger, phone.email());
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(retryAfter(refused)).isBetween(600 - stack.secondsSince(first), 600L);
        }
        assertThat(phone.register("true").statusCode()).isEqualTo(200);
        phone.signIn();
    }

    @Test
    void wrongPasswordsOfAStrangerLeaveTheOwnerThePassword() throws Exception {
        var email = TestStack.freshEmail();
        var browser = TestBrowser.signedUp(stack, email, PASSWORD);
        var first = stack.now();
        for (var tries = 0; tries < 4; tries++) {
            assertThat(login("127.0.0.7", email, "wrong").statusCode()).isEqualTo(400);
        }
        stack.awaitBackgroundWork();
        var refused = login("127.0.0.7", email, PASSWORD);
        var calls = stack.calls();
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).isEqualTo("error_password");
        assertThat(retryAfter(refused)).isBetween(900 - stack.secondsSince(first), 900L);
        assertThat(calls.valueStream().map(call -> call.path("service").asText()))
                .as("Cognito is not asked")
                .doesNotContain("Cognito Identity Provider");
        assertThat(browser.signedInAs()).isEqualTo(email);
        assertThat(new TestBrowser(stack).login(email, PASSWORD).statusCode()).isEqualTo(200);
    }

    /** Behind a proxy all callers have its address. It may state theirs, with its secret. */
    @Test
    void onlyAProxyWithTheSecretStatesTheCallersAddress() {
        var email = TestStack.freshEmail();
        TestBrowser.signedUp(stack, email, PASSWORD);
        var secret = stack.local().secret("ProxySecret");
        for (var tries = 0; tries < 4; tries++) {
            assertThat(behindProxy(secret, "203.0.113.7").login(email, "wrong").statusCode())
                    .isEqualTo(400);
        }
        assertThat(behindProxy(secret, "203.0.113.7").login(email, PASSWORD).statusCode())
                .isEqualTo(429);
        assertThat(behindProxy(secret, "203.0.113.8").login(email, PASSWORD).statusCode())
                .isEqualTo(200);
        for (var tries = 0; tries < 4; tries++) {
            assertThat(behindProxy("guess", "198.51.100." + tries)
                            .login(email, "wrong")
                            .statusCode())
                    .isEqualTo(400);
        }
        assertThat(behindProxy("guess", "198.51.100.9").login(email, PASSWORD).statusCode())
                .as("all of the connection's address")
                .isEqualTo(429);
    }

    @Test
    void aResetIsToldAndEndsDevicesOnRequestOnly() {
        var phone = TestApp.signedUp(stack);
        var browser = new TestBrowser(stack);
        browser.register(phone.email(), false);
        browser.activate(phone.email(), stack.newestCode(phone.email()), PASSWORD);
        assertThat(newestMail(phone.email())).contains("new password was set").doesNotContain(PASSWORD);
        assertThat(phone.listing(Map.of()).statusCode()).isEqualTo(200);

        stack.advance("PT11M");
        browser.register(phone.email(), false);
        browser.withHeader("X-Account-Client", "portal");
        browser.activate(phone.email(), stack.newestCode(phone.email()), "battery staple");
        assertThat(phone.listing(Map.of()).statusCode()).as("by our portal").isEqualTo(400);
    }

    @Test
    void commonPasswordsAndTheAddressAreRefusedAndSpendNoCode() {
        var email = TestStack.freshEmail();
        var browser = new TestBrowser(stack).withHeader("X-Account-Client", "portal");
        browser.register(email, true);
        var code = stack.newestCode(email);
        for (var password : new String[] {"password", "12345678", email}) {
            assertThat(TestStack.errorCode(browser.activate(email, code, password)))
                    .as(password)
                    .isEqualTo(112);
        }
        assertThat(browser.activate(email, code, PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    void aNewBrowserIsToldOnce() {
        var email = TestStack.freshEmail();
        var browser = TestBrowser.signedUp(stack, email, PASSWORD);
        var mails = stack.mails(email);
        browser.login(email, PASSWORD);
        assertThat(stack.mails(email)).as("the browser that signed up").isEqualTo(mails);
        new TestBrowser(stack).login(email, PASSWORD);
        assertThat(newestMail(email)).contains("a browser logged in");
        new TestBrowser(stack).login(email, PASSWORD);
        assertThat(stack.mails(email)).as("one a day").isEqualTo(mails + 1);
    }

    @Test
    void everyAnswerHasSecurityHeadersAndAccountDataIsNotCached() {
        var phone = TestApp.signedUp(stack);
        for (var path :
                new String[] {"/mapapi/auth/info", "/mapapi/get-account-info", "/mapapi/devices", "/v1/usage"}) {
            var answer = TestBrowser.of(phone).get(path, Map.of());
            assertThat(answer.headers().firstValue("x-content-type-options"))
                    .as(path)
                    .contains("nosniff");
            assertThat(answer.headers().firstValue("strict-transport-security"))
                    .as(path)
                    .isPresent();
            assertThat(answer.headers().firstValue("cache-control")).as(path).contains("no-store");
        }
    }

    @Test
    void aForeignPageCannotAskForACodeOfAnApp() {
        var email = TestStack.freshEmail();
        var foreign = new TestBrowser(stack).withHeader("Sec-Fetch-Site", "cross-site");
        assertThat(foreign.post("/userdata/user-register", Map.of("email", email, "login", "false"), "{}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(stack.mails(email)).isZero();
    }

    private TestBrowser behindProxy(String secret, String address) {
        return new TestBrowser(stack)
                .withHeader("X-Proxy-Secret", secret)
                .withHeader("X-Proxy-Client-Address", address);
    }

    private HttpResponse<String> requestCode(String source, String email) throws Exception {
        return send(
                source, "/userdata/user-register", "application/x-www-form-urlencoded", "login=true&email=" + email);
    }

    private HttpResponse<String> login(String source, String email, String password) throws Exception {
        return send(
                source,
                "/mapapi/auth/login",
                "application/json",
                "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(email, password));
    }

    /** Sends a request from another loopback address, which counts as another source. */
    private HttpResponse<String> send(String source, String path, String type, String body) throws Exception {
        try (var client = HttpClient.newBuilder()
                .localAddress(InetAddress.getByName(source))
                .build()) {
            return client.send(
                    HttpRequest.newBuilder(stack.uri(path))
                            .header("Content-Type", type)
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private String newestMail(String email) {
        var messages =
                TestStack.json(stack.get("/local/inbox", Map.of("to", email))).path("messages");
        return messages.path(messages.size() - 1).path("text").asText();
    }

    private static long retryAfter(HttpResponse<?> refused) {
        return Long.parseLong(refused.headers().firstValue("retry-after").orElseThrow());
    }
}
