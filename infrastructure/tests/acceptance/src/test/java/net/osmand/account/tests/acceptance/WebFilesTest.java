package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Uses a phone and the portal with one account (docs/protocol/portal-files.md#single-files). */
class WebFilesTest {
    private static final String NAME = "favorites-food & drink.gpx";
    private static final String PASSWORD = "correct horse";

    private final TestStack stack = TestStack.shared();
    private final TestApp phone = TestApp.signedUp(stack);
    private final TestBrowser browser = new TestBrowser(stack);

    @BeforeEach
    void signIn() {
        browser.register(phone.email(), false);
        browser.activate(phone.email(), stack.newestCode(phone.email()), PASSWORD);
        assertThat(browser.login(phone.email(), PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    void theListHasEveryFieldThatThePublicClientReads() {
        var first = phone.store("FAVOURITES", NAME, "<gpx/>");
        phone.store("FAVOURITES", NAME, "<gpx>two</gpx>");
        var list = list(Map.of("allVersions", "true", "addDevices", "true"));
        assertThat(list.path("totalFiles").asInt()).isOne();
        assertThat(list.path("totalFileVersions").asInt()).isEqualTo(2);
        assertThat(list.path("maximumAccountSize").asLong()).isEqualTo(5_242_880);
        assertThat(list.path("allFiles")).hasSize(2);
        assertThat(list.path("uniqueFiles")).hasSize(1);
        var file = list.path("allFiles").path(1);
        assertThat(file.path("updatetimems").asLong()).isEqualTo(first);
        assertThat(file.path("deviceInfo").asText()).isEqualTo("Google__model__Pixel 9");
        assertThat(file.path("filesize").asInt()).isEqualTo(6);
        assertThat(list(Map.of()).has("allFiles")).isFalse();
        assertThat(list(Map.of("name", "other")).path("uniqueFiles")).isEmpty();
        assertThat(list(Map.of("type", "GPX,FAVOURITES")).path("uniqueFiles")).hasSize(1);
    }

    @Test
    void totalsOfWebAndAppAgree() {
        phone.store("FAVOURITES", NAME, "<gpx/>");
        browser.upload("FAVOURITES", "web.gpx", TestApp.gzip("<gpx>web</gpx>".getBytes(StandardCharsets.UTF_8)));
        var web = list(Map.of("allVersions", "true"));
        var app = phone.list();
        for (var field : List.of("totalFiles", "totalFileVersions", "totalZipSize", "totalFileSize")) {
            assertThat(web.path(field)).isEqualTo(app.path(field));
        }
    }

    @Test
    void aRestoredBackupKeepsItsDates() {
        var gzip = TestApp.gzip("<gpx/>".getBytes(StandardCharsets.UTF_8));
        var query = Map.of("type", "FAVOURITES", "name", NAME, "clienttime", "1500000000000");
        assertThat(browser.upload(query, gzip).statusCode()).isEqualTo(200);
        var file = list(Map.of()).path("uniqueFiles").path(0);
        assertThat(file.path("clienttimems").asLong()).isEqualTo(1_500_000_000_000L);
    }

    @Test
    void anyVersionDownloadsAndAnUnknownFileIs404() {
        var first = phone.store("FAVOURITES", NAME, "<gpx/>");
        phone.store("FAVOURITES", NAME, "<gpx>two</gpx>");
        var newest = browser.get("/mapapi/download-file", Map.of("type", "FAVOURITES", "name", NAME));
        assertThat(TestBrowser.text(newest)).isEqualTo("<gpx>two</gpx>");
        assertThat(newest.headers().firstValue("content-disposition").orElse(""))
                .isEqualTo("attachment; filename=favorites-food%20%26%20drink.gpx");
        assertThat(TestBrowser.text(browser.get("/mapapi/download-file", query("FAVOURITES", NAME, first))))
                .isEqualTo("<gpx/>");
        assertThat(browser.get("/mapapi/download-file", Map.of("type", "FAVOURITES", "name", "no"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aDeletedFileDownloadsFromTheVersionBefore() {
        phone.store("FAVOURITES", NAME, "<gpx/>");
        var deleted = delete("FAVOURITES", NAME);
        assertThat(TestBrowser.text(
                        browser.get("/mapapi/download-file-from-prev-version", query("FAVOURITES", NAME, deleted))))
                .isEqualTo("<gpx/>");
    }

    @Test
    void startUploadsItsOwnTypesOnlyAndSaysSoWithACode() {
        var gzip = TestApp.gzip("<gpx/>".getBytes(StandardCharsets.UTF_8));
        assertThat(browser.upload("FAVOURITES", NAME, gzip).statusCode()).isEqualTo(200);
        assertThat(TestStack.errorCode(browser.upload("GPX", "a.gpx", gzip))).isEqualTo(102);
        assertThat(phone.content(
                        "FAVOURITES",
                        NAME,
                        list(Map.of())
                                .path("uniqueFiles")
                                .path(0)
                                .path("updatetimems")
                                .asLong()))
                .isEqualTo("<gpx/>");
    }

    @Test
    @Tag("processes")
    void restoringGivesEveryTypeBackByteForByteWithANewTime() {
        for (var type : List.of("FAVOURITES", "GLOBAL", "PROFILE")) {
            phone.store(type, NAME, "not <gpx> at all " + type);
            var deleted = delete(type, NAME);
            var restored = restore(type, NAME, deleted);
            assertThat(restored.statusCode()).isEqualTo(200);
            var file = TestStack.json(restored);
            assertThat(file.path("updatetimems").asLong()).isGreaterThan(deleted);
            assertThat(file.path("clienttimems").asLong()).isOne();
            assertThat(file.path("type").asText()).isEqualTo(type);
            assertThat(phone.content(type, NAME, file.path("updatetimems").asLong()))
                    .isEqualTo("not <gpx> at all " + type);
        }
        assertThat(TestStack.json(browser.get("/v1/trash", Map.of())).path("items"))
                .isEmpty();
    }

    @Test
    void restoringMovesNoBytes() {
        phone.store("FAVOURITES", NAME, "<gpx/>");
        var deleted = delete("FAVOURITES", NAME);
        var calls = stack.callsOf(() -> restore("FAVOURITES", NAME, deleted));
        assertThat(calls)
                .extracting(call -> call.path("operation").asText())
                .doesNotContain("GetObject", "PutObject")
                .contains("CopyObject");
        assertThat(calls.stream().mapToInt(call -> call.path("count").asInt()).sum())
                .isEqualTo(6);
    }

    @Test
    void deletingAllVersionsNeedsTheFileAsItWasSeen() {
        var live = phone.store("FAVOURITES", NAME, "<gpx/>");
        var query = new HashMap<>(query("FAVOURITES", NAME, live));
        query.put("isTrash", "true");
        assertRefused(browser.get("/mapapi/delete-file-all-versions", query));
        var deleted = delete("FAVOURITES", NAME);
        query.put("updatetime", Long.toString(deleted - 1));
        assertRefused(browser.get("/mapapi/delete-file-all-versions", query));
        query.put("updatetime", Long.toString(deleted));
        assertThat(browser.get("/mapapi/delete-file-all-versions", query).statusCode())
                .isEqualTo(200);
        assertRefused(browser.post("/mapapi/delete-file-all-versions", query, ""));
        assertThat(list(Map.of("allVersions", "true")).path("allFiles")).isEmpty();
    }

    @Test
    void getsWithEffectsMustComeFromOurOwnPages() {
        phone.store("FAVOURITES", NAME, "<gpx/>");
        var deleted = delete("FAVOURITES", NAME);
        browser.withHeader("Sec-Fetch-Site", "");
        assertThat(browser.get("/mapapi/restore-file", query("FAVOURITES", NAME, deleted))
                        .statusCode())
                .isEqualTo(403);
        browser.withHeader("Referer", "https://evil.example/page");
        assertThat(browser.get("/mapapi/restore-file", query("FAVOURITES", NAME, deleted))
                        .statusCode())
                .isEqualTo(403);
        browser.withHeader("Referer", stack.uri("/map/settings/").toString());
        assertThat(browser.get("/mapapi/restore-file", query("FAVOURITES", NAME, deleted))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void emptyingTheTrashRemovesEveryVersionAndTellsOfEach() {
        phone.store("FAVOURITES", NAME, "<gpx/>");
        phone.store("FAVOURITES", NAME, "<gpx>two</gpx>");
        phone.store("FAVOURITES", "live.gpx", "<gpx/>");
        var deleted = delete("FAVOURITES", NAME);
        var answer = browser.post("/mapapi/empty-trash", Map.of(), """
            [{"name":"%s","type":"FAVOURITES","updatetime":%d},
             {"name":"live.gpx","type":"FAVOURITES","updatetime":1},
             {"name":"no","type":"FAVOURITES","updatetime":1}]\
            """.formatted(NAME, deleted));
        assertThat(TestStack.json(answer).path("results"))
                .extracting(result -> result.path("status").asText())
                .containsExactly("deleted", "skipped_not_trash", "already_missing");
        assertThat(list(Map.of("allVersions", "true")).path("allFiles")).hasSize(1);
    }

    @Test
    void changesTellWhatEachVersionDidAndWhoDidIt() {
        phone.store("FAVOURITES", NAME, "<gpx/>");
        phone.store("FAVOURITES", NAME, "<gpx>two</gpx>");
        var deleted = delete("FAVOURITES", NAME);
        restore("FAVOURITES", NAME, deleted);
        var items = TestStack.json(browser.get("/v1/changes", Map.of())).path("items");
        assertThat(items)
                .extracting(item -> item.path("status").asText())
                .containsExactly("ADDED", "DELETED", "MODIFIED", "ADDED");
        assertThat(items)
                .extracting(item -> item.path("device").path("model").asText())
                .containsExactly("Web", "Web", "Pixel 9", "Pixel 9");
    }

    @Tag("slow")
    @Test
    void changesAndTrashComePageByPageAndCostOneQueryEach() {
        phone.store("FAVOURITES", "f0.gpx", "<gpx/>");
        delete("FAVOURITES", "f0.gpx");
        TrashFiller.likeTheOneInTheTrash(phone, 60);
        for (var path : List.of("/v1/changes", "/v1/trash")) {
            assertThat(stack.countCallsOf(() -> browser.get(path, Map.of()))).isEqualTo(2);
            var first = TestStack.json(browser.get(path, Map.of()));
            assertThat(first.path("items")).hasSize(50);
            var seen = 50;
            var next = first.path("next").asText();
            while (!next.isEmpty()) {
                var page = TestStack.json(browser.get(path, Map.of("cursor", next)));
                seen += page.path("items").size();
                next = page.path("next").asText();
            }
            assertThat(seen).isEqualTo(path.equals("/v1/trash") ? 60 : 120);
        }
    }

    @Tag("slow")
    @Test
    void emptyingTheWholeTrashIsAJobThatSparesWhatIsDeletedLater() {
        for (var file = 0; file < 30; file++) {
            phone.store("FAVOURITES", "f" + file + ".gpx", "<gpx/>");
            delete("FAVOURITES", "f" + file + ".gpx");
        }
        phone.store("FAVOURITES", NAME, "<gpx/>");
        var begun = browser.post("/v1/trash/empty", Map.of(), "");
        assertThat(begun.statusCode()).isEqualTo(202);
        var deleted = delete("FAVOURITES", NAME);
        stack.advance("PT1S");
        var status = TestStack.json(
                browser.get(TestStack.json(begun).path("status_url").asText(), Map.of()));
        assertThat(status.path("state").asText()).isEqualTo("done");
        assertThat(status.path("total").asInt()).isEqualTo(30);
        var left = TestStack.json(browser.get("/v1/trash", Map.of())).path("items");
        assertThat(left).extracting(item -> item.path("deleted_at").asLong()).containsExactly(deleted);
        assertThat(browser.get("/v1/trash/empty/none", Map.of()).statusCode()).isEqualTo(404);
    }

    @Tag("slow")
    @Test
    void anEmptyingThatIsStoppedLeavesTheRestInTheTrash() {
        phone.store("FAVOURITES", "f0.gpx", "<gpx/>");
        delete("FAVOURITES", "f0.gpx");
        TrashFiller.likeTheOneInTheTrash(phone, 60);
        var begun = browser.post("/v1/trash/empty", Map.of(), "");
        var job = TestStack.json(begun).path("status_url").asText();
        assertThat(browser.delete(job).statusCode()).isEqualTo(200);
        assertThat(browser.delete(job).statusCode()).isEqualTo(200);
        assertThat(browser.delete("/v1/trash/empty/none").statusCode()).isEqualTo(404);
        stack.advance("PT1S");
        var status = TestStack.json(browser.get(job, Map.of()));
        var left =
                TestStack.json(browser.get("/v1/trash", Map.of())).path("items").size();
        // The job may have removed all files before it was cancelled. A page in progress at that time is removed, but
        // not counted.
        assertThat(status.path("state").asText()).isIn(left == 0 ? List.of("done", "cancelled") : List.of("cancelled"));
        assertThat(left).isLessThanOrEqualTo(60 - status.path("done").asInt());
    }

    @Test
    @Tag("processes")
    void usageTellsFilesVersionsAndBytesByCategory() {
        phone.store("FAVOURITES", NAME, "<gpx/>");
        phone.store("FAVOURITES", NAME, "<gpx>two</gpx>");
        phone.store("PROFILE", "profile_car.json", "{}");
        var usage = TestStack.json(browser.get("/v1/usage", Map.of()));
        assertThat(usage.path("files").asInt()).isEqualTo(2);
        assertThat(usage.path("versions").asInt()).isEqualTo(3);
        assertThat(usage.path("bytes").asInt()).isEqualTo(16);
        assertThat(usage.path("zip_bytes")).isEqualTo(list(Map.of()).path("totalZipSize"));
        assertThat(usage.path("capacity").asLong()).isEqualTo(5_242_880);
        assertThat(usage.path("categories"))
                .extracting(entry -> entry.path("category").asText())
                .containsExactly("MY_PLACES", "SETTINGS");
    }

    @Test
    void aMonthIsThePersonsOwnInEveryZone() {
        var time = phone.store("FAVOURITES", NAME, "<gpx/>");
        for (var hours = -11; hours <= 14; hours++) {
            var zone = java.time.ZoneOffset.ofHours(hours);
            var month = java.time.YearMonth.from(
                    java.time.Instant.ofEpochMilli(time).atZone(zone));
            for (var offset = -1; offset <= 1; offset++) {
                var query = Map.of("month", month.plusMonths(offset).toString(), "zone", zone.getId());
                assertThat(TestStack.json(browser.get("/v1/changes", query)).path("items"))
                        .hasSize(offset == 0 ? 1 : 0);
            }
        }
        assertThat(browser.get("/v1/changes", Map.of("month", "2026-13")).statusCode())
                .isEqualTo(400);
        assertThat(browser.get("/v1/changes", Map.of("cursor", "???")).headers().firstValue("content-type"))
                .contains("application/problem+json");
    }

    @Test
    void theTrashShowsWhenAndFromWhereAFileWasDeletedAndWhenItGoes() {
        phone.store("FAVOURITES", NAME, "<gpx/>");
        phone.delete("FAVOURITES", NAME);
        var item =
                TestStack.json(browser.get("/v1/trash", Map.of())).path("items").path(0);
        assertThat(item.path("name").asText()).isEqualTo(NAME);
        assertThat(item.path("device").path("model").asText()).isEqualTo("Pixel 9");
        assertThat(item.path("purge_at").asLong() - item.path("deleted_at").asLong())
                .isEqualTo(30L * 24 * 60 * 60 * 1000);
        assertThat(restore("FAVOURITES", NAME, item.path("deleted_at").asLong()).statusCode())
                .isEqualTo(200);
    }

    private JsonNode list(Map<String, String> query) {
        return TestStack.json(browser.get("/mapapi/list-files", query));
    }

    private long delete(String type, String name) {
        assertThat(browser.post("/mapapi/delete-file", Map.of("type", type, "name", name), "")
                        .statusCode())
                .isEqualTo(200);
        return list(Map.of("allVersions", "true"))
                .path("allFiles")
                .path(0)
                .path("updatetimems")
                .asLong();
    }

    private HttpResponse<byte[]> restore(String type, String name, long deletedAt) {
        return browser.post("/mapapi/restore-file", query(type, name, deletedAt), "");
    }

    private static Map<String, String> query(String type, String name, long time) {
        return Map.of("type", type, "name", name, "updatetime", Long.toString(time));
    }

    private static void assertRefused(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(TestBrowser.text(answer)).isNotBlank().doesNotStartWith("{");
    }
}
