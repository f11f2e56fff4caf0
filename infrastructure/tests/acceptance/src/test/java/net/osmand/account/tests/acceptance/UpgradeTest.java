package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reads what each release wrote. {@code -Drelease.record=VERSION} records the data of this tree in a folder of its own:
 * docs/release.md.
 */
@Tag("slow")
class UpgradeTest {
    private static final Path FOLDERS =
            TestStack.root().resolve("infrastructure/tests/acceptance/src/test/resources/releases");
    private static final String PASSWORD = "correct horse";
    private static final String NEW_PASSWORD = "battery staple";
    private static final String SINCE = "/v1/changes/since";

    static Stream<Path> releases() throws IOException {
        try (var folders = Files.list(FOLDERS)) {
            return folders.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource
    void releases(Path folder, @TempDir Path data) throws IOException, InterruptedException {
        assertReadable(new ReleaseFolder(folder), data);
    }

    @Test
    void todaysDataCanBeRecordedAndRead(@TempDir Path recording, @TempDir Path data)
            throws IOException, InterruptedException {
        var version = System.getProperty("release.record");
        var folder = new ReleaseFolder(version == null ? recording.resolve("today") : FOLDERS.resolve(version));
        record(folder, recording);
        assertReadable(folder, data);
    }

    /** Lives through everything that leaves rows or objects behind. */
    private static void record(ReleaseFolder folder, Path data) throws IOException, InterruptedException {
        var stack = TestStack.inside(data);
        try {
            var story = TestStack.JSON.createObjectNode();
            var shop = new TestShop(stack);
            var ann = new TestApp(stack, "ann@example.org", "phone");
            ann.register("false");
            ann.signIn();
            shop.subscription(
                    ann.email(),
                    TestShop.PRO,
                    "active",
                    stack.now() + Duration.ofDays(300).toMillis());
            story.put("first", ann.store("GPX", "tour.gpx", "<gpx>one</gpx>"));
            ann.store("GPX", "tour.gpx", "<gpx>two</gpx>");
            ann.store("FAVOURITES", "favorites.gpx", "<gpx><wpt lat=\"52\" lon=\"5\"><name>Home</name></wpt></gpx>");
            ann.store("GPX", "trashed.gpx", "<gpx>trashed</gpx>");
            assertThat(ann.delete("GPX", "trashed.gpx").statusCode()).isEqualTo(200);
            ann.store("GPX", "purged.gpx", "<gpx>purged</gpx>");
            assertThat(ann.delete("GPX", "purged.gpx").statusCode()).isEqualTo(200);
            var entry = "[{\"type\":\"GPX\",\"name\":\"purged.gpx\",\"updatetime\":%d}]".formatted(ann.newest());
            assertThat(stack.postJson("/userdata/empty-trash", ann.with(Map.of()), entry)
                            .statusCode())
                    .isEqualTo(200);
            story.put("annDevice", ann.deviceId()).put("annToken", ann.accessToken());
            story.put("cursor", changes(ann, Map.of()).path("cursor").asText());
            ann.store("GPX", "later.gpx", "<gpx>later</gpx>");

            var ben = TestBrowser.signedUp(stack, "ben@example.org", PASSWORD);
            assertThat(ben.upload("FAVOURITES", "favorites.gpx", TestApp.gzip("<gpx/>".getBytes()))
                            .statusCode())
                    .isEqualTo(200);
            story.put("benCookie", ben.cookie());

            var cem = TestBrowser.signedUp(stack, "cem@example.org", PASSWORD);
            shop.oneTime("cem@example.org", TestShop.MAPS_PLUS, stack.now());
            assertThat(cem.sendCode("delete").statusCode()).isEqualTo(200);
            assertThat(cem.post(
                                    "/mapapi/auth/delete-account",
                                    Map.of("token", stack.newestCode("cem@example.org")),
                                    "{}")
                            .statusCode())
                    .isEqualTo(200);
            stack.awaitBackgroundWork();
            folder.write(stack, story);
        } finally {
            stack.stop();
        }
    }

    private static void assertReadable(ReleaseFolder folder, Path data) throws IOException, InterruptedException {
        var story = folder.story();
        var stack = folder.start(data);
        try {
            var ann = new TestApp(stack, "ann@example.org", "phone");
            ann.becomeDevice(
                    story.path("annDevice").asText(), story.path("annToken").asText());
            filesAreThere(stack, ann, story);
            assertThat(changes(ann, Map.of("cursor", story.path("cursor").asText()))
                            .path("items")
                            .toString())
                    .contains("later.gpx");
            filesCanChange(ann);
            assertThat(TestBrowser.text(TestBrowser.of(ann).get("/v1/purchases", Map.of())))
                    .contains("OsmAnd Pro");
            sessionsAndSignIns(stack, story);
            theOwnerComesBackToThePurchase(stack);
            stack.advance("PT480H");
            stack.settle();
            new Invariants(stack).check(ann);
        } finally {
            stack.stop();
        }
    }

    private static void filesAreThere(TestStack stack, TestApp ann, JsonNode story) {
        assertThat(ann.live())
                .contains("<gpx>two</gpx>", "<gpx>later</gpx>")
                .anyMatch(content -> content.contains("Home"))
                .hasSize(3);
        assertThat(ann.content("GPX", "tour.gpx", story.path("first").asLong())).isEqualTo("<gpx>one</gpx>");
        var web = TestStack.json(TestBrowser.of(ann).get("/mapapi/list-files", Map.of("allVersions", "true")));
        assertThat(web.path("allFiles")).hasSize(ann.list().path("allFiles").size());
        assertThat(web.path("uniqueFiles")).hasSize(3);
        assertThat(stack.get("/userdata/user-validate-sub", ann.with(Map.of())).statusCode())
                .isEqualTo(200);
    }

    private static JsonNode changes(TestApp ann, Map<String, String> cursor) {
        var answer = TestBrowser.of(ann).get(SINCE, cursor);
        assertThat(answer.statusCode()).isEqualTo(200);
        return TestStack.json(answer);
    }

    private static void filesCanChange(TestApp ann) {
        var marker = ann.list()
                .path("allFiles")
                .valueStream()
                .filter(row -> row.path("name").asText().equals("trashed.gpx")
                        && row.path("filesize").asLong() < 0)
                .findFirst()
                .orElseThrow();
        assertThat(ann.deleteVersion(
                                "GPX",
                                "trashed.gpx",
                                marker.path("updatetimems").asLong())
                        .statusCode())
                .isEqualTo(200);
        assertThat(ann.live()).contains("<gpx>trashed</gpx>");
        assertThat(ann.delete("GPX", "later.gpx").statusCode()).isEqualTo(200);
        ann.store("GPX", "tour.gpx", "<gpx>three</gpx>");
        assertThat(ann.live()).contains("<gpx>three</gpx>").doesNotContain("<gpx>later</gpx>", "<gpx>two</gpx>");
    }

    private static void sessionsAndSignIns(TestStack stack, JsonNode story) {
        var ben = new TestBrowser(stack).withCookie(story.path("benCookie").asText());
        assertThat(ben.signedInAs()).isEqualTo("ben@example.org");
        assertThat(TestBrowser.text(
                        ben.get("/mapapi/download-file", Map.of("type", "FAVOURITES", "name", "favorites.gpx"))))
                .isEqualTo("<gpx/>");
        var reset = new TestBrowser(stack);
        assertThat(reset.register("ben@example.org", false).statusCode()).isEqualTo(200);
        assertThat(reset.activate("ben@example.org", stack.newestCode("ben@example.org"), NEW_PASSWORD)
                        .statusCode())
                .isEqualTo(200);
        assertThat(reset.login("ben@example.org", NEW_PASSWORD).statusCode()).isEqualTo(200);
        var tablet = new TestApp(stack, "ann@example.org", "tablet");
        assertThat(tablet.register("true").statusCode()).isEqualTo(200);
        tablet.signIn();
        assertThat(tablet.live()).hasSize(3);
    }

    private static void theOwnerComesBackToThePurchase(TestStack stack) {
        var cem = TestBrowser.signedUp(stack, "cem@example.org", PASSWORD);
        assertThat(TestBrowser.text(cem.get("/v1/purchases", Map.of()))).contains("Maps");
    }
}
