package net.osmand.account.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests uploads with broken connections, slow callers, a full disk, and an API that becomes unreachable. */
@Tag("slow")
class DisturbanceTest {
    private static final int MIB = 1 << 20;

    @TempDir
    Path spool;

    @Test
    void forgetsAnUploadWhoseConnectionIsCut() throws Exception {
        try (var relay = new TestRelay(spool)) {
            try (var upload = new RawUpload(relay.uri(), TestRelay.appUpload("cut"), new TestUpload(20 * MIB))) {
                upload.send(6 * MIB);
                Eventually.is("spooled", () -> !relay.spooled().isEmpty());
            }

            Eventually.is("removed", () -> relay.spooled().isEmpty());
            assertThat(relay.api.seen("POST", "/v1/uploads")).isEmpty();
            assertThat(relay.upload(TestRelay.appUpload("cut"), new TestUpload(20 * MIB))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(relay.api.stored()).hasSize(1);
        }
    }

    @Test
    void storesOneWholeVersionIfTheCallerLeavesAfterTheLastByte() throws Exception {
        var content = new TestUpload(20 * MIB);
        try (var relay = new TestRelay(spool)) {
            relay.api.polls = 3;
            try (var upload = new RawUpload(relay.uri(), TestRelay.appUpload("left"), content)) {
                upload.sendAll();
                Eventually.is(
                        "completed",
                        () -> relay.api.seen().stream()
                                .anyMatch(seen -> seen.path().endsWith("/complete")));
            }

            Eventually.is("stored", () -> relay.api.stored().size() == 1);
            assertThat(relay.api.stored().getFirst().sha256()).isEqualTo(content.digests());
            Eventually.is("removed", () -> relay.spooled().isEmpty());
        }
    }

    @Test
    void endsConnectionsWithoutAByteForTooLong() throws Exception {
        try (var relay = new TestRelay(spool, from -> TestRelay.with(from, limits(256 * MIB, 2000, 60_000)));
                var upload = new RawUpload(relay.uri(), TestRelay.appUpload("idle"), new TestUpload(20 * MIB))) {
            upload.send(6 * MIB);

            assertThat(closes(upload)).isTrue();
            Eventually.is("removed", () -> relay.spooled().isEmpty());
            assertThat(relay.api.stored()).isEmpty();
        }
    }

    @Test
    void refusesCallersWhoTakeTooLong() throws Exception {
        try (var relay = new TestRelay(spool, from -> TestRelay.with(from, limits(256 * MIB, 5000, 500)));
                var upload = new RawUpload(relay.uri(), TestRelay.appUpload("slow"), new TestUpload(20 * MIB))) {
            upload.send(6 * MIB);
            Eventually.is("refused", () -> {
                upload.send(1);
                return relay.spooled().isEmpty();
            });
            upload.sendAll();

            assertThat(upload.status()).contains("408");
        }
    }

    @Test
    void keepsTheConnectionWhileTheApiChecks() throws Exception {
        try (var relay = new TestRelay(spool, from -> TestRelay.with(from, limits(256 * MIB, 2000, 60_000)))) {
            relay.api.polls = 6;

            assertThat(relay.upload(TestRelay.appUpload("6"), new TestUpload(6 * MIB))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void refusesUploadsForWhichTheDiskHasNoRoom() throws Exception {
        try (var relay = new TestRelay(spool, from -> TestRelay.with(from, limits(16 * MIB, 5000, 60_000)))) {
            var answer = relay.upload(TestRelay.appUpload("40"), new TestUpload(40 * MIB));

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("\"errorCode\":6");
            assertThat(relay.spooled()).isEmpty();
            assertThat(relay.upload(TestRelay.appUpload("6"), new TestUpload(6 * MIB))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void answersAnErrorIfTheApiGoesAwayInTheMiddle() throws Exception {
        try (var relay =
                new TestRelay(spool, from -> TestRelay.with(from, TestRelay.retryingFor(Duration.ofSeconds(1))))) {
            relay.api.broken =
                    seen -> seen.path().startsWith("/s3/") || seen.path().startsWith("/v1/uploads/");

            var answer = relay.upload(TestRelay.appUpload("20"), new TestUpload(20 * MIB));

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("\"errorCode\":6");
            assertThat(relay.spooled()).isEmpty();
            relay.api.broken = _ -> false;
            assertThat(relay.upload(TestRelay.appUpload("20"), new TestUpload(20 * MIB))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(relay.api.stored()).hasSize(1);
        }
    }

    @Test
    void freesTheQuotaIfS3IsAway() throws Exception {
        try (var relay =
                new TestRelay(spool, from -> TestRelay.with(from, TestRelay.retryingFor(Duration.ofSeconds(1))))) {
            relay.api.broken = seen -> seen.path().startsWith("/s3/");

            var answer = relay.upload(TestRelay.appUpload("20"), new TestUpload(20 * MIB));

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(relay.api.openUploads()).isZero();
        }
    }

    @Test
    void letsUploadsWaitForTheirTurn() throws Exception {
        try (var relay = new TestRelay(spool);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> running = new ArrayList<>();
            for (var i = 0; i < 12; i++) {
                var name = "file" + i;
                running.add(threads.submit(() -> relay.upload(TestRelay.appUpload(name), new TestUpload(5 * MIB))));
            }
            for (var one : running) {
                assertThat(one.get().statusCode()).isEqualTo(200);
            }
            assertThat(relay.api.stored()).hasSize(12);
            Eventually.is(
                    "idle",
                    () -> relay.get("/relay/health")
                            .body()
                            .equals("{\"status\":\"ok\",\"uploads\":0,\"spool_bytes\":0}"));
            assertThat(relay.log.toString(StandardCharsets.UTF_8)).doesNotContain("ERROR", "library");
        }
    }

    private static boolean closes(RawUpload upload) throws IOException {
        try {
            var status = upload.status();
            return status.isEmpty() || status.contains("408") || status.contains("50");
        } catch (IOException _) {
            return true;
        }
    }

    static Settings.Limits limits(long spool, int idleMillis, int totalMillis) {
        var from = TestRelay.LIMITS;
        return new Settings.Limits(
                from.uploadBytes(),
                spool,
                from.freeBytes(),
                from.uploads(),
                from.uploadsPerAddress(),
                from.connections(),
                Duration.ofMillis(idleMillis),
                Duration.ofMillis(totalMillis),
                from.check(),
                from.queue(),
                from.bytesPerSecond(),
                from.retry());
    }
}
