package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import net.osmand.account.relay.Relay;
import net.osmand.account.relay.Settings;
import net.osmand.account.tests.acceptance.AndroidExporter.Item;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests syncs and downloads of files of any size by unmodified clients behind the relay. */
@Tag("slow")
class RelayTest {
    private static final int SMALL = 61;
    private static final int MIB = 1 << 20;
    private static final String DELETED = "deleted.gpx";
    private static final String PASSWORD = "correct horse";

    private final TestStack stack = TestStack.shared();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    @TempDir
    private Path folder = Path.of("");

    private final TestApp app = TestApp.signedUp(stack).grantPro();

    @Test
    void syncsFilesAboveTheGatewaysLimit() throws IOException {
        try (var relay = start()) {
            var changed = changed(6 * MIB, 12 * MIB);

            assertThat(new AndroidExporter(relay.uri(), app).sync(changed, stored()))
                    .isEmpty();

            assertThat(live()).hasSize(SMALL + 2).doesNotContain(DELETED);
            assertDownloads(
                    changed.getLast(),
                    app.download("GPX", "12.gpx", updateTime("12.gpx")).body());
        }
    }

    @Test
    @Tag("thorough")
    void syncsThreeHundredMegabytesAndDownloadsThemInTheBrowser() throws Exception {
        try (var relay = start()) {
            var changed = changed(6 * MIB, 300 * MIB);

            assertThat(new AndroidExporter(relay.uri(), app).sync(changed, stored()))
                    .isEmpty();

            assertThat(live()).hasSize(SMALL + 2).doesNotContain(DELETED);
            assertStreams(relay, session(), changed.getLast());
        }
    }

    @Test
    void cannotSyncThemWithoutTheRelay() throws IOException {
        var error = new AndroidExporter(api(), app).sync(changed(6 * MIB, 12 * MIB), stored());

        assertThat(error).startsWith("413");
        assertThat(live()).contains(DELETED).doesNotContain("6.gpx", "12.gpx");
    }

    @Test
    void downloadsInTheBrowserWithoutARedirect() throws Exception {
        try (var relay = start()) {
            var small = item("small.gpx", 4_600_000);
            var large = item("large.gpx", 5 * MIB);
            assertThat(new AndroidExporter(relay.uri(), app).sync(List.of(small, large), List.of()))
                    .isEmpty();

            var session = session();
            assertStreams(relay, session, small);
            assertStreams(relay, session, large);
        }
    }

    @Test
    void answersASentenceAndALinkToBrowsersWithoutTheRelay() throws Exception {
        try (var relay = start()) {
            var large = item("folder/large ü.gpx", 5 * MIB);
            assertThat(new AndroidExporter(relay.uri(), app).sync(List.of(large), List.of()))
                    .isEmpty();

            var browser = TestBrowser.of(app);
            var refused = browser.get("/mapapi/download-file", Map.of("type", "GPX", "name", large.name()));

            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(TestBrowser.text(refused)).startsWith("This file is too large");
            var header = refused.headers().firstValue("link").orElseThrow();
            var link = browser.send(HttpRequest.newBuilder(stack.uri(header.substring(1, header.indexOf('>')))));
            assertThat(TestStack.json(link).path("zipfilesize").asLong()).isEqualTo(large.size());
            assertDownloads(
                    large, fetch(URI.create(TestStack.json(link).path("url").asText())));
        }
    }

    /** Base64 encodes three bytes as four characters, and Lambda accepts 6 MB of them. */
    @Test
    void addendum5_1WebDownloadsAreInlineUpToTheLastByteThatFits() throws Exception {
        var most = 4_669_440;
        try (var relay = start()) {
            assertThat(new AndroidExporter(relay.uri(), app)
                            .sync(List.of(exact("most.gpx", most), exact("more.gpx", most + 1)), List.of()))
                    .isEmpty();
        }
        var browser = TestBrowser.of(app).withHeader("Accept-Encoding", "gzip").withHeader("Accept-Language", "nl");
        var inline = browser.get("/mapapi/download-file", Map.of("type", "GPX", "name", "most.gpx"));
        assertThat(inline.statusCode()).isEqualTo(200);
        assertThat(inline.body()).hasSize(most);
        var more = Map.of("type", "GPX", "name", "more.gpx");
        var later = Map.of("type", "GPX", "name", "more.gpx", "updatetime", Long.toString(Long.MAX_VALUE));
        for (var refused : List.of(
                browser.get("/mapapi/download-file", more),
                browser.get("/mapapi/download-file-from-prev-version", later))) {
            assertThat(refused.previousResponse()).as("no redirect").isEmpty();
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(TestBrowser.text(refused)).startsWith("Dit bestand is te groot");
            assertThat(refused.headers().firstValue("link").orElse("")).contains("/v1/files/link?");
        }
    }

    @Test
    void linksToTheContentBeforeADeletion() throws Exception {
        var content = TestApp.gzip("old".getBytes(StandardCharsets.UTF_8));
        app.upload("GPX", "a.gpx", content, 1);
        app.delete("GPX", "a.gpx");
        var browser = TestBrowser.of(app);
        var time = Long.toString(app.newest());

        var before = browser.get("/v1/files/link", Map.of("type", "GPX", "name", "a.gpx", "before", time));
        assertThat(fetch(URI.create(TestStack.json(before).path("url").asText())))
                .isEqualTo(content);
        assertThat(browser.get("/v1/files/link", Map.of("type", "GPX", "name", "a.gpx"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(browser.get("/v1/files/link", Map.of("type", "GPX", "name", "none"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(new TestBrowser(stack)
                        .get("/v1/files/link", Map.of("type", "GPX", "name", "a.gpx"))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void startsWithTheDevServer() throws Exception {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        var dev = TestStack.process(folder.resolve("dev"), Map.of("RELAY", Integer.toString(port)));
        try {
            var uri = URI.create("http://127.0.0.1:" + port);
            assertThat(status(uri.resolve("/relay/health"))).isEqualTo(200);
            assertThat(status(uri.resolve("/v1/plans"))).isEqualTo(200);
            assertThat(status(uri.resolve("/other"))).isEqualTo(404);
        } finally {
            dev.stop();
        }
    }

    private URI api() {
        return URI.create("http://" + stack.uri("/").getAuthority());
    }

    private Relay start() throws IOException {
        var api = URI.create(stack.uri("/").toString().replaceAll("/$", ""));
        var settings =
                Settings.local(api, Optional.empty(), stack.local().secret("ProxySecret"), 0, folder.resolve("spool"));
        return Relay.start(settings, new PrintStream(OutputStream.nullOutputStream()));
    }

    private List<String> stored() {
        app.store("GPX", DELETED, "old");
        return List.of(DELETED);
    }

    private List<Item> changed(int light, int heavy) throws IOException {
        var items = new ArrayList<Item>();
        for (var i = 0; i < SMALL; i++) {
            items.add(item("small" + i + ".gpx", 1000));
        }
        items.add(item(light / MIB + ".gpx", light));
        items.add(item(heavy / MIB + ".gpx", heavy));
        return items;
    }

    /** Creates a gzip of exactly this size in bytes. */
    private Item exact(String name, int size) throws IOException {
        var content = size;
        var item = item(name, content);
        while (item.size() != size) {
            content += Math.toIntExact(size - item.size());
            item = item(name, content);
        }
        return item;
    }

    /** Creates a gzip of about this size in bytes, stored without compression. */
    private Item item(String name, int size) throws IOException {
        var file = Files.createTempFile(folder, "item", ".gz");
        var random = new Random(size);
        try (var out = new BufferedOutputStream(Files.newOutputStream(file));
                var gzip = new Uncompressed(out)) {
            var block = new byte[Math.min(size, MIB)];
            for (var left = size; left > 0; left -= block.length) {
                random.nextBytes(block);
                gzip.write(block, 0, Math.min(left, block.length));
            }
        }
        return new Item(name, file);
    }

    private List<String> live() {
        return app.list()
                .path("uniqueFiles")
                .valueStream()
                .filter(row -> row.path("filesize").asLong() >= 0)
                .map(row -> row.path("name").asText())
                .toList();
    }

    private long updateTime(String name) {
        return app.list()
                .path("uniqueFiles")
                .valueStream()
                .filter(row -> row.path("name").asText().equals(name))
                .mapToLong(row -> row.path("updatetimems").asLong())
                .findFirst()
                .orElseThrow();
    }

    private void assertStreams(Relay relay, String session, Item item) throws Exception {
        var query = TestStack.form(Map.of("type", "GPX", "name", item.name()));
        var answer = http.send(
                HttpRequest.newBuilder(URI.create(relay.uri() + "/mapapi/download-file?" + query))
                        .header("Cookie", session)
                        .header("Sec-Fetch-Site", "same-origin")
                        .header("Accept-Encoding", "gzip")
                        .build(),
                BodyHandlers.ofInputStream());
        try (var in = new DigestInputStream(answer.body(), Sender.digest())) {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("content-encoding")).hasValue("gzip");
            assertThat(answer.headers().firstValue("content-disposition")).isPresent();
            in.transferTo(OutputStream.nullOutputStream());
            assertThat(in.getMessageDigest().digest()).isEqualTo(digest(item));
        }
    }

    /** Signs the app's user in to the web client by a code and returns the session cookie. */
    private String session() {
        var browser = new TestBrowser(stack);
        browser.register(app.email(), false);
        browser.activate(app.email(), stack.newestCode(app.email()), PASSWORD);
        assertThat(browser.login(app.email(), PASSWORD).statusCode()).isEqualTo(200);
        return browser.cookie();
    }

    private static void assertDownloads(Item item, byte[] gzip) throws IOException {
        assertThat(Sender.digest().digest(gzip)).isEqualTo(digest(item));
    }

    private static byte[] digest(Item item) throws IOException {
        try (var in = new DigestInputStream(Files.newInputStream(item.gzip()), Sender.digest())) {
            in.transferTo(OutputStream.nullOutputStream());
            return in.getMessageDigest().digest();
        }
    }

    private byte[] fetch(URI uri) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray())
                .body();
    }

    private int status(URI uri) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private static final class Uncompressed extends GZIPOutputStream {
        Uncompressed(OutputStream out) throws IOException {
            super(out, 64 << 10);
            def.setLevel(Deflater.NO_COMPRESSION);
        }
    }
}
