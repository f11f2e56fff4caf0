package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Today's code reads what earlier releases stored. Each folder {@code release-*} of the test resources holds what one
 * release has written; docs/release.md describes how the next one is recorded.
 */
class UpgradeTest {
    private static final String PASSWORD = "correct horse";
    private static final String NEW_PASSWORD = "battery staple";

    @TempDir
    private Path folder = Path.of("");

    @TestFactory
    @Tag("slow")
    Stream<DynamicTest> everyReleaseIsRead() throws IOException {
        var resources = TestStack.root().resolve("infrastructure/tests/acceptance/src/test/resources");
        try (var folders = Files.list(resources)) {
            var releases = folders.filter(
                            release -> release.getFileName().toString().startsWith("release-"))
                    .sorted()
                    .toList();
            assertThat(releases).isNotEmpty();
            return releases.stream()
                    .map(release ->
                            DynamicTest.dynamicTest(release.getFileName().toString(), () -> read(release)));
        }
    }

    /** Records the state that today's code writes into target/release, and reads it. */
    @Test
    @Tag("thorough")
    void todaysRecordingIsRead() throws IOException, InterruptedException {
        var recording = TestStack.root().resolve("infrastructure/tests/acceptance/target/release");
        var stack = TestStack.inside(Files.createDirectory(folder.resolve("recording")));
        try {
            record(stack, recording);
        } finally {
            stack.stop();
        }
        read(recording);
    }

    private void record(TestStack stack, Path recording) throws IOException {
        var phone = new TestApp(stack, "ann@example.org", "phone");
        phone.register("false");
        phone.signIn();
        new TestShop(stack)
                .subscription(
                        phone.email(),
                        TestShop.PRO,
                        "active",
                        stack.now() + Duration.ofDays(365).toMillis());
        new TestShop(stack).oneTime(phone.email(), TestShop.MAPS_PLUS, stack.now());
        // A purchase that waits for its account, and order ids of an app store.
        new TestShop(stack).oneTime("waits@example.org", TestShop.MAPS_PLUS, stack.now());
        stack.post("/userdata/user-update-orderid", Map.of("email", phone.email(), "orderid", "GPA.1234"));
        var old = phone.store("GPX", "tracks/day.gpx", gpx("first"));
        var track = phone.store("GPX", "tracks/day.gpx", gpx("second"));
        phone.store("GPX", "tracks/day.gpx.info", "{}");
        phone.store("FAVOURITES", "favorites-żółć.gpx", "<gpx/>");
        var removed = phone.store("PROFILE", "profile_car.json", "{\"a\":1}");
        phone.store("PROFILE", "profile_car.json", "{\"a\":2}");
        phone.deleteVersion("PROFILE", "profile_car.json", removed);
        phone.store("OSM_NOTES", "trashed.json", "[1]");
        phone.delete("OSM_NOTES", "trashed.json");
        phone.store("OSM_EDITS", "permanently.json", "[2]");
        phone.delete("OSM_EDITS", "permanently.json");
        phone.deleteVersion("OSM_EDITS", "permanently.json", phone.newest());
        new Sender(stack, phone).uploaded("MAPS", "Andorra.obf", TestApp.gzip(new byte[50]));
        new Sender(stack, phone).start("MAPS", "Open.obf", 5000, "A".repeat(43) + "=");
        var browser = TestBrowser.signedUp(stack, "ben@example.org", PASSWORD);
        browser.upload("FAVOURITES", "favorites.gpx", TestApp.gzip("ben".getBytes(StandardCharsets.UTF_8)));
        browser.login("ben@example.org", PASSWORD);
        // A sign-up that has not ended.
        new TestApp(stack, "new@example.org", "phone").register("false");
        new TestApp(stack, "bounce@simulator.amazonses.com", "phone").register("false");
        stack.awaitBackgroundWork();
        unfinishedJobs(stack);

        var expected = new LinkedHashMap<String, Object>();
        expected.put("email", phone.email());
        expected.put("deviceId", phone.deviceId());
        expected.put("accessToken", phone.accessToken());
        expected.put("cookie", browser.cookie());
        expected.put("old", old);
        expected.put("track", track);
        expected.put("rows", phone.sizes());
        expected.put("live", new TreeSet<>(phone.live()));
        Snapshot.write(stack, recording, expected);
    }

    /** Jobs whose messages are lost: the deletion of an account, and the emptying of a trash. */
    private static void unfinishedJobs(TestStack stack) {
        var leaving = TestBrowser.signedUp(stack, "cem@example.org", PASSWORD);
        leaving.upload("FAVOURITES", "favorites.gpx", TestApp.gzip(new byte[9]));
        var emptying = new TestApp(stack, "dan@example.org", "phone");
        emptying.register("false");
        emptying.signIn();
        for (var name : new String[] {"favorites.gpx", "favorites-a.gpx", "favorites-b.gpx"}) {
            emptying.store("FAVOURITES", name, "<gpx/>");
            emptying.delete("FAVOURITES", name);
        }
        stack.awaitBackgroundWork();
        stack.suspend("AccountJobFunction", "TrashEmptyingStepFunction");
        TestBrowser.of(emptying).post("/v1/trash/empty", Map.of(), "{}");
        leaving.sendCode("delete");
        leaving.post("/mapapi/auth/delete-account", Map.of("token", stack.newestCode("cem@example.org")), "");
    }

    private void read(Path release) throws IOException, InterruptedException {
        var expected = Snapshot.expected(release);
        var data = Files.createDirectory(folder.resolve(release.getFileName()));
        var stack = Snapshot.start(release, data);
        try {
            var phone = TestApp.of(
                    stack,
                    expected.path("email").asText(),
                    expected.path("deviceId").asText(),
                    expected.path("accessToken").asText());
            filesAreThere(
                    stack,
                    phone,
                    expected.path("old").asLong(),
                    expected.path("track").asLong());
            var sizes = new ArrayList<Integer>();
            expected.path("rows").forEach(size -> sizes.add(size.asInt()));
            assertThat(phone.sizes()).as("every row").isEqualTo(sizes);
            var live = new ArrayList<String>();
            expected.path("live").forEach(content -> live.add(content.asText()));
            assertThat(phone.live()).containsExactlyInAnyOrderElementsOf(live);
            assertThat(TestStack.json(TestBrowser.of(phone).get("/v1/purchases", Map.of()))
                            .path("items"))
                    .as("purchases")
                    .hasSize(2);

            var session =
                    new TestBrowser(stack).withCookie(expected.path("cookie").asText());
            assertThat(session.signedInAs()).as("a session").isEqualTo("ben@example.org");
            assertThat(session.post(
                                    "/v1/password",
                                    Map.of(),
                                    "{\"password\":\"%s\",\"old_password\":\"%s\"}".formatted(NEW_PASSWORD, PASSWORD))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(new TestBrowser(stack)
                            .login("ben@example.org", NEW_PASSWORD)
                            .statusCode())
                    .isEqualTo(200);

            dailyJobAndFullCheckFindNothing(stack);
            changesWork(stack, phone);
            new Invariants(stack).check(phone);
        } finally {
            stack.stop();
        }
    }

    private static void filesAreThere(TestStack stack, TestApp phone, long old, long track) {
        assertThat(phone.content("GPX", "tracks/day.gpx", old)).isEqualTo(gpx("first"));
        assertThat(phone.content("GPX", "tracks/day.gpx", track)).isEqualTo(gpx("second"));
        var archive = TestBrowser.of(phone).post("/mapapi/download-backup", Map.of("format", ".zip"), "");
        assertThat(archive.statusCode()).as("an export").isEqualTo(200);
        assertThat(TestStack.json(TestBrowser.of(phone).get("/v1/trash", Map.of()))
                        .path("items"))
                .as("the trash")
                .hasSize(1);
        assertThat(stack.get("/userdata/user-validate-sub", phone.with(Map.of()))
                        .statusCode())
                .isEqualTo(200);
    }

    /** Runs the daily job over the days until every account had its full check, and the operator's full check. Neither finds a difference. */
    private static void dailyJobAndFullCheckFindNothing(TestStack stack) {
        for (var email : new String[] {"ann@example.org", "ben@example.org"}) {
            assertThat(RestoreSteps.operator(stack, "reconcile", email)).contains("all is in order");
        }
        assertThat(Invariants.items(stack, "AccountsTable", "CLOSING"))
                .as("an account that is being deleted")
                .hasSize(1);
        stack.sweep();
        assertThat(Invariants.items(stack, "AccountsTable", "CLOSING"))
                .as("the daily job ends the deletion")
                .isEmpty();
        for (var email : new String[] {"ann@example.org", "ben@example.org"}) {
            assertThat(RestoreSteps.operator(stack, "reconcile", email)).contains("all is in order");
        }
    }

    /** Restores from the trash, overwrites, deletes and signs in a second device. */
    private static void changesWork(TestStack stack, TestApp phone) {
        var trashed = TestStack.json(TestBrowser.of(phone).get("/v1/trash", Map.of()))
                .path("items")
                .path(0);
        assertThat(trashed.path("name").asText()).isEqualTo("trashed.json");
        var deletion = phone.list()
                .path("allFiles")
                .valueStream()
                .filter(row -> row.path("name").asText().equals("trashed.json"))
                .findFirst()
                .orElseThrow();
        var query = Map.of(
                "type", "OSM_NOTES",
                "name", "trashed.json",
                "updatetime", deletion.path("updatetimems").asText());
        assertThat(TestBrowser.of(phone).post("/mapapi/restore-file", query, "").statusCode())
                .isEqualTo(200);
        assertThat(phone.live()).contains("[1]");
        phone.store("GPX", "tracks/day.gpx", gpx("third"));
        assertThat(phone.delete("FAVOURITES", "favorites-żółć.gpx").statusCode())
                .isEqualTo(200);
        stack.advance("PT11M");
        assertThat(phone.another("tablet").live()).contains(gpx("third"), "[1]");
    }

    private static String gpx(String name) {
        return """
                <gpx version="1.1" creator="test"><trk><name>%s</name><trkseg>\
                <trkpt lat="52" lon="5"/><trkpt lat="52.1" lon="5"/></trkseg></trk></gpx>\
                """.formatted(name);
    }
}
