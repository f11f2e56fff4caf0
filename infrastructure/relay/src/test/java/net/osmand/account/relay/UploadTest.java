package net.osmand.account.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests uploads of apps and browsers: small ones to the API, large ones to S3, and the errors that callers see. */
class UploadTest {
    private static final String OK_DIRECT =
            "{\"filesize\":77,\"zipfilesize\":%d,\"updatetime\":1234567890123,\"clienttime\":42,\"type\":\"FILE\",\"name\":\"%s\",\"status\":\"ok\"}";

    @TempDir
    Path spool;

    private TestRelay relay;

    @BeforeEach
    void start() throws Exception {
        relay = new TestRelay(spool);
    }

    @AfterEach
    void stop() throws Exception {
        assertThat(relay.spooled()).isEmpty();
        relay.close();
    }

    @Test
    void passesSmallUploadsOnUnchanged() throws Exception {
        var upload = new TestUpload(3 << 20);

        var answer = relay.upload(TestRelay.appUpload("small"), upload);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"ok\"}");
        var seen = relay.api.seen("POST", "/userdata/upload-file").getFirst();
        assertThat(seen.bytes()).isEqualTo(upload.length());
        assertThat(seen.header("content-length")).isEqualTo(Long.toString(upload.length()));
        assertThat(seen.header("content-type")).isEqualTo(TestUpload.CONTENT_TYPE);
        assertThat(relay.api.seen("POST", "/v1/uploads")).isEmpty();
    }

    @Test
    void sendsUploadsOfSixMegabytesToS3AsOnePiece() throws Exception {
        var upload = new TestUpload(6 << 20);

        var answer = relay.upload(TestRelay.appUpload("übung/6 MB"), upload);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(OK_DIRECT.formatted(6 << 20, "übung/6 MB"));
        assertThat(relay.api.stored())
                .containsExactly(new StubApi.Stored("FILE", "übung/6 MB", 6 << 20, upload.digests(), true));
    }

    @Tag("slow")
    @Test
    void sendsLargeUploadsToS3InParts() throws Exception {
        var upload = new TestUpload((40 << 20) + 5);

        var answer = relay.upload(TestRelay.appUpload("40"), upload);

        assertThat(answer.body()).isEqualTo(OK_DIRECT.formatted((40 << 20) + 5, "40"));
        assertThat(relay.api.stored())
                .containsExactly(new StubApi.Stored("FILE", "40", (40 << 20) + 5, upload.digests(), true));
        assertThat(relay.api.stored().getFirst().sha256().split(" ")).hasSize(6);
    }

    @Test
    void usesTheCallersTokenAndNoCookie() throws Exception {
        relay.upload(TestRelay.appUpload("6"), new TestUpload(6 << 20), "Cookie", "other=1");

        var start = relay.api.seen("POST", "/v1/uploads").getFirst();
        assertThat(start.header("authorization")).isEqualTo("Bearer " + StubApi.TOKEN);
        assertThat(start.header("cookie")).isNull();
        assertThat(start.header("x-proxy-secret")).isEqualTo(TestRelay.SECRET);
        assertThat(start.header("x-proxy-client-address")).isEqualTo("127.0.0.1");
    }

    @Test
    void usesTheSessionAndTheOriginOfABrowser() throws Exception {
        var answer = relay.upload(
                "/mapapi/upload-file?type=GPX&name=a.gpx",
                new TestUpload(6 << 20),
                "Cookie",
                StubApi.SESSION,
                "Sec-Fetch-Site",
                "same-origin");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"ok\"}");
        var start = relay.api.seen("POST", "/v1/uploads").getFirst();
        assertThat(start.header("cookie")).isEqualTo(StubApi.SESSION);
        assertThat(start.header("sec-fetch-site")).isEqualTo("same-origin");
    }

    @Test
    void passesTheRefusalOfAWrongTokenBackBeforeTheBodyIsSpooled() throws Exception {
        var answer = relay.upload(TestRelay.appUpload("6").replace(StubApi.TOKEN, "wrong"), new TestUpload(32 << 20));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo("{\"error\":{\"errorCode\":105,\"message\":\"device id or access token rejected\"}}");
        assertThat(relay.api.seen("POST", "/v1/uploads")).isEmpty();
    }

    @Test
    void passesTheRedirectOfAnEndedSessionBack() throws Exception {
        var answer = relay.upload(
                "/mapapi/upload-file?type=GPX&name=a.gpx", new TestUpload(6 << 20), "Cookie", "session=old");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("location")).contains("/map/account/");
    }

    @Test
    void answersRefusalsOfTheStartAsUploadFileDoes() throws Exception {
        relay.api.answer(
                "/v1/uploads",
                400,
                Map.of("Content-Type", "application/problem+json"),
                "{\"type\":\"about:blank\",\"title\":\"Bad Request\",\"status\":400,\"detail\":\"full\",\"code\":108}");

        var answer = relay.upload(TestRelay.appUpload("6"), new TestUpload(6 << 20));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"error\":{\"errorCode\":108,\"message\":\"full\"}}");
    }

    @Test
    void answersAFailedCheckAsUploadFileDoesAndFreesTheQuota() throws Exception {
        relay.api.failure = "not one gzip";

        var answer = relay.upload(TestRelay.appUpload("6"), new TestUpload(6 << 20));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"error\":{\"errorCode\":107,\"message\":\"not one gzip\"}}");
        assertThat(relay.api.stored()).isEmpty();
        assertThat(relay.api.openUploads()).isZero();
    }

    @Test
    void refusesWhatIsNoGzipWithoutAskingForAnUpload() throws Exception {
        var body = "--CowMooCowMooCowCowCow\r\ncontent-disposition: form-data; name=\"file\"\r\n\r\n"
                + "x".repeat(6 << 20) + "\r\n--CowMooCowMooCowCowCow--\r\n";

        var answer = relay.upload(TestRelay.appUpload("6"), TestUpload.ascii(body));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"errorCode\":107");
        assertThat(relay.api.seen("POST", "/v1/uploads")).isEmpty();
    }

    @Tag("slow")
    @Test
    void refusesFilesAboveTheLimitWithASentence() throws Exception {
        var answer = relay.upload(TestRelay.appUpload("large"), new TestUpload(65L << 20));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"error\":{\"errorCode\":108,\"message\":\"This server takes files of up to 64 MB. This file"
                                + " is larger.\"}}");
    }

    @Test
    void answersMissingParametersAsTheApiDoes() throws Exception {
        var answer = relay.upload("/userdata/upload-file?deviceid=7&type=FILE", new TestUpload(6 << 20));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo("{\"status\":400,\"error\":\"Bad Request\",\"path\":\"/userdata/upload-file\"}");
    }

    @Test
    void passesMalformedSmallBodiesOnToTheTolerantReaderOfTheApi() throws Exception {
        relay.send("POST", TestRelay.appUpload("x"), BodyPublishers.ofString("nonsense"));

        assertThat(relay.api.seen("POST", "/userdata/upload-file").getFirst().bytes())
                .isEqualTo(8);
    }

    @Tag("slow")
    @Test
    void sendsPartsAgainThatS3Refuses() throws Exception {
        var failures = new AtomicInteger();
        relay.api.broken = request -> request.path().endsWith("/2") && failures.getAndIncrement() < 2;

        var answer = relay.upload(TestRelay.appUpload("20"), new TestUpload(20 << 20));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(failures).hasValueGreaterThan(2);
    }

    @Test
    void repeatsCallsThatTheApiIsTooBusyFor() throws Exception {
        var failures = new AtomicInteger();
        relay.api.broken = request -> request.path().endsWith("/complete") && failures.getAndIncrement() < 1;

        var answer = relay.upload(TestRelay.appUpload("6"), new TestUpload(6 << 20));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(relay.api.stored()).hasSize(1);
    }

    @Test
    void sendsSmallUploadsOnceMoreIfAConnectionBreaks() throws Exception {
        var failures = new AtomicInteger();
        relay.api.broken = _ -> failures.getAndIncrement() < 1;

        var answer = relay.upload(TestRelay.appUpload("small"), new TestUpload(1 << 20));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(relay.api.stored()).hasSize(1);
    }

    @Tag("slow")
    @Test
    void repeatsTheCheckOfTheCaller() throws Exception {
        var failures = new AtomicInteger();
        relay.api.broken =
                seen -> seen.path().equals("/userdata/check-file-on-server") && failures.getAndIncrement() < 6;

        assertThat(relay.upload(TestRelay.appUpload("6"), new TestUpload(6 << 20))
                        .statusCode())
                .isEqualTo(200);
    }

    @Tag("slow")
    @Test
    void waitsForAnApiThatIsRestarted() throws Exception {
        try (var upload = new RawUpload(relay.uri(), TestRelay.appUpload("20"), new TestUpload(20 << 20))) {
            upload.send(10 << 20);
            Eventually.is(
                    "checked",
                    () -> !relay.api
                            .seen("GET", "/userdata/check-file-on-server")
                            .isEmpty());
            relay.api.stop();
            upload.sendAll();
            // Longer than the second attempt of a call.
            Thread.sleep(2000);
            relay.api.listen();

            assertThat(upload.status()).contains("200");
        }
        assertThat(relay.api.seen("POST", "/v1/uploads")).hasSize(1);
        assertThat(relay.api.stored()).hasSize(1);
    }

    @Test
    void repeatsAStartWhoseAnswerIsLostOnceOnly() throws Exception {
        relay.api.broken = seen -> seen.path().equals("/v1/uploads");

        var answer = relay.upload(TestRelay.appUpload("6"), new TestUpload(6 << 20));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(relay.api.seen("POST", "/v1/uploads")).hasSize(2);
    }
}
