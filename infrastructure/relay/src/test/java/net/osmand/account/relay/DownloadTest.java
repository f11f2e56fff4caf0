package net.osmand.account.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests downloads of the web client that are too large for the API. */
class DownloadTest {
    private static final String LINK = "/v1/files/link?type=GPX&name=large%20file.gpx";
    private static final String TARGET = "/mapapi/download-file?type=GPX&name=large%20file.gpx";

    private static final String MORE_THAN_BUFFERS = "x".repeat(64 << 20);

    @TempDir
    Path spool;

    private TestRelay relay;

    @BeforeEach
    void start() throws Exception {
        relay = new TestRelay(spool);
        relay.api.answer(
                "/mapapi/download-file",
                400,
                Map.of("Content-Type", "text/plain", "Link", "<" + LINK + ">; rel=\"alternate\""),
                "This file is too large.");
        relay.api.answer("/v1/files/link", 200, Map.of(), "{\"url\":\"" + relay.api.uri() + "/bucket/x?signature=1\"}");
        relay.api.answer(
                "/bucket/x",
                200,
                Map.of(
                        "Content-Type", "application/octet-stream",
                        "Content-Disposition", "attachment; filename=large%20file.gpx",
                        "x-amz-id-2", "internal"),
                "the bytes");
    }

    @AfterEach
    void stop() {
        relay.close();
    }

    @Test
    void streamsLargeFilesFromS3WithoutARedirect() throws Exception {
        var answer = relay.get(TARGET, "Cookie", StubApi.SESSION, "Accept-Encoding", "gzip");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("the bytes");
        assertThat(answer.headers().firstValue("content-length")).contains("9");
        assertThat(answer.headers().firstValue("content-disposition"))
                .contains("attachment; filename=large%20file.gpx");
        assertThat(answer.headers().map()).doesNotContainKey("x-amz-id-2");
    }

    @Test
    void asksForTheLinkWithTheCallersSessionAndS3WithNothing() throws Exception {
        relay.get(TARGET, "Cookie", StubApi.SESSION);

        var link = relay.api.seen("GET", "/v1/files/link").getFirst();
        assertThat(link.target()).isEqualTo(LINK);
        assertThat(link.header("cookie")).isEqualTo(StubApi.SESSION);
        var bytes = relay.api.seen("GET", "/bucket/x").getFirst();
        assertThat(bytes.headers()).doesNotContainKeys("cookie", "x-proxy-secret", "x-proxy-client-address");
    }

    @Test
    void passesSmallFilesAndErrorsOn() throws Exception {
        relay.api.answer("/mapapi/download-file", 404, Map.of("Content-Type", "application/json"), "{\"error\":{}}");

        assertThat(relay.get(TARGET).body()).isEqualTo("{\"error\":{}}");
        relay.api.answer("/mapapi/download-file", 200, Map.of("Content-Encoding", "gzip"), "small");
        assertThat(relay.get(TARGET).body()).isEqualTo("small");
        assertThat(relay.api.seen("GET", "/v1/files/link")).isEmpty();
    }

    @Test
    void answersAnErrorIfS3HasNone() throws Exception {
        relay.api.answer("/bucket/x", 403, Map.of(), "<Error/>");

        assertThat(relay.get(TARGET).statusCode()).isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip"})
    void breaksTheConnectionIfS3BreaksOffInTheMiddle(String accepted) {
        var content = TestUpload.gzip("the bytes".repeat(100_000));
        relay.api.answer("/bucket/x", 200, Map.of("Content-Encoding", "gzip"), content);
        relay.api.cutOff = seen -> seen.path().equals("/bucket/x");

        assertThatThrownBy(() -> relay.get(TARGET, "Accept-Encoding", accepted)).isInstanceOf(IOException.class);

        relay.api.cutOff = _ -> false;
        assertThatCode(() -> relay.get(TARGET, "Accept-Encoding", accepted)).doesNotThrowAnyException();
    }

    @Tag("slow")
    @Test
    void stopsReadingFromS3IfTheCallerLeaves() throws Exception {
        relay.api.answer("/bucket/x", 200, Map.of(), MORE_THAN_BUFFERS);
        try (var caller = new RawDownload(relay.uri(), TARGET)) {
            assertThat(caller.read(1000)).startsWith("HTTP/1.1 200");
        }

        Eventually.is("S3 is left", () -> relay.api.unread.get() == 1);
    }

    @Test
    void endsDownloadsThatTheCallerDoesNotRead() throws Exception {
        relay.close();
        relay = new TestRelay(spool, from -> TestRelay.with(from, DisturbanceTest.limits(256 << 20, 500, 60_000)));
        relay.api.answer(
                "/mapapi/download-file", 400, Map.of("Link", "<" + LINK + ">; rel=\"alternate\""), "too large");
        relay.api.answer("/v1/files/link", 200, Map.of(), "{\"url\":\"" + relay.api.uri() + "/bucket/x\"}");
        relay.api.answer("/bucket/x", 200, Map.of(), MORE_THAN_BUFFERS);
        try (var caller = new RawDownload(relay.uri(), TARGET)) {
            assertThat(caller.read(1000)).startsWith("HTTP/1.1 200");

            Eventually.is("S3 is left", () -> relay.api.unread.get() == 1);
        }
    }
}
