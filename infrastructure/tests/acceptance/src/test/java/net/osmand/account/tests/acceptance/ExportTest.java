package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Tests "Download everything" (docs/protocol/archives.md#download-a-backup) and the import into another account. */
class ExportTest {
    /** Maximum number of status requests, high enough for a slow machine. */
    private static final int LOOKS = 20_000;

    @TempDir
    private Path folder = Path.of("");

    private final TestStack stack = TestStack.shared();

    @Test
    @Tag("processes")
    void aSmallAccountComesAtOnceAndGoesIntoAnotherByteForByte() throws IOException {
        var app = TestApp.signedUp(stack);
        app.store("FAVOURITES", "favorites-żółć.gpx", "<gpx>1</gpx>");
        app.store("PROFILE", "profile_car.json", "{\"a\":1}");
        app.store("PROFILE", "profile_car.json.info", "{\"type\":\"PROFILE\",\"appMode\":{\"stringKey\":\"car\"}}");
        app.store("GLOBAL", "general_settings.json", "{\"b\":2}");
        app.store("GLOBAL", "Favorites.json", "{\"c\":3}");
        app.store("OSM_NOTES", "favorites.json", "[]");
        app.store("OSM_EDITS", "gone.json", "[]");
        app.delete("OSM_EDITS", "gone.json");

        var estimate = estimate(app, ".osf");
        var answer = start(app, ".osf", "");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("application/zip");
        assertThat(answer.headers().firstValue("content-disposition").orElse(""))
                .matches("attachment; filename=Export_\\d\\d-\\d\\d-\\d\\d\\.osf");
        assertThat(estimate.path("archive_bytes").asLong()).isEqualTo(answer.body().length);
        assertThat(estimate.path("left_out").path("merged_details").asInt()).isEqualTo(1);

        var archive = Files.write(folder.resolve("small.osf"), answer.body());
        var other = TestApp.signedUp(stack);
        assertThat(imported(archive, other)).hasSize(5);
        assertThat(contents(other)).isEqualTo(contents(app, ".info"));
    }

    @Test
    void onlyWhatIsChosenIsInTheArchive() throws IOException {
        var app = TestApp.signedUp(stack);
        app.store("FAVOURITES", "favorites.gpx", "<gpx/>");
        app.store("GLOBAL", "general_settings.json", "{}");
        var archive = Files.write(
                folder.resolve("chosen.zip"),
                start(app, ".zip", "[\"GLOBAL\",\"UNKNOWN\"]").body());
        assertThat(paths(archive)).containsExactly("GLOBAL/general_settings.json", "items.json");
        var none =
                Files.write(folder.resolve("none.zip"), start(app, ".zip", "[]").body());
        assertThat(paths(none)).containsExactly("items.json");
    }

    @Test
    void aLargeAccountIsAJobThatS3CopiesMostOf() throws IOException {
        var app = large();
        var estimate = estimate(app, ".osf");
        stack.awaitBackgroundWork();
        stack.suspend("ExportStepFunction");
        var answer = start(app, ".osf", "");
        assertThat(answer.statusCode()).isEqualTo(202);
        var status = TestStack.json(answer).path("status_url").asText();
        assertThat(answer.headers().firstValue("location")).contains(status);
        assertThat(TestStack.json(start(app, ".osf", ""))).as("the same export").isEqualTo(TestStack.json(answer));
        assertThat(start(app, ".zip", "").statusCode()).as("another one").isEqualTo(409);
        isHiddenFromOthers(status);
        stack.suspend();
        var done = follow(app, status);
        assertThat(done.path("state").asText()).isEqualTo("done");
        assertThat(done.path("files_done").asInt())
                .isEqualTo(done.path("files_total").asInt())
                .isEqualTo(4);
        assertThat(done.path("bytes_done").asLong())
                .isEqualTo(estimate.path("archive_bytes").asLong());
        assertThat(count("UploadPartCopy")).isEqualTo(1);

        var archive = download(done);
        assertThat(Files.size(archive)).isEqualTo(estimate.path("archive_bytes").asLong());
        assertThat(paths(archive)).contains("b.sqlitedb", "items.json").hasSize(5);
        crcsAreRight(archive);

        assertThat(send(app, HttpRequest.newBuilder(stack.uri(status)).DELETE()).statusCode())
                .isEqualTo(200);
        assertThat(objects(app, "exports/")).isEmpty();
    }

    private void isHiddenFromOthers(String status) {
        var other = TestApp.copied(stack);
        assertThat(send(other, HttpRequest.newBuilder(stack.uri(status))).statusCode())
                .isEqualTo(404);
        assertThat(send(other, HttpRequest.newBuilder(stack.uri(status)).DELETE())
                        .statusCode())
                .isEqualTo(404);
        assertThat(stack.send(HttpRequest.newBuilder(stack.uri(status))).statusCode())
                .isEqualTo(401);
    }

    @Tag("slow")
    @Test
    void theDeletionOfTheAccountTakesItsExportsAlong() {
        var app = large();
        var account = app.account();
        follow(app, TestStack.json(start(app, ".osf", "")).path("status_url").asText());
        assertThat(objects(app, "exports/")).isNotEmpty();
        stack.postJson("/userdata/send-code", app.with(Map.of()), "{\"action\":\"delete\"}");
        var body = "{\"username\":\"%s\",\"token\":\"%s\"}".formatted(app.email(), stack.newestCode(app.email()));
        var answer = stack.postJson("/userdata/delete-account", app.with(Map.of()), body);
        assertThat(answer.statusCode()).as(TestBrowser.text(answer)).isEqualTo(200);
        assertThat(keys("exports/" + account + "/")).isEmpty();
        assertThat(keys("u/" + account + "/")).isEmpty();
    }

    @Test
    @Tag("thorough")
    void killedAtEachCallTheJobFinishesWithTheSameBytes() throws IOException {
        var app = large();
        stack.awaitBackgroundWork();
        stack.suspend("ExportStepFunction");
        var status = TestStack.json(start(app, ".osf", "")).path("status_url").asText();
        stack.suspend();
        var whole = Files.readAllBytes(download(follow(app, status)));
        var cells = new ArrayList<String[]>();
        for (var call : stack.calls()) {
            if (call.path("route").asText().contains("ExportStep")) {
                for (var nth = 1; nth <= call.path("count").asInt(); nth++) {
                    for (var when : List.of("before", "after")) {
                        cells.add(new String[] {
                            call.path("service").asText(),
                            call.path("operation").asText(),
                            "" + nth,
                            when
                        });
                    }
                }
            }
        }
        assertThat(cells).hasSizeGreaterThan(20);
        for (var cell : cells) {
            stack.suspend("ExportStepFunction");
            status = TestStack.json(start(app, ".osf", "")).path("status_url").asText();
            stack.fail(cell[0], cell[1], Integer.parseInt(cell[2]), cell[3]);
            stack.suspend();
            var done = follow(app, status);
            stack.clearFaults();
            assertThat(done.path("state").asText()).as(String.join(" ", cell)).isEqualTo("done");
            assertThat(withoutTime(Files.readAllBytes(download(done))))
                    .as(String.join(" ", cell))
                    .isEqualTo(withoutTime(whole));
            send(app, HttpRequest.newBuilder(stack.uri(status)).DELETE());
        }
    }

    /**
     * Returns the length and the checksum of the bytes before the manifest, whose header and entry contain the export's
     * time.
     */
    private static String withoutTime(byte[] archive) {
        var manifest = new String(archive, StandardCharsets.ISO_8859_1).indexOf("items.json");
        var sum = new CRC32();
        sum.update(archive, 0, manifest - 30);
        return archive.length + " " + sum.getValue();
    }

    /** Creates an account with three small files and one that S3 copies server-side. */
    private TestApp large() {
        var app = TestApp.signedUp(stack);
        app.store("FAVOURITES", "a.gpx", "<gpx/>");
        app.store("GLOBAL", "c.json", "{}");
        app.store("PROFILE", "z.json", "{}");
        app.store("OSM_NOTES", "b.sqlitedb", "placeholder");
        var bytes = new byte[12 << 20];
        new Random(1).nextBytes(bytes);
        var gzip = TestApp.gzip(bytes);
        var crc = new CRC32();
        crc.update(bytes);
        var key = "u/" + app.account() + "/large";
        var stored = stack.local().s3().putObject(r -> r.bucket(bucket()).key(key), RequestBody.fromBytes(gzip));
        var pk = AttributeValue.fromS("A#" + app.account());
        var rows = stack.local()
                .dynamoDb()
                .query(q -> q.tableName(filesTable())
                        .keyConditionExpression("pk = :pk")
                        .filterExpression("n = :n")
                        .expressionAttributeValues(Map.of(":pk", pk, ":n", AttributeValue.fromS("b.sqlitedb"))));
        var row = new HashMap<>(rows.items().getFirst());
        row.put("s", AttributeValue.fromN("" + bytes.length));
        row.put("z", AttributeValue.fromN("" + gzip.length));
        row.put("crc", AttributeValue.fromN("" + crc.getValue()));
        row.put("ok", AttributeValue.fromS(key));
        row.put("ov", AttributeValue.fromS(stored.versionId()));
        stack.local().dynamoDb().putItem(p -> p.tableName(filesTable()).item(row));
        return app;
    }

    private JsonNode estimate(TestApp app, String format) {
        return TestStack.json(send(app, HttpRequest.newBuilder(stack.uri("/v1/exports/estimate?format=" + format))));
    }

    private HttpResponse<byte[]> start(TestApp app, String format, String keys) {
        var body = keys.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(keys);
        return send(
                app,
                HttpRequest.newBuilder(stack.uri("/mapapi/download-backup?format=" + format))
                        .header("Content-Type", "application/json")
                        .POST(body));
    }

    private HttpResponse<byte[]> send(TestApp app, HttpRequest.Builder request) {
        return stack.send(
                request.header("Authorization", "Bearer " + app.with(Map.of()).get("accessToken")));
    }

    /** Polls until the export ends. Advances the stack's clock every 50 polls which lets retries run. */
    private JsonNode follow(TestApp app, String status) {
        for (var look = 1; look <= LOOKS; look++) {
            var answer = send(app, HttpRequest.newBuilder(stack.uri(status)));
            var report = TestStack.json(answer);
            // The injected fault may hit the status request instead of the job.
            if (answer.statusCode() == 200
                    && !List.of("preparing", "running")
                            .contains(report.path("state").asText())) {
                return report;
            }
            if (look % 50 == 0 && stack.movesTime()) {
                stack.advance("PT1M");
            }
        }
        throw new AssertionError("the export does not end");
    }

    private Path download(JsonNode done) throws IOException {
        var answer =
                stack.send(HttpRequest.newBuilder(URI.create(done.path("url").asText())));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-disposition").orElse(""))
                .contains(done.path("file_name").asText());
        assertThat(answer.headers().firstValue("content-type")).contains("application/zip");
        return Files.write(folder.resolve("archive.zip"), answer.body());
    }

    /**
     * Imports an archive as the apps do: each item's file is uploaded under the item's type, and tracks lose their
     * folder.
     */
    private static List<String> imported(Path archive, TestApp into) throws IOException {
        var names = new ArrayList<String>();
        try (var zip = new ZipFile(archive.toFile())) {
            var manifest = TestStack.JSON.readTree(zip.getInputStream(zip.getEntry("items.json")));
            assertThat(manifest.path("version").asInt()).isEqualTo(1);
            for (var item : manifest.path("items")) {
                var file = item.path("file").asText();
                var type = item.path("type").asText();
                var content = new ByteArrayOutputStream();
                zip.getInputStream(zip.getEntry(file)).transferTo(content);
                var name = item.path("original").asText(type.equals("GPX") ? file.replaceFirst("^tracks/", "") : file);
                assertThat(into.upload(type, name, TestApp.gzip(content.toByteArray()), 1)
                                .statusCode())
                        .isEqualTo(200);
                names.add(name);
            }
        }
        return names;
    }

    /** Returns the content of all live files by type and name. */
    private static Map<String, String> contents(TestApp app, String... without) {
        var contents = new TreeMap<String, String>();
        for (var file : app.list().path("uniqueFiles")) {
            var type = file.path("type").asText();
            var name = file.path("name").asText();
            if (List.of(without).stream().noneMatch(name::endsWith)) {
                contents.put(
                        type + " " + name,
                        app.content(type, name, file.path("updatetimems").asLong()));
            }
        }
        return contents;
    }

    private static List<String> paths(Path archive) throws IOException {
        try (var zip = new ZipFile(archive.toFile())) {
            return zip.stream().map(entry -> entry.getName()).toList();
        }
    }

    private static void crcsAreRight(Path archive) throws IOException {
        try (var zip = new ZipFile(archive.toFile())) {
            for (var entry : zip.stream().toList()) {
                var crc = new CRC32();
                crc.update(zip.getInputStream(entry).readAllBytes());
                assertThat(crc.getValue()).as(entry.getName()).isEqualTo(entry.getCrc());
            }
        }
    }

    private long count(String operation) {
        var count = 0L;
        for (var call : stack.calls()) {
            count += call.path("operation").asText().equals(operation)
                    ? call.path("count").asLong()
                    : 0;
        }
        return count;
    }

    private List<String> objects(TestApp app, String prefix) {
        return keys(prefix + app.account() + "/");
    }

    private List<String> keys(String prefix) {
        return stack.local().s3().listObjectVersions(r -> r.bucket(bucket()).prefix(prefix)).versions().stream()
                .map(version -> version.key())
                .toList();
    }

    private String bucket() {
        return stack.local().s3().listBuckets().buckets().getFirst().name();
    }

    private String filesTable() {
        return stack.local().dynamoDb().listTables().tableNames().stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).contains("files"))
                .findFirst()
                .orElseThrow();
    }
}
