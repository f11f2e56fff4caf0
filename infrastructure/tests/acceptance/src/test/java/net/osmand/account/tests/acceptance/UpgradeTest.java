package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.osmand.account.aws.dynamodb.DynamoDbFileIndex;
import net.osmand.account.core.account.UsageChange;
import net.osmand.account.core.files.Change;
import net.osmand.account.core.files.CommitResult;
import net.osmand.account.core.files.HiddenDeletions;
import net.osmand.account.core.files.Write;
import net.osmand.account.core.values.AccountId;
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

    /** Maximum number of rows of one file that a request removes itself. */
    private static final int ROWS_OF_A_REMOVAL = 90;

    private static final Pattern KEY = Pattern.compile("Key: `([A-Z_]+#?)[^`]*`,\\s+`([A-Z-]+#?)");

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
        var expected = new LinkedHashMap<String, Object>();
        export(stack, TestBrowser.of(phone));
        stack.awaitBackgroundWork();
        expected.put("undo", addressChanges(stack));
        expected.putAll(unfinishedJobs(stack));

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

    /** Starts an export as a job, since its files cannot be read at once. */
    private static HttpResponse<byte[]> export(TestStack stack, TestBrowser browser) {
        stack.plan("""
                {"kind":"throttling","service":"S3","operation":"GetObject","count":100}\
                """);
        var answer = browser.post("/mapapi/download-backup", Map.of("format", ".osf"), "");
        stack.clearFaults();
        return answer;
    }

    /**
     * Changes two addresses: one is complete, and Cognito never applied the other.
     *
     * @return the code that takes the first change back
     */
    private static String addressChanges(TestStack stack) {
        for (var name : new String[] {"fay", "gus"}) {
            var email = name + "@example.org";
            var browser = TestBrowser.signedUp(stack, email, PASSWORD);
            browser.sendCode("change");
            browser.post(
                    "/mapapi/auth/send-code-to-new-email",
                    Map.of(
                            "action",
                            "change",
                            "lang",
                            "en",
                            "email",
                            name + "@example.net",
                            "code",
                            stack.newestCode(email)),
                    "{}");
            if (name.equals("gus")) {
                stack.plan("""
                        {"kind":"throttling","service":"CognitoIdentityProvider","operation":"AdminUpdateUserAttributes","count":100}\
                        """);
            }
            browser.changeEmail(name + "@example.net", stack.newestCode(name + "@example.net"));
            stack.clearFaults();
            stack.awaitBackgroundWork();
        }
        return stack.newestCode("fay@example.org");
    }

    /**
     * Jobs whose messages are lost: the deletion of an account, the emptying of a trash, whole and selected, the removal
     * of a file with many versions, an export, and a folder.
     *
     * @return the state of their accounts
     */
    private static Map<String, Object> unfinishedJobs(TestStack stack) {
        var leaving = TestBrowser.signedUp(stack, "cem@example.org", PASSWORD);
        leaving.upload("FAVOURITES", "favorites.gpx", TestApp.gzip(new byte[9]));
        var emptying = new TestApp(stack, "dan@example.org", "phone");
        emptying.register("false");
        emptying.signIn();
        for (var name : new String[] {"favorites.gpx", "favorites-a.gpx", "favorites-b.gpx"}) {
            emptying.store("FAVOURITES", name, "<gpx/>");
            emptying.delete("FAVOURITES", name);
        }
        var eva = new TestApp(stack, "eva@example.org", "phone");
        eva.register("false");
        eva.signIn();
        eva.grantPro();
        eva.store("GPX", "Alps/pass.gpx", gpx("pass"));
        for (var version = 0; version <= ROWS_OF_A_REMOVAL; version++) {
            eva.store("PROFILE", "purged.json", "{}");
        }
        eva.store("OSM_NOTES", "hidden.json", "[1]");
        eva.delete("OSM_NOTES", "hidden.json");
        stack.awaitBackgroundWork();
        stack.suspend("AccountJobFunction", "TrashEmptyingStepFunction", "ExportStepFunction");
        hide(stack, eva);
        var web = TestBrowser.of(eva);
        assertThat(web.post(
                                "/mapapi/delete-file-all-versions",
                                Map.of(
                                        "type", "PROFILE",
                                        "name", "purged.json",
                                        "updatetime", Long.toString(newest(eva, "purged.json"))),
                                "")
                        .statusCode())
                .isEqualTo(200);
        var folder = web.post(
                "/v1/folders/jobs",
                Map.of("action", "rename", "type", "GPX", "folder", "Alps", "new_folder", "Tours"),
                "");
        var browser = new TestBrowser(stack);
        browser.login("ben@example.org", PASSWORD);
        assertThat(export(stack, browser.withHeader("Origin", "https://map.example.org"))
                        .statusCode())
                .as("a mail will come")
                .isEqualTo(400);
        TestBrowser.of(emptying).post("/v1/trash/empty", Map.of(), "{}");
        leaving.sendCode("delete");
        leaving.post("/mapapi/auth/delete-account", Map.of("token", stack.newestCode("cem@example.org")), "");
        return Map.of(
                "evaDevice", eva.deviceId(),
                "evaToken", eva.accessToken(),
                "folder", TestStack.json(folder).path("status_url").asText());
    }

    /** Hides the trashed file, as the emptying of many selected files does. */
    private static void hide(TestStack stack, TestApp eva) {
        var client = stack.local().dynamoDb();
        var index = new DynamoDbFileIndex(client, client, "FilesTable");
        var account = new AccountId(eva.account());
        var last = index.usage(account).orElseThrow().lastUpdateTime();
        var hidden = new Write.AddHidden(new HiddenDeletions("job", Set.of(newest(eva, "hidden.json"))));
        assertThat(index.commit(new Change(
                        account,
                        last + 1,
                        UsageChange.ofHidden(1),
                        Set.of(),
                        new Change.CheckDay(Long.MAX_VALUE, false),
                        OptionalLong.empty(),
                        List.of(hidden))))
                .isInstanceOf(CommitResult.Committed.class);
    }

    private static long newest(TestApp app, String name) {
        return app.list()
                .path("allFiles")
                .valueStream()
                .filter(row -> row.path("name").asText().equals(name))
                .mapToLong(row -> row.path("updatetimems").asLong())
                .max()
                .orElseThrow();
    }

    /** Every kind of item in docs/data-model.md is in a recording. */
    private static void hasEveryKind(Path release) throws IOException {
        var page = Files.readString(TestStack.root().resolve("docs/data-model.md"));
        for (var table : RestoreSteps.TABLES) {
            var section = page.substring(page.indexOf("\n## " + table) + 4);
            var documented = KEY.matcher(section.substring(0, section.indexOf("\n## ")))
                    .results()
                    .map(key -> key.group(1) + " " + key.group(2))
                    .collect(Collectors.toSet());
            var recorded = new HashSet<String>();
            for (var row : TestStack.read(Files.readString(release.resolve(table + ".json")))) {
                recorded.add(kind(row.path("pk")) + " " + kind(row.path("sk")));
            }
            assertThat(documented).as(table).hasSizeGreaterThan(2);
            assertThat(recorded).as(release + " " + table).containsAll(documented);
        }
    }

    /** Returns a key up to its first {@code #}. */
    private static String kind(JsonNode key) {
        var text = key.isTextual() ? key.asText() : key.path("S").asText();
        return text.substring(0, text.indexOf('#') + 1).isEmpty() ? text : text.substring(0, text.indexOf('#') + 1);
    }

    private void read(Path release) throws IOException, InterruptedException {
        hasEveryKind(release);
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

            exportsAreThere(stack, phone, session);
            var eva = TestApp.of(
                    stack,
                    "eva@example.org",
                    expected.path("evaDevice").asText(),
                    expected.path("evaToken").asText());
            jobsAreThere(eva, expected.path("folder").asText());
            aChangeIsTakenBack(stack, expected.path("undo").asText());
            dailyJobAndFullCheckFindNothing(stack);
            aChangeIsApplied(stack);
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

    /** One export is done. The message of the other one is lost, so the user starts it again and gets the mail. */
    private static void exportsAreThere(TestStack stack, TestApp phone, TestBrowser session) {
        var archive = TestBrowser.of(phone).get("/v1/exports/archive", Map.of());
        assertThat(archive.statusCode()).as("an archive").isEqualTo(200);
        assertThat(archive.headers().firstValue("content-type")).contains("application/zip");
        var mails = stack.mails("ben@example.org");
        stack.advance("PT2H");
        session.withHeader("Origin", "https://map.example.org");
        assertThat(export(stack, session).statusCode()).isEqualTo(400);
        stack.awaitBackgroundWork();
        assertThat(stack.mails("ben@example.org")).isGreaterThan(mails);
        session.withHeader("Origin", "");
    }

    /** Rows that a job should remove are hidden, and the folder's job is known. */
    private static void jobsAreThere(TestApp eva, String folder) {
        var web = TestBrowser.of(eva);
        assertThat(TestStack.json(web.get("/v1/trash", Map.of())).path("items"))
                .as("a hidden deletion")
                .isEmpty();
        assertThat(eva.list()
                        .path("allFiles")
                        .valueStream()
                        .map(row -> row.path("name").asText()))
                .as("a file that is being removed")
                .doesNotContain("purged.json", "hidden.json");
        assertThat(TestStack.json(web.get(folder, Map.of())).path("state").asText())
                .isEqualTo("running");
    }

    /** The code of the notice takes a change back. */
    private static void aChangeIsTakenBack(TestStack stack, String undo) {
        var body = "{\"username\":\"fay@example.org\",\"token\":\"%s\"}".formatted(undo);
        assertThat(new TestBrowser(stack)
                        .post("/mapapi/auth/undo-change-email", Map.of(), body)
                        .statusCode())
                .isEqualTo(200);
        assertThat(new TestApp(stack, "fay@example.org", "phone")
                        .register("true")
                        .statusCode())
                .as("the former address")
                .isEqualTo(200);
    }

    /** The daily job has applied the change that Cognito refused. */
    private static void aChangeIsApplied(TestStack stack) {
        assertThat(new TestBrowser(stack).login("gus@example.net", PASSWORD).statusCode())
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
