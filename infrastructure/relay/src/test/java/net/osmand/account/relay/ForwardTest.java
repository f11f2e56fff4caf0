package net.osmand.account.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests requests to the API and to the other host, and their answers. */
class ForwardTest {
    @TempDir
    Path spool;

    private TestRelay relay;

    @BeforeEach
    void start() throws Exception {
        relay = new TestRelay(spool);
    }

    @AfterEach
    void stop() {
        relay.close();
    }

    @Test
    void statesTheCallersAddressTogetherWithTheSecret() throws Exception {
        relay.get("/userdata/list-files?deviceid=7&accessToken=t", "X-Forwarded-For", "198.51.100.1, 203.0.113.7");

        var seen = relay.api.seen().getFirst();
        assertThat(seen.target()).isEqualTo("/userdata/list-files?deviceid=7&accessToken=t");
        assertThat(seen.header("x-proxy-client-address")).isEqualTo("203.0.113.7");
        assertThat(seen.header("x-proxy-secret")).isEqualTo(TestRelay.SECRET);
        assertThat(seen.header("x-forwarded-for")).isNull();
        assertThat(relay.rest.seen()).isEmpty();
    }

    @Test
    void dropsWhatCallersStateThemselves() throws Exception {
        relay.get(
                "/mapapi/auth/info",
                "X-Proxy-Secret",
                "guess",
                "X-Proxy-Client-Address",
                "198.51.100.1",
                "X-Origin-Secret",
                "guess",
                "X-Viewer-Address",
                "198.51.100.1",
                "Forwarded",
                "for=198.51.100.1",
                "Cookie",
                "session=1");

        var seen = relay.api.seen().getFirst();
        assertThat(seen.headers())
                .containsEntry("x-proxy-client-address", "127.0.0.1")
                .containsEntry("x-proxy-secret", TestRelay.SECRET)
                .containsEntry("cookie", "session=1")
                .doesNotContainKeys("x-origin-secret", "x-viewer-address", "forwarded");
    }

    @Test
    void givesTheOtherHostNoCredentialAndNoAddress() throws Exception {
        relay.rest.answer("/tiles/1", 200, Map.of("Set-Cookie", "a=1", "Clear-Site-Data", "*", "ETag", "x"), "tile");

        var answer = relay.get(
                "/tiles/1?z=3&deviceid=7&accessToken=t",
                "Cookie",
                "session=1",
                "Authorization",
                "Bearer t",
                "deviceid",
                "7",
                "accessToken",
                "t",
                "X-Forwarded-For",
                "203.0.113.7",
                "X-Real-IP",
                "203.0.113.7",
                "X-Proxy-Secret",
                "guess",
                "Referer",
                "https://cloud.example.org/?accessToken=t",
                "User-Agent",
                "OsmAnd");

        assertThat(answer.body()).isEqualTo("tile");
        assertThat(answer.headers().map()).containsKey("etag").doesNotContainKeys("set-cookie", "clear-site-data");
        var seen = relay.rest.seen().getFirst();
        assertThat(seen.target()).isEqualTo("/tiles/1?z=3");
        assertThat(seen.headers().keySet())
                .contains("user-agent")
                .isSubsetOf("user-agent", "host", "connection", "accept", "accept-encoding", "content-length");
        assertThat(relay.api.seen()).isEmpty();
    }

    @Test
    void givesTheOtherHostFormsWithoutCredentials() throws Exception {
        relay.send(
                "POST",
                "/other/form",
                BodyPublishers.ofString("a=1&accessToken=t&deviceid=7"),
                "Content-Type",
                "application/x-www-form-urlencoded");

        assertThat(relay.rest.seen().getFirst().bytes()).isEqualTo("a=1".length());
    }

    @Test
    void streamsBodiesInChunksToTheApiWithALength() throws Exception {
        var form = "email=a%40example.org".getBytes(StandardCharsets.UTF_8);

        relay.send(
                "POST",
                "/userdata/user-register",
                BodyPublishers.ofInputStream(() -> TestUpload.ascii(new String(form, StandardCharsets.UTF_8))));

        var seen = relay.api.seen().getFirst();
        assertThat(seen.bytes()).isEqualTo(form.length);
        assertThat(seen.header("content-length")).isEqualTo(Integer.toString(form.length));
    }

    @Test
    void passesRedirectsOnUnchanged() throws Exception {
        relay.api.answer("/userdata/download-file", 302, Map.of("Location", "https://bucket.example.org/x?y=1"), "");

        var answer = relay.get("/userdata/download-file?name=x");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("location")).contains("https://bucket.example.org/x?y=1");
    }

    @Test
    void passesSeveralCookiesOfTheApiOn() throws Exception {
        relay.api.answer("/mapapi/auth/login", 200, Map.of("Set-Cookie", "session=1; HttpOnly"), "{}");

        assertThat(relay.get("/mapapi/auth/login").headers().allValues("set-cookie"))
                .containsExactly("session=1; HttpOnly");
    }

    @Test
    void replacesErrorsOfTheGateway() throws Exception {
        relay.api.answer(
                "/userdata/list-files",
                503,
                Map.of("Content-Type", "application/json"),
                "{\"message\":\"Service Unavailable\"}");

        var answer = relay.get("/userdata/list-files");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("\"errorCode\":6");
    }

    @Test
    void answersAnErrorOfTheProtocolWhileTheApiIsDown() throws Exception {
        relay.api.close();

        var answer = relay.get("/userdata/list-files");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("\"errorCode\":6", "not reachable");
        assertThat(relay.get("/relay/health").statusCode()).isEqualTo(200);
    }

    @Test
    void answers404WithoutAnotherHostAndForTrackDataOnRequest() throws Exception {
        try (var closed = new TestRelay(spool.resolve("closed"), from -> restAndTracks(from, Optional.empty(), false));
                var careful = new TestRelay(spool.resolve("careful"), from -> restAndTracks(from, from.rest(), true))) {
            assertThat(closed.get("/tiles/1").statusCode()).isEqualTo(404);
            assertThat(careful.send("POST", "/gpx/process-track-data", BodyPublishers.ofString("track"))
                            .statusCode())
                    .isEqualTo(404);
            assertThat(careful.rest.seen()).isEmpty();
            assertThat(careful.get("/gpx/other").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void refusesPathsThatTwoServersCouldReadDifferently() throws Exception {
        for (var path : new String[] {
            "/tiles/..%2fuserdata/list-files", "/tiles/%2e%2e/userdata/list-files", "/userdata//list-files"
        }) {
            assertThat(relay.get(path).statusCode()).as(path).isEqualTo(400);
        }
        assertThat(relay.get("/tiles/../userdata/list-files").statusCode()).isEqualTo(400);
        assertThat(relay.api.seen()).isEmpty();
        assertThat(relay.rest.seen()).isEmpty();
    }

    @Test
    void logsNoAddressNoTokenAndNoQuery() throws Exception {
        relay.get("/userdata/list-files?deviceid=7&accessToken=verysecret", "X-Forwarded-For", "203.0.113.7");
        relay.get("/v1/uploads/identifier", "Authorization", "Bearer verysecret");
        relay.get("/private/path");

        // The log line is written after the answer.
        Eventually.is(
                "logged",
                () -> relay.log.toString(StandardCharsets.UTF_8).lines().count() == 3);
        var log = relay.log.toString(StandardCharsets.UTF_8);
        assertThat(log.lines()).hasSize(3).allMatch(line -> line.startsWith("{\"time\":") && line.endsWith("}"));
        assertThat(log)
                .contains("\"path\":\"/userdata/\"", "\"status\":200")
                .doesNotContain("verysecret", "203.0.113.7", "127.0.0.1", "accessToken", "identifier", "private");
    }

    private static Settings restAndTracks(Settings from, Optional<URI> rest, boolean noTrackData) {
        return new Settings(
                from.api(),
                rest,
                from.web(),
                from.secret(),
                from.listen(),
                from.tls(),
                from.trustedProxies(),
                noTrackData,
                from.spool(),
                from.limits());
    }
}
