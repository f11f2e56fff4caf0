package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** docs/protocol/mobile.md#upload-a-file and docs/protocol/files.md#trash. */
class FilesTest {
    private static final String TYPE = "FAVOURITES";
    private static final String NAME = "favorites-Cafes.gpx";

    private final TestStack stack = TestStack.shared();

    @Test
    void anUploadedFileIsListedAndDownloadedByteForByteOnAnotherDevice() {
        var a = TestApp.signedUp(stack);
        var gzip = TestApp.gzip("<gpx>koffie ☕</gpx>".getBytes(StandardCharsets.UTF_8));
        var answer = a.upload(TYPE, NAME, gzip, 1767038009554L);
        assertThat(answer.headers().firstValue("content-encoding")).isEmpty();
        var stored = TestStack.json(answer);
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
        var app = TestApp.signedUp(stack);
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
        var app = TestApp.signedUp(stack);
        var time = app.store(TYPE, NAME, "kept");
        app.delete(TYPE, NAME);
        var marker = app.list().path("allFiles").path(0).path("updatetimems").asLong();
        assertThat(app.deleteVersion(TYPE, NAME, marker).statusCode()).isEqualTo(200);
        assertThat(app.list().path("uniqueFiles").path(0).path("updatetimems").asLong())
                .isEqualTo(time);
        assertThat(app.content(TYPE, NAME, time)).isEqualTo("kept");
    }

    @Test
    void deletingAnUnknownOrDeletedFileIsAlwaysOk() {
        var app = TestApp.signedUp(stack);
        assertThat(app.delete(TYPE, "never.gpx").statusCode()).isEqualTo(200);
        assertThat(app.delete(TYPE, "never.gpx").statusCode()).isEqualTo(200);
        assertThat(app.list().path("allFiles").size()).isEqualTo(1);
    }

    @Test
    void aMissingVersionIs106() {
        var app = TestApp.signedUp(stack);
        app.store(TYPE, NAME, "x");
        assertThat(TestStack.errorCode(app.download(TYPE, NAME, 5))).isEqualTo(106);
        assertThat(TestStack.errorCode(app.download(TYPE, "other.gpx", 5))).isEqualTo(106);
        assertThat(TestStack.errorCode(app.deleteVersion(TYPE, NAME, 5))).isEqualTo(106);
    }

    @Test
    void oddNamesRoundTrip() {
        var app = TestApp.signedUp(stack);
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
        var app = TestApp.signedUp(stack);
        var gzip = TestApp.gzip("x".getBytes(StandardCharsets.UTF_8));
        var twice = new byte[gzip.length * 2];
        System.arraycopy(gzip, 0, twice, 0, gzip.length);
        System.arraycopy(gzip, 0, twice, gzip.length, gzip.length);
        for (var bad : List.of(new byte[0], "plain".getBytes(StandardCharsets.UTF_8), twice, cut(gzip))) {
            assertThat(TestStack.errorCode(app.upload(TYPE, NAME, bad, 0))).isEqualTo(107);
        }
        assertThat(app.list().path("allFiles").size()).isZero();
        assertThat(app.upload(TYPE, NAME, TestApp.gzip(new byte[0]), 0).statusCode())
                .isEqualTo(200);
    }

    private static byte[] cut(byte[] gzip) {
        return Arrays.copyOf(gzip, gzip.length - 3);
    }

    @Test
    void startMayNotUploadTracksNorLargeFiles() {
        var app = TestApp.signedUp(stack);
        var small = TestApp.gzip("x".getBytes(StandardCharsets.UTF_8));
        assertThat(TestStack.errorCode(app.upload("GPX", "t.gpx", small, 0))).isEqualTo(102);
        var noise = new byte[2 << 20];
        new Random(1).nextBytes(noise);
        var answer = app.upload(TYPE, NAME, TestApp.gzip(noise), 0);
        assertThat(TestStack.errorCode(answer)).isEqualTo(108);
        var message = TestStack.json(answer).path("error").path("message").asText();
        assertThat(message).startsWith("Maximum size of OsmAnd Cloud exceeded ");
        assertThat(message.length() - message.indexOf('.') - 1).isGreaterThanOrEqualTo(38);
    }

    /** docs/decisions/0016-one-transaction-per-change.md. */
    @Test
    void eachRequestMakesTheCallsThatTheDesignSays() {
        var app = TestApp.signedUp(stack);
        assertThat(stack.countCallsOf(() -> app.store(TYPE, NAME, "one"))).isEqualTo(3);
        var second = app.store(TYPE, NAME, "two");
        assertThat(stack.countCallsOf(() -> app.store(TYPE, NAME, "three")))
                .as("upload")
                .isEqualTo(3);
        assertThat(stack.countCallsOf(() -> app.download(TYPE, NAME, second)))
                .as("download")
                .isEqualTo(2);
        assertThat(stack.countCallsOf(() -> app.delete(TYPE, NAME)))
                .as("delete")
                .isEqualTo(4);
        assertThat(stack.countCallsOf(() -> app.delete(TYPE, NAME)))
                .as("once more")
                .isEqualTo(1);
        assertThat(stack.countCallsOf(() -> app.deleteVersion(TYPE, NAME, app.newest())) - 2)
                .as("restore, besides the list")
                .isEqualTo(5);
        app.delete(TYPE, NAME);
        assertThat(stack.countCallsOf(() -> app.store(TYPE, NAME, "four")))
                .as("over a trashed name")
                .isEqualTo(6);
        assertThat(stack.countCallsOf(() -> app.deleteVersion(TYPE, NAME, second)))
                .as("old content")
                .isEqualTo(3);
    }

    @Test
    @Tag("processes")
    void emptyingTheTrashAnswersForEachEntry() {
        var app = TestApp.signedUp(stack);
        app.store(TYPE, NAME, "x");
        app.delete(TYPE, NAME);
        var marker = app.list().path("allFiles").path(0).path("updatetimems").asLong();
        app.store(TYPE, "live.gpx", "y");
        var body = """
                [{"name":"%s","type":"FAVOURITES","updatetime":%d},
                 {"name":"live.gpx","type":"FAVOURITES","updatetime":1},
                 {"name":"none.gpx","type":"FAVOURITES","updatetime":1}]""".formatted(NAME, marker);
        var results = TestStack.json(stack.postJson("/userdata/empty-trash", app.with(Map.of()), body))
                .path("results");
        assertThat(results.path(0).path("status").asText()).isEqualTo("deleted");
        assertThat(results.path(1).path("status").asText()).isEqualTo("skipped_not_trash");
        assertThat(results.path(2).path("status").asText()).isEqualTo("already_missing");
        assertThat(app.list().path("allFiles").size()).isEqualTo(1);
    }

    /** docs/protocol/files.md#maps-of-the-public-catalogue. */
    @Test
    void mapsOfTheCatalogueArePresentAndOnesOwnAreNot() {
        for (var name : List.of(
                "Netherlands_europe_2.obf",
                "Germany_bavaria_europe_2.road.obf",
                "Us_california_northamerica.srtmf.obf",
                "World_basemap_2.obf")) {
            assertThat(checked(name, "file")).as(name).isEqualTo("present");
            assertThat(checked(name, "FILE")).as(name).isEqualTo("present");
        }
        for (var name : List.of(
                "my own.obf",
                "netherlands_europe_2.obf",
                "Netherlands_2.obf",
                "maps/Netherlands_europe_2.obf",
                "Hillshade_europe.tif",
                "tiles.sqlitedb")) {
            assertThat(checked(name, "file")).as(name).isEqualTo("not-present");
        }
        assertThat(checked("Netherlands_europe_2.obf", "GPX")).isEqualTo("not-present");
    }

    private String checked(String name, String type) {
        return TestStack.json(stack.get("/userdata/check-file-on-server", Map.of("name", name, "type", type)))
                .path("status")
                .asText();
    }

    /** iOS sends these files as an empty part, Android as an empty gzip. A free account may not upload them. */
    @Test
    void mapsOfTheCatalogueAreStoredAsStubs() {
        var app = TestApp.signedUp(stack);
        var name = "Netherlands_europe_2.obf";
        assertThat(TestStack.errorCode(app.upload("FILE", name, new byte[0], 0)))
                .isEqualTo(102);
        app.grantPro();
        for (var content :
                List.of(new byte[0], TestApp.gzip(new byte[0]), "ignored".getBytes(StandardCharsets.UTF_8))) {
            var answer = TestStack.json(app.upload("FILE", name, content, 0));
            assertThat(answer.path("filesize").asInt(-1)).isZero();
            assertThat(answer.path("zipfilesize").asInt()).isEqualTo(20);
            assertThat(TestStack.errorCode(
                            app.download("FILE", name, answer.path("updatetime").asLong())))
                    .isEqualTo(106);
        }
        assertThat(app.list().path("uniqueFiles").path(0).path("zipSize").asInt())
                .isEqualTo(20);
        assertThat(app.upload("FILE", "my own.obf", TestApp.gzip(new byte[9]), 0)
                        .statusCode())
                .isEqualTo(200);
    }

    /** Lists show line breaks as text, and every call that takes a name accepts that text (8.4). */
    @Test
    void aListedNameIsTheNameInEveryCall() {
        var app = TestApp.signedUp(stack);
        var listed = "line$0D$0Aend.gpx";
        var time = app.store(TYPE, "line\r\nend.gpx", "x");
        assertThat(TestStack.json(app.listing(Map.of("name", listed)))
                        .path("uniqueFiles")
                        .path(0)
                        .path("name")
                        .asText())
                .isEqualTo(listed);
        assertThat(app.content(TYPE, listed, time)).isEqualTo("x");
        app.delete(TYPE, listed);
        var marker = app.list().path("allFiles").path(0);
        assertThat(marker.path("filesize").asInt()).isEqualTo(-1);
        assertThat(app.deleteVersion(TYPE, listed, marker.path("updatetimems").asLong())
                        .statusCode())
                .isEqualTo(200);
        assertThat(app.list().path("totalFiles").asInt()).isOne();
        // A name that only resembles the escape is returned unchanged.
        assertThat(TestStack.json(app.upload(TYPE, "price$0A.gpx", TestApp.gzip(new byte[0]), 0))
                        .path("name")
                        .asText())
                .isEqualTo("price$0A.gpx");
    }

    @Test
    void whoTakesNoGzipGetsTheContentItselfOrALink() {
        var app = TestApp.signedUp(stack);
        var zeros = new byte[7 << 20];
        app.upload(TYPE, "small.gpx", TestApp.gzip("<gpx/>".getBytes(StandardCharsets.UTF_8)), 0);
        app.upload(TYPE, "bomb.gpx", TestApp.gzip(zeros), 0);
        var small = stack.get("/userdata/download-file", app.with(Map.of("type", TYPE, "name", "small.gpx")));
        assertThat(small.body()).asString(StandardCharsets.UTF_8).isEqualTo("<gpx/>");
        assertThat(small.headers().firstValue("content-encoding")).isEmpty();
        var large = stack.get("/userdata/download-file", app.with(Map.of("type", TYPE, "name", "bomb.gpx")));
        assertThat(large.statusCode()).isEqualTo(200);
        assertThat(large.headers().firstValue("content-encoding")).hasValue("gzip");
        assertThat(TestApp.gunzip(large.body())).isEqualTo(zeros);
    }

    @Test
    void aBodyBeyondLambdasLimitIs413AndChangesNothing() {
        var app = TestApp.signedUp(stack);
        app.grantPro();
        var noise = new byte[6 << 20];
        new Random(5).nextBytes(noise);
        assertThat(app.upload("GPX", "rec/huge.gpx", TestApp.gzip(noise), 0).statusCode())
                .isEqualTo(413);
        assertThat(app.list().path("allFiles")).isEmpty();
    }

    @Test
    void whatIsNoEntryOfTheTrashIsMalformed() {
        var app = TestApp.signedUp(stack);
        app.store(TYPE, NAME, "x");
        for (var body : List.of("", "null", "{}", "[null]", "[{}]", "[1]", "[{\"name\":null,\"type\":\"GPX\"}]")) {
            var answer = stack.postJson("/userdata/empty-trash", app.with(Map.of()), body);
            assertThat(answer.statusCode()).as(body).isEqualTo(400);
            assertThat(answer.body()).as(body).isNotEmpty();
        }
        assertThat(app.list().path("allFiles")).hasSize(1);
    }

    private static List<Long> times(JsonNode rows) {
        var times = new ArrayList<Long>();
        rows.forEach(row -> times.add(row.path("updatetimems").asLong()));
        return times;
    }
}
