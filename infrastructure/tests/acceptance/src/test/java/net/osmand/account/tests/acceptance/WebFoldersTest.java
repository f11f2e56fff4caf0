package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Changes files, folders and appearances as the public web client does (docs/protocol/portal-files.md). */
class WebFoldersTest {
    private final TestStack stack = TestStack.shared();
    private final TestApp phone = TestApp.signedUp(stack).grantPro();
    private final TestBrowser browser = TestBrowser.of(phone);

    /** Sends the web client's calls in the recorded order: open, rename, move, duplicate, edit a favourite, folders. */
    @Test
    void servesTheWebClientsCallsInTheirOrder() {
        phone.store("FAVOURITES", "favorites.gpx", "<gpx><wpt lat=\"1\" lon=\"2\"><name>Home</name></wpt></gpx>");
        phone.store("GPX", "Pass.gpx", "<gpx>track</gpx>");
        phone.store("GPX", "Pass.gpx.info", "{\"type\":\"GPX\",\"file\":\"/tracks/Pass.gpx\",\"color\":\"#ff0000\"}");

        assertThat(download("GPX", "Pass.gpx")).isEqualTo("<gpx>track</gpx>");
        isOk(rename("Pass.gpx", "Col.gpx", false));
        assertThat(names("GPX")).containsExactly("Col.gpx", "Col.gpx.info");
        isOk(rename("Col.gpx", "Alps/Col.gpx", false));
        isOk(rename("Alps/Col.gpx", "Alps/Col - 1.gpx", true));
        assertThat(names("GPX"))
                .containsExactly("Alps/Col - 1.gpx", "Alps/Col - 1.gpx.info", "Alps/Col.gpx", "Alps/Col.gpx.info");
        assertThat(download("GPX", "Alps/Col - 1.gpx")).isEqualTo("<gpx>track</gpx>");
        assertThat(TestStack.read(download("GPX", "Alps/Col.gpx.info"))
                        .path("file")
                        .asText())
                .isEqualTo("/tracks/Alps/Col.gpx");

        var edited = TestStack.json(browser.post(
                "/mapapi/fav/update",
                Map.of(
                        "wptName", "Home",
                        "oldGroupName", "favorites.gpx",
                        "newGroupName", "favorites.gpx",
                        "oldGroupUpdatetime", time("FAVOURITES", "favorites.gpx"),
                        "newGroupUpdatetime", time("FAVOURITES", "favorites.gpx"),
                        "ind", "0"),
                "{\"name\":\"Home sweet home\",\"lat\":\"1.0000000\",\"lon\":2,\"category\":null,\"ext\":{}}"));
        assertThat(edited.path("respOldGroup").asText()).isEmpty();
        assertThat(edited.at("/respNewGroup/updatetime").asText()).isEqualTo(time("FAVOURITES", "favorites.gpx"));
        assertThat(download("FAVOURITES", "favorites.gpx"))
                .isEqualTo("<gpx><wpt lat=\"1\" lon=\"2\"><name>Home sweet home</name></wpt></gpx>");

        isOk(browser.upload("GPX", "Tours/__folder__.info", TestApp.gzip(new byte[0])));
        isOk(folder("rename-folder", Map.of("folderName", "Tours", "newFolderName", "Trips", "type", "GPX")));
        assertThat(names("GPX")).contains("Trips/__folder__.info");
        isOk(folder("delete-folder", Map.of("folderName", "Alps", "type", "GPX")));
        isOk(folder("delete-folder", Map.of("folderName", "Trips", "type", "GPX")));
        assertThat(names("GPX")).isEmpty();
        new Invariants(stack).check(phone);
    }

    /** One request cannot change this folder. The public client shows an error message, and our portal starts a job. */
    @Tag("slow")
    @Test
    void changesALargeFolderByAJob() {
        for (var i = 0; i < 101; i++) {
            phone.store("GPX", "Alps/" + i + ".gpx", "<gpx/>");
        }
        var rename = Map.of("folderName", "Alps", "newFolderName", "Tours", "type", "GPX");
        isSentence(folder("rename-folder", rename));
        assertThat(TestBrowser.text(folder("rename-folder", rename))).contains("portal");

        var query = Map.of("action", "rename", "type", "GPX", "folder", "Alps", "new_folder", "Tours");
        var begun = browser.post("/v1/folders/jobs", query, "");
        assertThat(begun.statusCode()).as(TestBrowser.text(begun)).isEqualTo(202);
        var status = TestStack.json(begun).path("status_url").asText();
        stack.settle();
        var job = TestStack.json(browser.get(status, Map.of()));
        assertThat(job.path("state").asText()).isEqualTo("done");
        assertThat(job.path("done").asInt()).isEqualTo(101);
        assertThat(job.path("total").asInt()).isEqualTo(101);
        assertThat(job.path("left").asInt()).isZero();
        assertThat(job.has("message")).isFalse();
        assertThat(names("GPX")).hasSize(101).allMatch(name -> name.startsWith("Tours/"));
        assertThat(browser.delete(status).statusCode())
                .as("nothing is left to cancel")
                .isEqualTo(200);
        assertThat(browser.get("/v1/folders/jobs/none", Map.of()).statusCode()).isEqualTo(404);
        assertThat(browser.delete("/v1/folders/jobs/none").statusCode()).isEqualTo(404);
        assertThat(browser.post("/v1/folders/jobs", Map.of("action", "rename", "type", "GPX", "folder", "x"), "")
                        .statusCode())
                .isEqualTo(400);
        new Invariants(stack).check(phone);
    }

    @Test
    void saysInTheUsersLanguageWhyAJobIsRefused() {
        var query = Map.of("action", "rename", "type", "GPX", "folder", "None", "new_folder", "Tours");
        var status = TestStack.json(browser.post("/v1/folders/jobs", query, ""))
                .path("status_url")
                .asText();
        stack.settle();
        var job = TestStack.json(browser.get(status, Map.of("lang", "nl")));
        assertThat(job.path("state").asText()).isEqualTo("refused");
        assertThat(job.path("message").asText()).isEqualTo("Dit bestand is niet gevonden.");
    }

    @Tag("slow")
    @Test
    void cancelsAJobOfALargeFolder() {
        for (var i = 0; i < 20; i++) {
            phone.store("GPX", "Alps/" + i + ".gpx", "<gpx/>");
        }
        stack.suspend("AccountJobFunction");
        var query = Map.of("action", "delete", "type", "GPX", "folder", "Alps");
        var begun = TestStack.json(browser.post("/v1/folders/jobs", query, ""));
        var other = Map.of("action", "delete", "type", "GPX", "folder", "Tours");
        assertThat(browser.post("/v1/folders/jobs", other, "").statusCode()).isEqualTo(409);
        var status = begun.path("status_url").asText();
        assertThat(TestStack.json(browser.get(status, Map.of())).path("state").asText())
                .isEqualTo("running");
        assertThat(browser.delete(status).statusCode()).isEqualTo(200);
        stack.suspend();
        stack.settle();
        assertThat(TestStack.json(browser.get(status, Map.of())).path("state").asText())
                .isEqualTo("cancelled");
        assertThat(names("GPX")).hasSize(20);
    }

    @Test
    void downloadsAFolderAsAnArchive() {
        phone.store("GPX", "Alps/Pass.gpx", "<gpx/>");
        var query = Map.of("format", ".osf", "type", "GPX", "folderName", "Alps");
        var archive = browser.post("/mapapi/download-backup-folder", query, "[]");
        assertThat(archive.statusCode()).isEqualTo(200);
        assertThat(archive.headers().firstValue("content-disposition").orElse(""))
                .contains("filename=Export_");
        assertThat(new String(archive.body(), StandardCharsets.ISO_8859_1))
                .startsWith("PK")
                .contains("Alps/Pass.gpx");
        assertThat(browser.post("/mapapi/download-backup-folder", Map.of("type", "GPX", "shared", "true"), "[]")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aPhoneSeesARenamingAsANewFileAndADeletion() {
        phone.store("GPX", "Pass.gpx", "<gpx>track</gpx>");
        var before = phone.newest();

        isOk(rename("Pass.gpx", "Alps/Pass.gpx", false));

        var rows = phone.list().path("allFiles");
        assertThat(rows.path(0).path("name").asText()).isEqualTo("Pass.gpx");
        assertThat(rows.path(0).path("filesize").asInt()).isEqualTo(-1);
        assertThat(rows.path(1).path("name").asText()).isEqualTo("Alps/Pass.gpx");
        assertThat(rows.path(1).path("updatetimems").asLong()).isGreaterThan(before);
        assertThat(phone.content(
                        "GPX",
                        "Alps/Pass.gpx",
                        rows.path(1).path("updatetimems").asLong()))
                .isEqualTo("<gpx>track</gpx>");
        var restored = browser.post(
                "/mapapi/restore-file",
                Map.of(
                        "type",
                        "GPX",
                        "name",
                        "Pass.gpx",
                        "updatetime",
                        rows.path(0).path("updatetimems").asText()),
                "");
        assertThat(restored.statusCode()).isEqualTo(200);
        assertThat(names("GPX")).containsExactly("Alps/Pass.gpx", "Pass.gpx");
        new Invariants(stack).check(phone);
    }

    @Test
    void refusesWithASentenceThatTheDialogShows() {
        phone.store("GPX", "Pass.gpx", "<gpx/>");
        phone.store("GPX", "Col.gpx", "<gpx/>");
        phone.store("GPX", "Alps/Pass.gpx", "<gpx/>");
        phone.store("GPX", "Tours/Pass.gpx", "<gpx/>");

        isSentence(rename("Pass.gpx", "Pass.gpx", false));
        isSentence(rename("Pass.gpx", "Col.gpx", false));
        isSentence(rename("None.gpx", "New.gpx", false));
        isSentence(rename("Pass.gpx", "a/../b.gpx", false));
        var dutch = Map.of(
                "oldName", "Pass.gpx", "newName", "a/../b.gpx", "type", "GPX", "saveCopy", "false", "lang", "nl");
        assertThat(TestBrowser.text(browser.get("/mapapi/rename-file", dutch)))
                .isEqualTo("Deze naam kan niet worden gebruikt. Kies een andere.");
        isSentence(folder("rename-folder", Map.of("folderName", "Alps", "newFolderName", "Tours", "type", "GPX")));
        isSentence(folder("rename-folder", Map.of("folderName", "Alps", "newFolderName", "Alps", "type", "GPX")));
        phone.endPro();
        isSentence(rename("Pass.gpx", "New.gpx", false));
        isSentence(folder("rename-folder", Map.of("folderName", "Alps", "newFolderName", "X", "type", "GPX")));
        isOk(folder("delete-folder", Map.of("folderName", "Alps", "type", "GPX")));
        assertThat(names("GPX")).containsExactly("Col.gpx", "Pass.gpx", "Tours/Pass.gpx");
        assertThat(rename("Pass.gpx", null, false).statusCode()).isEqualTo(400);
    }

    /** Without it a client that wants a duplicate would lose the old file. */
    @Test
    void refusesARenamingThatDoesNotSayWhetherTheOldFileStays() {
        phone.store("GPX", "Pass.gpx", "<gpx/>");
        var query = Map.of("oldName", "Pass.gpx", "newName", "Col.gpx", "type", "GPX");

        assertThat(browser.get("/mapapi/rename-file", query).statusCode()).isEqualTo(400);

        assertThat(names("GPX")).containsExactly("Pass.gpx");
    }

    @Tag("slow")
    @Test
    void storesTheAppearanceOfATrackAndKeepsThePhonesKeys() {
        var known = phone.store("GPX", "Pass.gpx.info", "{\"color\":\"#ff0000\",\"width\":\"bold\"}");

        var stored = update("Pass.gpx.info", Map.of("updatetime", Long.toString(known)), "{\"width\":\"thin\"}");

        assertThat(stored.statusCode()).as(TestBrowser.text(stored)).isEqualTo(200);
        var version = TestStack.json(stored);
        assertThat(version.path("status").asText()).isEqualTo("ok");
        assertThat(version.path("updatetime").asText()).isEqualTo(time("GPX", "Pass.gpx.info"));
        assertThat(download("GPX", "Pass.gpx.info")).isEqualTo("{\"width\":\"thin\",\"color\":\"#ff0000\"}");
        assertThat(TestStack.errorCode(update("Pass.gpx.info", Map.of("updatetime", "5"), "{}")))
                .isEqualTo(106);
        isSentence(update("Pass.gpx", Map.of(), "{}"));
        phone.delete("GPX", "Pass.gpx.info");
        assertThat(update("Pass.gpx.info", Map.of(), "{}").statusCode()).isEqualTo(200);
        phone.endPro();
        assertThat(TestStack.errorCode(update("Pass.gpx.info", Map.of(), "{}"))).isEqualTo(102);
    }

    /** These GET requests have side effects, so they need our own origin and a valid session. */
    @Test
    void acceptsChangesFromOurOwnOriginOnly() {
        phone.store("GPX", "Pass.gpx", "<gpx/>");
        var session = TestBrowser.signedUp(stack, TestStack.freshEmail(), "correct horse");
        session.withHeader("Sec-Fetch-Site", "cross-site");
        assertThat(session.get("/mapapi/rename-file", names("a", "b")).statusCode())
                .isEqualTo(403);
        assertThat(session.get("/mapapi/delete-folder", Map.of("folderName", "a", "type", "GPX"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(session.get("/mapapi/fav/rename-fav-group", Map.of()).statusCode())
                .isEqualTo(403);
        assertThat(session.post("/mapapi/fav/add", Map.of(), "{}").statusCode()).isEqualTo(403);
        assertThat(session.uploadTo("/mapapi/update-info", Map.of("name", "a.info"), new byte[0])
                        .statusCode())
                .isEqualTo(403);
        session.withHeader("Sec-Fetch-Site", "");
        assertThat(session.get("/mapapi/rename-file", names("a", "b")).statusCode())
                .isEqualTo(403);
        assertThat(new TestBrowser(stack)
                        .get("/mapapi/rename-file", names("a", "b"))
                        .statusCode())
                .isEqualTo(401);
    }

    /**
     * The AWS calls of an operation do not grow with the account. Two of the calls authenticate the caller of a Pro
     * account.
     */
    @Tag("slow")
    @Test
    void makesAConstantNumberOfCalls() {
        phone.store("GPX", "Pass.gpx", "<gpx/>");
        phone.store("GPX", "Pass.gpx.info", "{}");
        phone.store("GPX", "Alone.gpx", "<gpx/>");
        phone.store("FAVOURITES", "favorites.gpx", "<gpx/>");
        for (var round = 0; round < 2; round++) {
            var name = "Name " + round + ".gpx";
            var copy = "Pass " + round + ".gpx";
            assertThat(calls(() -> isOk(rename("Alone.gpx", name, false))))
                    .as("rename")
                    .isEqualTo(8);
            assertThat(calls(() -> isOk(rename(name, "Alone.gpx", false))))
                    .as("rename over a trashed name")
                    .isEqualTo(11);
            assertThat(calls(() -> isOk(rename("Pass.gpx", copy, true))))
                    .as("duplicate with companion")
                    .isEqualTo(8);
            var time = time("FAVOURITES", "favorites.gpx");
            assertThat(calls(() -> browser.post(
                            "/mapapi/fav/add",
                            Map.of("fileName", "favorites.gpx", "updatetime", time),
                            "{\"name\":\"A\",\"lat\":1,\"lon\":2}")))
                    .as("add a favourite")
                    .isEqualTo(5);
        }
    }

    private int calls(Runnable request) {
        var count = 0;
        for (var call : stack.callsOf(request)) {
            count += call.path("route").asText().contains("/mapapi/")
                    ? call.path("count").asInt()
                    : 0;
        }
        return count;
    }

    private HttpResponse<byte[]> update(String name, Map<String, String> more, String json) {
        var query = new HashMap<>(more);
        query.put("name", name);
        return browser.uploadTo("/mapapi/update-info", query, TestApp.gzip(json.getBytes(StandardCharsets.UTF_8)));
    }

    private HttpResponse<byte[]> rename(String from, @Nullable String to, boolean copy) {
        var query =
                new HashMap<String, String>(Map.of("oldName", from, "type", "GPX", "saveCopy", Boolean.toString(copy)));
        if (to != null) {
            query.put("newName", to);
        }
        return browser.get("/mapapi/rename-file", query);
    }

    private HttpResponse<byte[]> folder(String call, Map<String, String> query) {
        return browser.get("/mapapi/" + call, query);
    }

    private static Map<String, String> names(String from, String to) {
        return Map.of("oldName", from, "newName", to, "type", "GPX", "saveCopy", "false");
    }

    private static void isOk(HttpResponse<byte[]> answer) {
        assertThat(TestBrowser.text(answer)).isEqualTo("{\"status\":\"ok\"}");
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private static void isSentence(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("text/plain");
        assertThat(TestBrowser.text(answer)).matches("[A-Z][^{}\\n]{10,200}\\.");
    }

    private String download(String type, String name) {
        var answer = browser.get("/mapapi/download-file", Map.of("type", type, "name", name));
        assertThat(answer.statusCode()).isEqualTo(200);
        return TestBrowser.text(answer);
    }

    private JsonNode list(String type) {
        return TestStack.json(browser.get("/mapapi/list-files", Map.of("type", type)))
                .path("uniqueFiles");
    }

    private List<String> names(String type) {
        return list(type)
                .valueStream()
                .map(file -> file.path("name").asText())
                .sorted()
                .toList();
    }

    private String time(String type, String name) {
        return list(type)
                .valueStream()
                .filter(file -> file.path("name").asText().equals(name))
                .map(file -> file.path("updatetimems").asText())
                .findFirst()
                .orElseThrow();
    }
}
