package net.osmand.account.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** mobile-userdata.md sections 6 and 7. */
class FilesTest {
    private static final String TYPE = "FAVOURITES";
    private static final String NAME = "favorites-Cafes.gpx";

    private final Stack stack = Stack.shared();

    @Test
    void anUploadedFileIsListedAndDownloadedByteForByteOnAnotherDevice() {
        var a = App.signedUp(stack);
        var gzip = App.gzip("<gpx>koffie ☕</gpx>".getBytes(StandardCharsets.UTF_8));
        var answer = a.upload(TYPE, NAME, gzip, 1767038009554L);
        assertThat(answer.headers().firstValue("content-encoding")).isEmpty();
        var stored = Stack.json(answer);
        assertThat(stored.path("status").asText()).isEqualTo("ok");

        var b = a.another("tablet");
        var listed = b.list().path("uniqueFiles").path(0);
        assertThat(listed.path("updatetimems").asLong())
                .isEqualTo(stored.path("updatetime").asLong());
        assertThat(listed.path("clienttimems").asLong()).isEqualTo(1767038009554L);
        var download = b.download(TYPE, NAME, listed.path("updatetimems").asLong());
        assertThat(download.body()).isEqualTo(gzip);
        assertThat(download.headers().firstValue("content-encoding")).hasValue("gzip");
    }

    @Test
    void versionsAreListedNewestFirstAndTheDeletionMarkerWithThem() {
        var app = App.signedUp(stack);
        var first = app.store(TYPE, NAME, "one");
        var second = app.store(TYPE, NAME, "two");
        app.delete(TYPE, NAME);
        var list = app.list();
        assertThat(times(list.path("allFiles"))).hasSize(3).isSortedAccordingTo((x, y) -> Long.compare(y, x));
        assertThat(list.path("allFiles").path(0).path("filesize").asInt()).isEqualTo(-1);
        assertThat(list.path("uniqueFiles").size()).isZero();
        assertThat(list.path("totalFileVersions").asInt()).isEqualTo(2);
        assertThat(app.content(TYPE, NAME, first)).isEqualTo("one");
        assertThat(app.content(TYPE, NAME, second)).isEqualTo("two");
    }

    @Test
    void removingTheDeletionMarkerRestoresTheFile() {
        var app = App.signedUp(stack);
        var time = app.store(TYPE, NAME, "kept");
        app.delete(TYPE, NAME);
        var marker = app.list().path("allFiles").path(0).path("updatetimems").asLong();
        assertThat(app.deleteVersion(TYPE, NAME, marker).statusCode()).isEqualTo(200);
        assertThat(app.list().path("uniqueFiles").path(0).path("updatetimems").asLong())
                .isEqualTo(time);
        assertThat(app.content(TYPE, NAME, time)).isEqualTo("kept");
        stack.advance("P40D");
        assertThat(app.content(TYPE, NAME, time)).isEqualTo("kept");
    }

    @Test
    void deletingAnUnknownOrDeletedFileIsAlwaysOk() {
        var app = App.signedUp(stack);
        assertThat(app.delete(TYPE, "never.gpx").statusCode()).isEqualTo(200);
        assertThat(app.delete(TYPE, "never.gpx").statusCode()).isEqualTo(200);
        assertThat(app.list().path("allFiles").size()).isEqualTo(1);
    }

    @Test
    void aMissingVersionIs106() {
        var app = App.signedUp(stack);
        app.store(TYPE, NAME, "x");
        assertThat(Stack.errorCode(app.download(TYPE, NAME, 5))).isEqualTo(106);
        assertThat(Stack.errorCode(app.download(TYPE, "other.gpx", 5))).isEqualTo(106);
        assertThat(Stack.errorCode(app.deleteVersion(TYPE, NAME, 5))).isEqualTo(106);
    }

    @Test
    void oddNamesRoundTrip() {
        var app = App.signedUp(stack);
        var names = List.of(
                "a/b + %41 # & ' \" ?.gpx",
                "line\r\nend.gpx", "é NFC.gpx", "e\u0301 NFD.gpx", "🚲🗺.gpx", "n".repeat(1000));
        for (var name : names) {
            var time = app.store(TYPE, name, name);
            assertThat(app.content(TYPE, name.replace("\n", "$0A").replace("\r", "$0D"), time))
                    .isEqualTo(name);
        }
        var listed = new ArrayList<String>();
        app.list().path("uniqueFiles").forEach(f -> listed.add(f.path("name").asText()));
        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(names.stream()
                        .map(n -> n.replace("\n", "$0A").replace("\r", "$0D"))
                        .toList());
    }

    @Test
    void whatIsNoSingleGzipIs107AndChangesNothing() {
        var app = App.signedUp(stack);
        var gzip = App.gzip("x".getBytes(StandardCharsets.UTF_8));
        var twice = new byte[gzip.length * 2];
        System.arraycopy(gzip, 0, twice, 0, gzip.length);
        System.arraycopy(gzip, 0, twice, gzip.length, gzip.length);
        for (var bad : List.of(new byte[0], "plain".getBytes(StandardCharsets.UTF_8), twice, cut(gzip))) {
            assertThat(Stack.errorCode(app.upload(TYPE, NAME, bad, 0))).isEqualTo(107);
        }
        assertThat(app.list().path("allFiles").size()).isZero();
        assertThat(app.upload(TYPE, NAME, App.gzip(new byte[0]), 0).statusCode())
                .isEqualTo(200);
    }

    private static byte[] cut(byte[] gzip) {
        return Arrays.copyOf(gzip, gzip.length - 3);
    }

    @Test
    void startMayNotUploadTracksNorLargeFiles() {
        var app = App.signedUp(stack);
        var small = App.gzip("x".getBytes(StandardCharsets.UTF_8));
        assertThat(Stack.errorCode(app.upload("GPX", "t.gpx", small, 0))).isEqualTo(102);
        var noise = new byte[2 << 20];
        new Random(1).nextBytes(noise);
        var answer = app.upload(TYPE, NAME, App.gzip(noise), 0);
        assertThat(Stack.errorCode(answer)).isEqualTo(108);
        var message = Stack.json(answer).path("error").path("message").asText();
        assertThat(message).startsWith("Maximum size of OsmAnd Cloud exceeded ");
        assertThat(message.length() - message.indexOf('.') - 1).isGreaterThanOrEqualTo(38);
    }

    @Test
    void tenParallelUploadsAllSucceedWithDistinctTimes() throws InterruptedException, ExecutionException {
        var app = App.signedUp(stack);
        var times = new HashSet<Long>();
        try (var pool = Executors.newFixedThreadPool(10)) {
            var uploads = new ArrayList<Future<Long>>();
            IntStream.range(0, 20).forEach(i -> uploads.add(pool.submit(() -> app.store(TYPE, "f" + i % 10, "v" + i))));
            for (var upload : uploads) {
                times.add(upload.get());
            }
        }
        assertThat(times).hasSize(20);
        assertThat(app.list().path("allFiles").size()).isEqualTo(20);
    }

    @Test
    void anUploadMakesFiveCallsAndListsNothing() {
        var app = App.signedUp(stack);
        app.store(TYPE, NAME, "one");
        stack.calls();
        app.store(TYPE, NAME, "two");
        var total = 0;
        for (var call : stack.calls()) {
            assertThat(call.path("operation").asText()).doesNotContain("List");
            total += call.path("count").asInt();
        }
        assertThat(total).isEqualTo(5);
    }

    @Test
    void theTrashEndsAfterThirtyDaysAndNothingComesBack() {
        var app = App.signedUp(stack);
        var time = app.store(TYPE, NAME, "old");
        app.delete(TYPE, NAME);
        stack.advance("P29D");
        assertThat(app.content(TYPE, NAME, time)).isEqualTo("old");
        stack.advance("P2D");
        assertThat(app.list().path("allFiles").size()).isZero();
        assertThat(Stack.errorCode(app.download(TYPE, NAME, time))).isEqualTo(106);
        assertThat(stack.local()
                        .s3()
                        .listObjectVersions(l ->
                                l.bucket("osmand-account-local-filesbucket").prefix("u/" + userId(app) + "/")))
                .satisfies(left -> {
                    assertThat(left.versions()).isEmpty();
                    assertThat(left.deleteMarkers()).isEmpty();
                });
    }

    private int userId(App app) {
        return app.list().path("userid").asInt();
    }

    @Test
    void emptyingTheTrashAnswersForEachEntry() {
        var app = App.signedUp(stack);
        app.store(TYPE, NAME, "x");
        app.delete(TYPE, NAME);
        var marker = app.list().path("allFiles").path(0).path("updatetimems").asLong();
        app.store(TYPE, "live.gpx", "y");
        var body = """
                [{"name":"%s","type":"FAVOURITES","updatetime":%d},
                 {"name":"live.gpx","type":"FAVOURITES","updatetime":1},
                 {"name":"none.gpx","type":"FAVOURITES","updatetime":1}]""".formatted(NAME, marker);
        var results = Stack.json(stack.postJson("/userdata/empty-trash", app.with(Map.of()), body))
                .path("results");
        assertThat(results.path(0).path("status").asText()).isEqualTo("deleted");
        assertThat(results.path(1).path("status").asText()).isEqualTo("skipped_not_trash");
        assertThat(results.path(2).path("status").asText()).isEqualTo("already_missing");
        assertThat(app.list().path("allFiles").size()).isEqualTo(1);
    }

    @Test
    void catalogueMapsArePresentAndStoredAsStubs() {
        var query = Map.of("name", "Netherlands_europe_2.obf", "type", "file");
        assertThat(Stack.json(stack.get("/userdata/check-file-on-server", query))
                        .path("status")
                        .asText())
                .isEqualTo("present");
        assertThat(Stack.json(stack.get("/userdata/check-file-on-server", Map.of("name", "my own.obf", "type", "file")))
                        .path("status")
                        .asText())
                .isEqualTo("not-present");
    }

    private static List<Long> times(JsonNode rows) {
        var times = new ArrayList<Long>();
        rows.forEach(row -> times.add(row.path("updatetimems").asLong()));
        return times;
    }
}
