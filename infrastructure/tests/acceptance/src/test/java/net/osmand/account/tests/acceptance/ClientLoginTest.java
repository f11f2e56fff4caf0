package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Tests the calls that the public web client makes at login and afterwards
 * (docs/protocol/portal.md#calls-at-login-of-the-web-client).
 */
@Tag("slow")
class ClientLoginTest {
    private static final String PASSWORD = "correct horse";

    private final TestStack stack = TestStack.shared();
    private final String email = TestStack.freshEmail();
    private final TestBrowser browser = TestBrowser.signedUp(stack, email, PASSWORD);

    @Test
    void addendum1_2NothingIsSharedWithMe() {
        for (var type : List.of("GPX", "FAVOURITES")) {
            var answer = browser.get("/share/get-shared-with-me", Map.of("type", type));
            assertThat(answer.statusCode()).as(type).isEqualTo(200);
            var list = TestStack.json(answer);
            assertThat(list.path("uniqueFiles").isArray()).as(type).isTrue();
            assertThat(list.path("uniqueFiles")).isEmpty();
            assertThat(list.has("allFiles")).isFalse();
            assertThat(list.path("userid").asInt()).isPositive();
            assertThat(list.path("maximumAccountSize").asLong()).isEqualTo(5_242_880L);
            for (var total : List.of("totalZipSize", "totalFileSize", "totalFiles", "totalFileVersions")) {
                assertThat(list.path(total).isIntegralNumber()).as(total).isTrue();
            }
        }
        assertThat(browser.get("/share/get-shared-with-me", Map.of()).statusCode())
                .isEqualTo(400);
        var anonymous = new TestBrowser(stack).get("/share/get-shared-with-me", Map.of("type", "GPX"));
        assertThat(anonymous.statusCode()).isEqualTo(401);
        assertThat(TestBrowser.text(anonymous)).isEqualTo("Unauthorized");
    }

    @Test
    void addendum1_3ThereAreNoSmartFolders() {
        assertThat(TestBrowser.text(browser.get("/mapapi/get-smart-folders", Map.of())))
                .isEqualTo("[]");
    }

    @Test
    void addendum1_4OtherServicesAreNotFoundAndNeverAnObject() throws Exception {
        for (var path : List.of(
                "/mapapi/oauth/connections",
                "/mapapi/oauth/enabled",
                "/mapapi/oauth/revoke",
                "/mapapi/oauth/scope",
                "/mapapi/garmin/status",
                "/mapapi/garmin/connect/start",
                "/mapapi/garmin/get-activity-types")) {
            assertThat(stack.page(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void addendum1_1TwoHundredDownloadsInARowMeetNoLimit() throws Exception {
        var gzip = TestApp.gzip("<gpx/>".getBytes(StandardCharsets.UTF_8));
        assertThat(browser.upload("FAVOURITES", "favorites-a.gpx", gzip).statusCode())
                .isEqualTo(200);
        var download = Map.of("type", "FAVOURITES", "name", "favorites-a.gpx");
        try (var pool = Executors.newFixedThreadPool(8)) {
            var downloads = IntStream.range(0, 200)
                    .<Callable<Integer>>mapToObj(_ ->
                            () -> browser.get("/mapapi/download-file", download).statusCode())
                    .toList();
            var statuses = new ArrayList<Integer>();
            for (var answer : pool.invokeAll(downloads)) {
                statuses.add(answer.get());
            }
            assertThat(statuses).containsOnly(200);
        }
    }

    @Test
    void addendum1_5AnExpiredSessionIsRedirectedWithoutEffect() {
        var expired = browser.copy();
        browser.post("/mapapi/auth/logout", Map.of(), "{}");
        for (var path : List.of("/mapapi/list-files", "/mapapi/get-account-info", "/mapapi/get-smart-folders")) {
            logsOut(expired.get(path, Map.of()));
        }
        var file = Map.of("type", "FAVOURITES", "name", "favorites.gpx");
        logsOut(expired.get("/mapapi/download-file", file));
        assertThat(stack.callsOf(() -> logsOut(expired.post("/mapapi/delete-file", file, "{}"))).stream()
                        .map(call -> call.path("operation").asText()))
                .doesNotContain("PutItem", "UpdateItem", "TransactWriteItems");
    }

    @Test
    void addendum1_5EachDataCallOfAnExpiredSessionIsRedirected() {
        var expired = browser.copy();
        browser.post("/mapapi/auth/logout", Map.of(), "{}");
        TestStack.API.operations().stream()
                .filter(operation -> operation.path().startsWith("/mapapi/"))
                .filter(operation -> !operation.path().startsWith("/mapapi/auth/"))
                .forEach(operation -> logsOut(
                        operation.method().equals("GET")
                                ? expired.get(operation.path(), Map.of())
                                : expired.post(operation.path(), Map.of(), "{}")));
    }

    @Test
    void addendum1_5OthersGet401() {
        var expired = browser.copy();
        browser.post("/mapapi/auth/logout", Map.of(), "{}");
        assertThat(expired.get("/share/get-shared-with-me", Map.of("type", "GPX"))
                        .statusCode())
                .isEqualTo(401);
        var code = expired.sendCode("change");
        assertThat(code.statusCode()).isEqualTo(401);
        assertThat(TestBrowser.text(code)).isEqualTo("Unauthorized");
        assertThat(expired.get("/v1/usage", Map.of()).statusCode()).isEqualTo(401);
        assertThat(new TestBrowser(stack).get("/mapapi/list-files", Map.of()).statusCode())
                .as("without a cookie")
                .isEqualTo(401);
        expired.withHeader("X-Account-Client", "portal");
        assertThat(TestStack.errorCode(expired.get("/mapapi/list-files", Map.of())))
                .as("our portal")
                .isEqualTo(401);
        expired.withHeader("X-Account-Client", "")
                .withHeader("Authorization", "Bearer 00000001-0000-0000-0000-000000000000");
        assertThat(expired.get("/mapapi/list-files", Map.of()).statusCode())
                .as("a bearer token")
                .isEqualTo(401);
        expired.withHeader("Authorization", "").withHeader("Sec-Fetch-Site", "cross-site");
        assertThat(expired.post("/mapapi/delete-file", Map.of("type", "GPX", "name", "a"), "{}")
                        .statusCode())
                .as("another site's page")
                .isEqualTo(403);
    }

    @Test
    void addendum2_6EachRowOfTheWebHasItsUpdateTimeAsText() {
        browser.upload("FAVOURITES", "favorites.gpx", TestApp.gzip(new byte[] {1}));
        browser.upload("FAVOURITES", "favorites.gpx", TestApp.gzip(new byte[] {2}));
        var list = TestStack.json(browser.get("/mapapi/list-files", Map.of("allVersions", "true")));
        var rows = Stream.of("allFiles", "uniqueFiles")
                .flatMap(name -> list.path(name).valueStream())
                .toList();
        assertThat(rows).hasSize(3);
        assertThat(rows)
                .allSatisfy(row -> assertThat(row.path("updatetime").asText())
                        .matches("[A-Z][a-z]{2} \\d{1,2}, \\d{4}, \\d{1,2}:\\d{2}:\\d{2} [AP]M"));
    }

    @Test
    void addendum2_6RowsOfAppsStayShort() {
        var app = TestApp.signedUp(stack);
        app.store("FAVOURITES", "favorites.gpx", "<gpx/>");
        assertThat(app.list().path("allFiles").path(0).has("updatetime")).isFalse();
    }

    @Test
    void listsSeveralTypesThatAreParametersOfTheirOwn() {
        browser.upload("FAVOURITES", "favorites.gpx", TestApp.gzip(new byte[] {1}));
        browser.upload("PROFILE", "car.json", TestApp.gzip(new byte[] {1}));
        browser.upload("GLOBAL", "general_settings.json", TestApp.gzip(new byte[] {1}));
        var answer = browser.send(HttpRequest.newBuilder(stack.uri("/mapapi/list-files?type=PROFILE&type=FAVOURITES")));
        assertThat(TestStack.json(answer)
                        .path("uniqueFiles")
                        .valueStream()
                        .map(row -> row.path("type").asText()))
                .containsExactlyInAnyOrder("PROFILE", "FAVOURITES");
    }

    @Test
    void addendum2_8ThePaletteIsPlainText() {
        assertThat(palette().statusCode()).isEqualTo(200);
        assertThat(TestBrowser.text(palette())).isEmpty();
        var app = TestApp.signedUp(stack).grantPro();
        app.store("FILE", "color-palette/user_palette_default.txt", "# colours\n1,255,0,0\n");
        var answer = TestBrowser.of(app).get("/mapapi/get-color-palette", Map.of());
        assertThat(TestBrowser.text(answer)).isEqualTo("# colours\n1,255,0,0\n");
        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("text/plain");
        app.delete("FILE", "color-palette/user_palette_default.txt");
        assertThat(TestBrowser.text(TestBrowser.of(app).get("/mapapi/get-color-palette", Map.of())))
                .isEmpty();
    }

    private HttpResponse<byte[]> palette() {
        return browser.get("/mapapi/get-color-palette", Map.of());
    }

    /** The web client does not follow the redirect. It treats the redirect as the end of the session. */
    private static void logsOut(HttpResponse<byte[]> followed) {
        var redirect = followed.previousResponse().orElseThrow();
        assertThat(redirect.statusCode()).isEqualTo(302);
        assertThat(redirect.headers().firstValue("location")).contains("/map/account/");
        assertThat(redirect.headers().firstValue("cache-control")).contains("no-store");
        assertThat(redirect.headers().firstValue("content-length").orElse("0")).isEqualTo("0");
    }
}
