package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Invariant I10: an attacker gains nothing from an unproven address, and its honest owner loses nothing. */
@Tag("slow")
class UnprovenAddressTest {
    private static final String PASSWORD = "correct horse";
    private static final String OTHER_PASSWORD = "battery staple";

    private final TestStack stack = TestStack.shared();
    private final TestApp phone = TestApp.signedUp(stack);
    private final TestBrowser browser = webSession(phone);
    private final String next = TestStack.freshEmail();

    @Test
    void theCodeOfTheNoticeProvesTheAddressAndEndsNothing() {
        changeAddress();
        assertThat(isUnproven(browser)).isTrue();
        assertThat(accountInfo().path("unproven").asText()).isEqualTo("true");
        var code = stack.newestCode(next);
        assertThat(confirm(browser, "00000000").statusCode()).isEqualTo(400);
        assertThat(confirm(browser, code).statusCode()).isEqualTo(200);

        assertThat(isUnproven(browser)).isFalse();
        assertThat(accountInfo().has("unproven")).isFalse();
        assertThat(phone.listing(Map.of()).statusCode()).isEqualTo(200);
        assertThat(new TestBrowser(stack).login(next, PASSWORD).statusCode()).isEqualTo(200);
        phone(next).signIn("true");
        assertThat(phone.listing(Map.of()).statusCode())
                .as("after another sign-in")
                .isEqualTo(200);
    }

    @Test
    void aDeviceProvesTheAddressAndTheCodeCanBeSentAgain() {
        changeAddress();
        var device = TestBrowser.of(phone);
        var mails = stack.mails(next);
        assertThat(device.sendCode("confirm").statusCode()).isEqualTo(200);
        assertThat(stack.mails(next)).isEqualTo(mails + 1);
        assertThat(confirm(device, stack.newestCode(next)).statusCode()).isEqualTo(200);
        assertThat(isUnproven(device)).isFalse();
        assertThat(device.signedInAs()).as("the device").isNotEmpty();
    }

    @Test
    void aSignInFromOutsideEndsWhatIsOlderAndKeepsTheFiles() {
        phone.store("FAVOURITES", "favorites.gpx", "<gpx/>");
        changeAddress();
        var session = browser.copy();
        var victim = new TestApp(stack, next, "the victim's phone");
        victim.register("true");
        assertThat(newestMail(next)).contains("logged out");
        victim.signIn();

        assertThat(phone.listing(Map.of()).statusCode()).as("the older phone").isEqualTo(400);
        assertThat(session.signedInAs()).as("the older session").isEmpty();
        assertThat(TestBrowser.text(new TestBrowser(stack).login(next, PASSWORD)))
                .as("the older password")
                .isEqualTo("error_password");
        assertThat(victim.live()).containsExactly("<gpx/>");
        assertThat(isUnproven(TestBrowser.of(victim))).isFalse();
        assertThat(undo(phone.email(), stack.newestCode(phone.email())).statusCode())
                .as("the undo code")
                .isEqualTo(400);
        phone(next).signIn("true");
        assertThat(victim.listing(Map.of()).statusCode())
                .as("after another sign-in")
                .isEqualTo(200);
    }

    @Test
    void aResetFromOutsideEndsWhatIsOlder() {
        changeAddress();
        var victim = new TestBrowser(stack);
        victim.register(next, false);
        assertThat(newestMail(next)).contains("logged out");
        assertThat(victim.activate(next, stack.newestCode(next), OTHER_PASSWORD).statusCode())
                .isEqualTo(200);
        assertThat(phone.listing(Map.of()).statusCode()).isEqualTo(400);
        assertThat(browser.signedInAs()).isEmpty();
        assertThat(victim.login(next, PASSWORD).statusCode()).isEqualTo(400);
        assertThat(victim.login(next, OTHER_PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    void aResetInASessionOfTheAccountEndsNoDevice() {
        changeAddress();
        browser.sendCode("setup");
        browser.withHeader("X-Account-Client", "");
        assertThat(browser.activate(next, stack.newestCode(next), OTHER_PASSWORD)
                        .statusCode())
                .isEqualTo(200);
        assertThat(phone.listing(Map.of()).statusCode()).isEqualTo(200);
        assertThat(isUnproven(TestBrowser.of(phone))).isFalse();
    }

    @Test
    void aSignUpCodeOfBeforeTheChangeEndsWhatIsOlder() {
        var victim = new TestBrowser(stack);
        victim.register(next, true);
        var code = stack.newestCode(next);
        changeAddress();
        assertThat(victim.activate(next, code, OTHER_PASSWORD).statusCode()).isEqualTo(200);
        assertThat(phone.listing(Map.of()).statusCode()).isEqualTo(400);
        assertThat(new TestBrowser(stack).login(next, PASSWORD).statusCode()).isEqualTo(400);
        assertThat(victim.signedInAs()).isEqualTo(next);
    }

    @Test
    void theOldAddressTakesTheAccountBack() {
        phone.store("FAVOURITES", "favorites.gpx", "<gpx/>");
        changeAddress();
        stack.advance("PT144H");
        var code = stack.newestCode(phone.email());
        assertThat(undo(phone.email(), "00000000").statusCode()).isEqualTo(400);
        assertThat(undo(phone.email(), code).statusCode()).isEqualTo(200);

        assertThat(browser.signedInAs()).as("a session of the new address").isEmpty();
        assertThat(TestBrowser.text(new TestBrowser(stack).login(next, PASSWORD)))
                .isEqualTo("error_email");
        assertThat(phone.live()).containsExactly("<gpx/>");
        phone(phone.email()).signIn("true");
        assertThat(undo(phone.email(), code).statusCode()).as("once more").isEqualTo(400);
    }

    @Test
    void anUndoCodeIsDeadAfterSevenDays() {
        changeAddress();
        var code = stack.newestCode(phone.email());
        stack.advance("PT169H");
        assertThat(undo(phone.email(), code).statusCode()).isEqualTo(400);
    }

    @Test
    void aSecondChangeDoesNotCostTheFirstUndoCode() {
        changeAddress();
        var code = stack.newestCode(phone.email());
        browser.sendCode("change");
        var third = TestStack.freshEmail();
        assertThat(browser.changeEmail(third, stack.newestCode(next)).statusCode())
                .isEqualTo(200);
        assertThat(undo(phone.email(), code).statusCode()).isEqualTo(200);
        assertThat(undo(next, stack.newestCode(next)).statusCode())
                .as("the address in between")
                .isEqualTo(400);
        phone(phone.email()).signIn("true");
    }

    private Device phone(String email) {
        return login -> {
            stack.advance("PT11M");
            var app = new TestApp(stack, email, "another phone");
            assertThat(app.register(login).statusCode()).isEqualTo(200);
            app.signIn();
        };
    }

    private interface Device {
        void signIn(String login);
    }

    /** Changes the address as the portal does, which stays signed in. */
    private void changeAddress() {
        browser.withHeader("X-Account-Client", "portal");
        browser.sendCode("change");
        assertThat(browser.changeEmail(next, stack.newestCode(phone.email())).statusCode())
                .isEqualTo(200);
        assertThat(browser.signedInAs()).isEqualTo(next);
    }

    private HttpResponse<byte[]> confirm(TestBrowser from, String code) {
        return from.post("/mapapi/auth/confirm-email", Map.of(), "{\"token\":\"%s\"}".formatted(code));
    }

    private HttpResponse<byte[]> undo(String email, String code) {
        return new TestBrowser(stack)
                .post(
                        "/mapapi/auth/undo-change-email",
                        Map.of(),
                        "{\"username\":\"%s\",\"token\":\"%s\"}".formatted(email, code));
    }

    private static boolean isUnproven(TestBrowser from) {
        return TestStack.json(from.info()).path("unproven").asBoolean();
    }

    private com.fasterxml.jackson.databind.JsonNode accountInfo() {
        return TestStack.json(browser.get("/mapapi/get-account-info", Map.of())).path("info");
    }

    private String newestMail(String email) {
        var messages =
                TestStack.json(stack.get("/local/inbox", Map.of("to", email))).path("messages");
        return messages.path(messages.size() - 1).path("text").asText();
    }

    private static TestBrowser webSession(TestApp app) {
        var session = new TestBrowser(app.stack());
        session.register(app.email(), false);
        session.activate(app.email(), app.stack().newestCode(app.email()), PASSWORD);
        session.login(app.email(), PASSWORD);
        return session;
    }
}
