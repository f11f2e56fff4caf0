package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests the error bodies of dialogs: words that the public web client compares, sentences that it displays, and codes
 * as users type them.
 */
@Tag("slow")
class ClientTextsTest {
    private static final String PASSWORD = "correct horse";

    private final TestStack stack = TestStack.shared();
    private final String email = TestStack.freshEmail();
    private final TestBrowser dutch = new TestBrowser(stack).withHeader("Accept-Language", "nl-NL,nl;q=0.9,en;q=0.8");

    @Test
    void addendum6WordsThatAreComparedStayBare() {
        is(dutch.login(email, PASSWORD), "error_email");
        is(dutch.register("no address", true), "Email is not valid.");
        is(dutch.register(email, false), "error_email");
        dutch.register(email, true);
        is(dutch.validate(email, "000000"), "error_token");
        is(dutch.activate(email, "000000", PASSWORD), "error_token");
        dutch.activate(email, stack.newestCode(email), PASSWORD);
        is(dutch.login(email, "wrong"), "error_password");
    }

    @Test
    void addendum6TextsThatAreShownAreSentencesInTheUsersLanguage() {
        is(dutch.validate(email, "000000"), "Er is geen account met dit e-mailadres.");
        dutch.register(email, true);
        is(
                dutch.activate(email, stack.newestCode(email), "short"),
                "Dit wachtwoord is te eenvoudig. Kies een ander van ten minste 8 tekens.");
        dutch.activate(email, stack.newestCode(email), PASSWORD);
        is(
                dutch.post(
                        "/mapapi/auth/register",
                        Map.of("lang", "nl", "isNew", "true"),
                        "{\"username\":\"%s\"}".formatted(email)),
                "Dit e-mailadres is al geregistreerd.");
        var next = TestStack.freshEmail();
        var wrong = "De code is onjuist of verlopen. Vraag een nieuwe code aan.";
        is(dutch.changeEmail(next, "00000000"), wrong);
        is(dutch.changeEmail(email, "00000000"), "Dit is al het e-mailadres van het account.");
        is(dutch.changeEmail("no address", "00000000"), "Dit e-mailadres is niet geldig.");
        is(
                dutch.post(
                        "/mapapi/auth/send-code-to-new-email",
                        Map.of("action", "change", "email", next, "code", "00000000"),
                        "{}"),
                wrong);
        is(
                dutch.post(
                        "/mapapi/auth/send-code-to-new-email",
                        Map.of("action", "change", "email", "no address", "code", "00000000"),
                        "{}"),
                "Dit e-mailadres is niet geldig.");
        is(dutch.post("/mapapi/auth/delete-account", Map.of("token", "00000000"), "{}"), wrong);
        is(dutch.get("/mapapi/restore-file", restore()), "Dit bestand is niet gevonden.");
    }

    @Test
    void addendum6ALanguageThatWeDoNotHaveIsEnglish() {
        var browser = TestBrowser.signedUp(stack, email, PASSWORD).withHeader("Accept-Language", "xx;;;,-");
        is(
                browser.post("/mapapi/auth/delete-account", Map.of("token", "1"), "{}"),
                "The code is wrong or has expired. Please request a new one.");
        is(
                browser.post("/mapapi/auth/delete-account", Map.of("token", "1", "lang", "nl"), "{}"),
                "De code is onjuist of verlopen. Vraag een nieuwe code aan.");
    }

    @Test
    void addendum6OurPortalKeepsItsWordsAndCodes() {
        var portal = TestBrowser.signedUp(stack, email, PASSWORD)
                .withHeader("Accept-Language", "nl")
                .withHeader("X-Account-Client", "portal");
        is(portal.changeEmail(TestStack.freshEmail(), "00000000"), "error_token");
        is(portal.get("/mapapi/restore-file", restore()), "This file was not found.");
        portal.register(email, false);
        assertThat(TestStack.errorCode(portal.activate(email, stack.newestCode(email), "short")))
                .isEqualTo(112);
    }

    @Test
    void addendum6ALimitOnPasswordsIsTheWordThatTheDialogKnows() {
        TestBrowser.signedUp(stack, email, PASSWORD);
        for (var tries = 0; tries < 4; tries++) {
            dutch.login(email, "wrong");
        }
        var refused = dutch.login(email, PASSWORD);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(TestBrowser.text(refused)).isEqualTo("error_password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s %s", "%s-%s", " %s\u00a0%s ", "%s\u2011%s"})
    void addendum7CodesAreCleaned(String form) {
        dutch.register(email, true);
        var code = stack.newestCode(email);
        var half = code.length() / 2;
        var typed = form.formatted(code.substring(0, half), fullWidth(code.substring(half)));
        assertThat(dutch.validate(email, typed).statusCode()).isEqualTo(200);
    }

    @Test
    void addendum7EveryCallCleansACode() {
        var browser = TestBrowser.signedUp(stack, email, PASSWORD);
        var next = TestStack.freshEmail();
        browser.sendCode("change");
        var change = Map.of("action", "change", "email", next, "code", spaced(email));
        assertThat(browser.post("/mapapi/auth/send-code-to-new-email", change, "{}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(browser.changeEmail(next, spaced(next)).statusCode()).isEqualTo(200);
        var app = new TestApp(stack, next, "phone");
        app.register("true");
        app.becomeDevice(app.deviceRegister(spaced(next)));
        stack.postJson("/userdata/send-code", app.with(Map.of()), "{\"action\":\"delete\"}");
        var confirmed = "{\"username\":\"%s\",\"token\":\"%s\"}".formatted(next, spaced(next));
        assertThat(stack.postJson("/userdata/auth/confirm-code", Map.of(), confirmed)
                        .statusCode())
                .isEqualTo(200);
        browser.login(next, PASSWORD);
        var deletion = Map.of("token", spaced(next));
        assertThat(browser.post("/mapapi/auth/delete-account", deletion, "{}").statusCode())
                .isEqualTo(200);
    }

    /** The first Android release sends a code as a JSON number. */
    @Test
    void addendum7NumbersAreCodesInBothApis() {
        dutch.register(email, true);
        var body = "{\"username\":\"%s\",\"token\":%d,\"password\":\"%s\"}"
                .formatted(email, Integer.parseInt(stack.newestCode(email)), PASSWORD);
        assertThat(dutch.post("/mapapi/auth/activate", Map.of(), body).statusCode())
                .isEqualTo(200);
        var app = TestApp.signedUp(stack);
        stack.postJson("/userdata/send-code", app.with(Map.of()), "{\"action\":\"delete\"}");
        var number = Integer.parseInt(stack.newestCode(app.email()));
        var deletion = "{\"username\":\"%s\",\"token\":%d}".formatted(app.email(), number);
        assertThat(stack.postJson("/userdata/auth/confirm-code", Map.of(), deletion)
                        .statusCode())
                .isEqualTo(200);
        assertThat(stack.postJson("/userdata/delete-account", app.with(Map.of()), deletion)
                        .statusCode())
                .isEqualTo(200);
    }

    private static Map<String, String> restore() {
        return Map.of("type", "GPX", "name", "none.gpx", "updatetime", "1");
    }

    private String spaced(String mailedTo) {
        var code = stack.newestCode(mailedTo);
        return code.substring(0, 3) + "\u2009" + code.substring(3, 5) + "-" + code.substring(5);
    }

    private static String fullWidth(String digits) {
        return digits.chars()
                .map(digit -> digit - '0' + '\uff10')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static void is(HttpResponse<byte[]> answer, String text) {
        assertThat(TestBrowser.text(answer)).isEqualTo(text);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("text/plain");
    }
}
