package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests the changes after a cursor, requested with a device's token and with a portal session. */
class ChangesSinceTest {
    private static final String TYPE = "FAVOURITES";
    private static final String SINCE = "/v1/changes/since";

    private final TestStack stack = TestStack.shared();
    private final TestApp phone = TestApp.signedUp(stack);

    @Test
    void everythingThatHappensIsToldAndRemovalsToo() {
        var cursor = begin();
        var first = phone.store(TYPE, "a.gpx", "one");
        var second = phone.store(TYPE, "a.gpx", "two");
        phone.store(TYPE, "b.gpx", "b");
        phone.delete(TYPE, "b.gpx");
        var page = ask(cursor);
        assertThat(page.path("items"))
                .extracting(item -> item.path("name").asText() + " "
                        + item.path("status").asText() + " "
                        + item.path("filesize").asInt())
                .containsExactly("a.gpx ADDED 3", "a.gpx MODIFIED 3", "b.gpx ADDED 1", "b.gpx DELETED -1");
        assertThat(page.path("removed")).isEmpty();
        assertThat(page.path("more").asBoolean()).isFalse();

        // The server repeats a change until no write of that time can still be in flight.
        stack.advance("PT6M");
        page = ask(page.path("cursor").asText());
        assertThat(page.path("items")).hasSize(4);
        phone.deleteVersion(TYPE, "a.gpx", first);
        page = ask(page.path("cursor").asText());
        assertThat(page.path("items")).isEmpty();
        assertThat(page.path("removed").toString())
                .isEqualTo("[{\"type\":\"FAVOURITES\",\"name\":\"a.gpx\",\"updatetimes\":[%d]}]".formatted(first));

        var marker = phone.list().path("allFiles").path(0).path("updatetimems").asLong();
        var body = "[{\"name\":\"b.gpx\",\"type\":\"FAVOURITES\",\"updatetime\":%d}]".formatted(marker);
        stack.postJson("/userdata/empty-trash", phone.with(Map.of()), body);
        page = ask(page.path("cursor").asText());
        assertThat(page.path("removed").path(1).path("name").asText()).isEqualTo("b.gpx");
        assertThat(page.path("removed").path(1).path("updatetimes")).hasSize(2);
        assertThat(phone.content(TYPE, "a.gpx", second)).isEqualTo("two");
    }

    @Test
    void anUnchangedAccountCostsOneReadAndUnder300Bytes() {
        phone.store(TYPE, "a.gpx", "one");
        phone.delete(TYPE, "a.gpx");
        phone.store(TYPE, "b.gpx", "one");
        var cursor = begin();
        assertThat(ask(cursor).path("items"))
                .as("told again until it is settled")
                .hasSize(3);
        // After six minutes no request can still add rows, so the server does not even query for them.
        stack.advance("PT6M");
        var settled = ask(cursor).path("cursor").asText();
        isUnchanged(isUnchanged(settled));
        phone.deleteVersion(TYPE, "b.gpx", newest());
        stack.advance("PT6M");
        isUnchanged(ask(settled).path("cursor").asText());
    }

    /** Checks that the answer reads nothing except what authentication reads. */
    private String isUnchanged(String cursor) {
        var answers = new ArrayList<HttpResponse<byte[]>>();
        var calls = stack.callsOf(() -> answers.add(since(phone, cursor)));
        var answer = answers.getFirst();
        assertThat(answer.body()).hasSizeLessThan(300);
        var page = TestStack.json(answer);
        assertThat(page.path("items")).isEmpty();
        assertThat(page.path("removed")).isEmpty();
        var files = calls.stream()
                .filter(call -> call.path("operation").asText().equals("Query"))
                .mapToInt(call -> call.path("count").asInt())
                .sum();
        // Authentication of a device may query the account's devices once.
        assertThat(files).isLessThanOrEqualTo(1);
        return page.path("cursor").asText();
    }

    @Test
    void aCursorThatIsNoneOfThisAccountIsRefused() {
        phone.store(TYPE, "a.gpx", "one");
        var other = TestApp.signedUp(stack);
        other.store(TYPE, "a.gpx", "one");
        var foreign = TestStack.json(since(other, "")).path("cursor").asText();
        var mine = begin();
        for (var cursor : List.of(foreign, "???", "AAAA", mine.substring(1), mine + "A")) {
            var answer = since(phone, cursor);
            assertThat(answer.statusCode()).as(cursor).isEqualTo(400);
            assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        }
        assertThat(stack.get(SINCE, Map.of()).statusCode()).isEqualTo(401);
    }

    @Test
    void portalsAskWithTheirSession() {
        var browser = new TestBrowser(stack);
        browser.register(phone.email(), false);
        browser.activate(phone.email(), stack.newestCode(phone.email()), "correct horse");
        browser.login(phone.email(), "correct horse");
        var cursor = TestStack.json(browser.get(SINCE, Map.of())).path("cursor").asText();
        phone.store(TYPE, "a.gpx", "one");
        assertThat(TestStack.json(browser.get(SINCE, Map.of("cursor", cursor))).path("items"))
                .hasSize(1);
    }

    private String begin() {
        var answer = ask("");
        assertThat(answer.path("reset").asBoolean()).isTrue();
        return answer.path("cursor").asText();
    }

    private JsonNode ask(String cursor) {
        var answer = since(phone, cursor);
        assertThat(answer.statusCode()).isEqualTo(200);
        return TestStack.json(answer);
    }

    private long newest() {
        return phone.list().path("uniqueFiles").path(0).path("updatetimems").asLong();
    }

    private HttpResponse<byte[]> since(TestApp app, String cursor) {
        var query = cursor.isEmpty() ? "" : "?" + TestStack.form(Map.of("cursor", cursor));
        return stack.send(HttpRequest.newBuilder(stack.uri(SINCE + query))
                .header("Authorization", "Bearer " + app.accessToken()));
    }
}
