package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests the account in the web client (docs/protocol/portal.md and docs/protocol/screens.md). */
class WebAccountTest {
    private static final String PASSWORD = "correct horse";

    private final TestStack stack = TestStack.shared();
    private final String email = TestStack.freshEmail();
    private final TestBrowser browser = new TestBrowser(stack);

    @Test
    void thePublicClientsOrderOfCallsSignsUpInAndOut() {
        assertThat(TestBrowser.text(browser.register(email, true))).isEqualTo("{\"status\":\"ok\"}");
        var code = stack.newestCode(email);
        assertThat(browser.validate(email, code).statusCode()).isEqualTo(200);
        assertThat(browser.activate(email, code, PASSWORD).statusCode()).isEqualTo(200);
        assertThat(browser.login(email.toUpperCase(java.util.Locale.ROOT), PASSWORD)
                        .statusCode())
                .isEqualTo(200);
        assertThat(TestBrowser.text(browser.info()))
                .isEqualTo("{\"username\":\"%s\",\"roles\":[\"ROLE_PRO_USER\"]}".formatted(email));
        assertThat(browser.post("/mapapi/auth/logout", Map.of(), "{}").statusCode())
                .isEqualTo(200);
        assertThat(TestBrowser.text(browser.info())).isEqualTo("null");
    }

    @Test
    void verifyingTheSignUpCodeSignsInAtOnceAndThePasswordMayComeLater() {
        browser.register(email, true);
        var code = stack.newestCode(email);
        assertThat(code).hasSize(6);
        browser.validate(email, code);
        assertThat(browser.signedInAs()).isEqualTo(email);
        assertThat(TestBrowser.text(new TestBrowser(stack).login(email, PASSWORD)))
                .isEqualTo("error_password");
        assertThat(new TestBrowser(stack).activate(email, code, PASSWORD).statusCode())
                .isEqualTo(200);
        assertThat(new TestBrowser(stack).login(email, PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    void theSessionCookieIsOutOfReachOfScriptsAndOtherSites() {
        browser.register(email, true);
        var answer = browser.validate(email, stack.newestCode(email));
        assertThat(TestBrowser.setCookie(answer).orElse(""))
                .contains("HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=2592000")
                .doesNotContain("Secure");
    }

    /**
     * All tabs share one cookie. A tab that still shows the previous account must not change the account of the cookie.
     */
    @Test
    void requestsOfAPageThatShowsAnotherAccountAreRefused() {
        var shown = TestBrowser.signedUp(stack, email, PASSWORD);
        var shownId = shown.info().headers().firstValue("X-Account-Id").orElseThrow();
        var other = TestStack.freshEmail();
        var tab = TestBrowser.signedUp(stack, other, PASSWORD);
        var mails = stack.mails(other);
        tab.withHeader("X-Account-Id", shownId);
        assertThat(tab.sendCode("delete").statusCode()).isEqualTo(409);
        assertThat(tab.get("/v1/usage", Map.of()).statusCode()).isEqualTo(409);
        assertThat(tab.get("/mapapi/devices", Map.of()).statusCode()).isEqualTo(409);
        assertThat(tab.post("/mapapi/auth/logout", Map.of(), "{}").statusCode()).isEqualTo(409);
        assertThat(tab.signedInAs()).isEqualTo(other);
        assertThat(stack.mails(other)).isEqualTo(mails);
        var own = tab.info().headers().firstValue("X-Account-Id").orElseThrow();
        assertThat(tab.withHeader("X-Account-Id", own)
                        .get("/v1/usage", Map.of())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void registeringATakenAddressIsRefusedInPlainText() {
        TestBrowser.signedUp(stack, email, PASSWORD);
        var answer = browser.register(email, true);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(TestBrowser.text(answer)).containsIgnoringCase("already registered");
    }

    @Test
    void registeringWithoutIsNewNeedsAnAccount() {
        assertThat(TestBrowser.text(browser.register(email, false))).isEqualTo("error_email");
    }

    @Test
    void malformedAddressesAndMissingParametersAreRefused() {
        assertThat(TestBrowser.text(browser.register("no-address", true))).containsIgnoringCase("not valid");
        assertThat(browser.post("/mapapi/auth/register", Map.of("lang", "en", "isNew", "true"), "{}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(browser.post("/mapapi/auth/register", Map.of("lang", "en"), "{\"username\":\"a@b.org\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(browser.post("/mapapi/auth/validate-token", Map.of(), "{\"username\":\"a@b.org\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void wrongCodesAndUnknownAddressesAreToldApart() {
        assertThat(TestBrowser.text(browser.validate(email, "123456"))).contains("no account");
        browser.register(email, true);
        assertThat(TestBrowser.text(browser.validate(email, "000"))).isEqualTo("error_token");
        assertThat(TestBrowser.text(browser.activate(email, "000", PASSWORD))).isEqualTo("error_token");
    }

    @Test
    void aPasswordThatIsTooSimpleCostsNeitherTheCodeNorATry() {
        browser.withHeader("X-Account-Client", "portal").register(email, true);
        var code = stack.newestCode(email);
        for (var tries = 0; tries < 5; tries++) {
            assertThat(TestStack.errorCode(browser.activate(email, code, "short")))
                    .isEqualTo(112);
        }
        assertThat(browser.activate(email, code, PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    void loggingInTellsUnknownAddressAndWrongPasswordApart() {
        assertThat(TestBrowser.text(browser.login(email, PASSWORD))).isEqualTo("error_email");
        TestBrowser.signedUp(stack, email, PASSWORD);
        assertThat(TestBrowser.text(browser.login(email, "wrong " + PASSWORD))).isEqualTo("error_password");
        assertThat(browser.post("/mapapi/auth/login", Map.of(), "{\"username\":\"%s\"}".formatted(email))
                        .statusCode())
                .isEqualTo(400);
        assertThat(browser.hasCookie()).isFalse();
    }

    @Test
    void loggingInAgainEndsTheOldSession() {
        var first = TestBrowser.signedUp(stack, email, PASSWORD);
        var old = first.copy();
        first.login(email, PASSWORD);
        assertThat(first.signedInAs()).isEqualTo(email);
        assertThat(old.signedInAs()).isEmpty();
    }

    @Test
    void anAccountOfAPhoneGetsItsPasswordByAReset() {
        var app = TestApp.signedUp(stack);
        assertThat(TestBrowser.text(browser.login(app.email(), PASSWORD))).isEqualTo("error_password");
        assertThat(browser.register(app.email(), false).statusCode()).isEqualTo(200);
        assertThat(browser.activate(app.email(), stack.newestCode(app.email()), PASSWORD)
                        .statusCode())
                .isEqualTo(200);
        assertThat(browser.hasCookie()).isFalse();
        assertThat(browser.login(app.email(), PASSWORD).statusCode()).isEqualTo(200);
        assertThat(app.listing(Map.of()).statusCode()).isEqualTo(200);
    }

    @Test
    void aResetEndsEverySessionAndTheOldPasswordAndKeepsTheWebDevice() {
        var before = TestBrowser.signedUp(stack, email, PASSWORD);
        var device = webDevice(before);
        browser.register(email, false);
        var code = stack.newestCode(email);
        assertThat(browser.validate(email, code).statusCode()).isEqualTo(200);
        assertThat(browser.signedInAs()).isEmpty();
        assertThat(browser.activate(email, code, "another horse").statusCode()).isEqualTo(200);
        assertThat(browser.signedInAs()).isEmpty();
        assertThat(before.signedInAs()).isEmpty();
        assertThat(TestBrowser.text(browser.login(email, PASSWORD))).isEqualTo("error_password");
        assertThat(browser.login(email, "another horse").statusCode()).isEqualTo(200);
        assertThat(webDevice(browser)).isEqualTo(device);
        assertThat(TestBrowser.text(browser.activate(email, code, "a third horse")))
                .isEqualTo("error_token");
    }

    @Test
    void theAddressChangesInOneStepAndBothAddressesAreTold() {
        var app = TestApp.signedUp(stack);
        app.store("FAVOURITES", "favorites.gpx", "<gpx/>");
        browser.register(app.email(), false);
        browser.activate(app.email(), stack.newestCode(app.email()), PASSWORD);
        browser.login(app.email(), PASSWORD);
        var other = browser.copy();
        browser.sendCode("change");
        var code = stack.newestCode(app.email());
        var mails = stack.mails(app.email());
        assertThat(browser.changeEmail(email, code).statusCode()).isEqualTo(200);
        assertThat(stack.mails(email)).isOne();
        assertThat(stack.mails(app.email())).isEqualTo(mails + 1);
        assertThat(browser.hasCookie()).isFalse();
        assertThat(other.signedInAs()).isEmpty();
        assertThat(browser.login(email, PASSWORD).statusCode()).isEqualTo(200);
        assertThat(TestBrowser.text(new TestBrowser(stack).login(app.email(), PASSWORD)))
                .isEqualTo("error_email");
        assertThat(app.list().path("totalFiles").asInt()).isOne();
    }

    @Test
    void thePublicClientsTwoStepChangeWorksToo() {
        var signedIn = TestBrowser.signedUp(stack, email, PASSWORD);
        var next = TestStack.freshEmail();
        signedIn.sendCode("change");
        var first = signedIn.post(
                "/mapapi/auth/send-code-to-new-email",
                Map.of("action", "change", "lang", "en", "email", next, "code", stack.newestCode(email)),
                "{}");
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(signedIn.changeEmail(next, stack.newestCode(next)).statusCode())
                .isEqualTo(200);
        assertThat(signedIn.login(next, PASSWORD).statusCode()).isEqualTo(200);
        assertThat(signedIn.signedInAs()).isEqualTo(next);
    }

    @Test
    void anAccountIsDeletedWithACodeAndTheAddressStartsAfresh() {
        var signedIn = TestBrowser.signedUp(stack, email, PASSWORD);
        var elsewhere = new TestBrowser(stack);
        elsewhere.login(email, PASSWORD);
        signedIn.sendCode("delete");
        var code = stack.newestCode(email);
        assertThat(signedIn.post("/mapapi/auth/delete-account", Map.of(), "").statusCode())
                .isEqualTo(400);
        assertThat(TestBrowser.text(signedIn.post("/mapapi/auth/delete-account", Map.of("token", "000"), "")))
                .startsWith("The code is wrong");
        var mails = stack.mails(email);
        var deleted = signedIn.post("/mapapi/auth/delete-account", Map.of("token", code), "");
        assertThat(stack.mails(email)).isEqualTo(mails + 1);
        assertThat(deleted.statusCode()).isEqualTo(200);
        assertThat(TestBrowser.text(deleted)).contains(email);
        assertThat(signedIn.hasCookie()).isFalse();
        assertThat(elsewhere.signedInAs()).isEmpty();
        assertThat(TestBrowser.text(browser.login(email, PASSWORD))).isEqualTo("error_email");
        var again = TestBrowser.signedUp(stack, email, "a new beginning");
        assertThat(again.signedInAs()).isEqualTo(email);
    }

    @Test
    void whoIsNotSignedInGets401AsJson() {
        browser.withHeader("X-Account-Client", "portal");
        for (var path :
                new String[] {"/mapapi/auth/send-code", "/mapapi/auth/delete-account", "/mapapi/devices/revoke"}) {
            var answer = browser.post(path, Map.of("action", "change", "token", "1", "id", "1"), "{}");
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(TestStack.errorCode(answer)).isEqualTo(401);
        }
        var forged = browser.withHeader("Authorization", "Bearer 00000001-0000-0000-0000-000000000000");
        assertThat(forged.get("/mapapi/devices", Map.of()).statusCode()).isEqualTo(401);
    }

    @Test
    void aBearerTokenActsAsItsDevice() {
        var app = TestApp.signedUp(stack);
        browser.withHeader("Authorization", "Bearer " + app.with(Map.of()).get("accessToken"));
        browser.withHeader("Sec-Fetch-Site", "cross-site");
        var devices = TestStack.json(browser.get("/mapapi/devices", Map.of())).path("devices");
        assertThat(devices).hasSize(1);
        assertThat(devices.path(0).path("current").asBoolean()).isTrue();
        assertThat(browser.signedInAs()).isEqualTo(app.email());
        assertThat(browser.sendCode("change").statusCode()).isEqualTo(200);
    }

    @Test
    void pagesOfOtherSitesChangeNothing() {
        var signedIn = TestBrowser.signedUp(stack, email, PASSWORD);
        signedIn.withHeader("Sec-Fetch-Site", "cross-site");
        assertThat(signedIn.sendCode("delete").statusCode()).isEqualTo(403);
        assertThat(signedIn.register(TestStack.freshEmail(), true).statusCode()).isEqualTo(403);
        signedIn.withHeader("Sec-Fetch-Site", "").withHeader("Origin", "https://evil.example");
        assertThat(signedIn.sendCode("delete").statusCode()).isEqualTo(403);
        signedIn.withHeader("Origin", stack.uri("/").toString().replaceAll("/$", ""));
        assertThat(signedIn.sendCode("delete").statusCode()).isEqualTo(200);
    }

    @Test
    void aNewDeviceOfAnAccountIsTold() {
        var app = TestApp.signedUp(stack);
        var mails = stack.mails(app.email());
        app.another("tablet");
        assertThat(stack.mails(app.email())).as("the code and the notice").isEqualTo(mails + 2);
    }

    @Test
    @Tag("processes")
    void aDeviceIsRevokedFromThePortal() {
        var app = TestApp.signedUp(stack);
        browser.register(app.email(), false);
        browser.activate(app.email(), stack.newestCode(app.email()), PASSWORD);
        browser.login(app.email(), PASSWORD);
        var devices = TestStack.json(browser.get("/mapapi/devices", Map.of())).path("devices");
        assertThat(devices).hasSize(2);
        assertThat(browser.post("/mapapi/devices/revoke", Map.of("id", app.deviceId()), "{}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(TestStack.errorCode(app.listing(Map.of()))).isEqualTo(105);
        assertThat(browser.post("/mapapi/devices/revoke", Map.of("id", app.deviceId()), "{}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aSixthCodeInTenMinutesHasToWait() {
        for (var asked = 0; asked < 5; asked++) {
            assertThat(browser.register(email, true).statusCode()).isEqualTo(200);
        }
        var refused = browser.register(email, true);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(TestBrowser.text(refused)).startsWithIgnoringCase("too many requests");
        assertThat(Integer.parseInt(refused.headers().firstValue("retry-after").orElse("0")))
                .isBetween(1, 600);
        stack.advance("PT10M1S");
        assertThat(browser.register(email, true).statusCode()).isEqualTo(200);
    }

    @Tag("slow")
    @Test
    void aSignUpThatNobodyConfirmsIsRemovedAfterSevenDays() {
        browser.register(email, true);
        stack.advance("P9D");
        assertThat(TestBrowser.text(browser.register(email, false))).isEqualTo("error_email");
        assertThat(TestBrowser.signedUp(stack, email, PASSWORD).signedInAs()).isEqualTo(email);
    }

    private static int webDevice(TestBrowser signedIn) {
        for (var device :
                TestStack.json(signedIn.get("/mapapi/devices", Map.of())).path("devices")) {
            if (device.path("model").asText().equals("Web")) {
                return device.path("id").asInt();
            }
        }
        throw new IllegalStateException("no web device");
    }
}
