package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Checks the number of AWS calls of each identity request, as stated in docs/security.md. */
@Tag("slow")
class IdentityCallsTest {
    private static final String PASSWORD = "correct horse";
    private static final Pattern ROW = Pattern.compile("\\| `((?:GET|POST) [^`]+)`[^|]*\\|[^|]*\\| *(\\d+) *\\|");

    private final TestStack stack = TestStack.shared();
    private final Map<String, Integer> calls = new TreeMap<>();

    @Test
    void areAsDocumented() throws IOException {
        // The first round also reads secrets.
        walk();
        stack.settle();
        stack.calls();
        calls.clear();
        walk();

        var documented = new TreeMap<String, Integer>();
        ROW.matcher(Files.readString(TestStack.root().resolve("docs/security.md")))
                .results()
                .forEach(row -> documented.put(row.group(1), Integer.valueOf(row.group(2))));
        assertThat(documented).isEqualTo(calls);
    }

    private void walk() {
        var app = new TestApp(stack, TestStack.freshEmail(), "phone");
        app.register("false");
        counted();
        app.signIn();
        counted();

        var email = TestStack.freshEmail();
        var browser = new TestBrowser(stack);
        browser.register(email, true);
        counted();
        browser.validate(email, stack.newestCode(email));
        counted();
        browser.activate(email, stack.newestCode(email), PASSWORD);
        counted();
        browser.login(email, PASSWORD);
        counted();
        browser.sendCode("change");
        counted();
        var next = TestStack.freshEmail();
        assertThat(browser.changeEmail(next, stack.newestCode(email)).statusCode())
                .isEqualTo(200);
        counted();
        changesPassword();
    }

    private void changesPassword() {
        var email = TestStack.freshEmail();
        var browser = TestBrowser.signedUp(stack, email, PASSWORD);
        new TestBrowser(stack).login(email, PASSWORD);
        stack.settle();
        stack.calls();
        var sessions = TestStack.json(browser.get("/v1/access", Map.of())).path("sessions");
        counted();
        // The ledger counts the call for the function's first route.
        browser.delete("/v1/access/sessions/" + other(sessions));
        counted();
        assertThat(calls).containsEntry("POST /v1/access/end-all", 3);
        browser.post(
                "/v1/password",
                Map.of(),
                "{\"password\":\"battery staple\",\"old_password\":\"%s\"}".formatted(PASSWORD));
        counted();
        browser.post("/v1/access/end-all", Map.of(), "{}");
        counted();
    }

    private static String other(JsonNode sessions) {
        return sessions.valueStream()
                .filter(session -> !session.path("current").asBoolean())
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
    }

    /** Records the calls of the newest request. Calls of later events belong to other functions and are ignored. */
    private void counted() {
        stack.settle();
        var newest = new TreeMap<String, Integer>();
        stack.calls().forEach(call -> {
            var route = call.path("route").asText();
            if (route.matches("(GET|POST) .*")) {
                newest.merge(route, call.path("count").asInt(), Integer::sum);
            }
        });
        calls.putAll(newest);
    }
}
