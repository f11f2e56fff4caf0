package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Tests each row of docs/protocol/portal-files.md#single-files and, by name, each complaint about files of
 * docs/protocol/screens.md#complaints-that-became-tests.
 */
@Tag("slow")
class WebProtocolFilesTest {
    private static final String TYPE = "FAVOURITES";
    private static final String NAME = "favorites-Cafes.gpx";
    private static final byte[] GZIP = TestApp.gzip("<gpx/>".getBytes(StandardCharsets.UTF_8));

    private final TestStack stack = TestStack.shared();
    private final TestApp phone = TestApp.copied(stack);
    private final TestBrowser browser = TestBrowser.of(phone);

    @Nested
    @DisplayName("4.1 list-files")
    class ListFiles {
        @Test
        @DisplayName("name: exact name filter")
        void name() {
            phone.store(TYPE, NAME, "<gpx/>");
            assertThat(names(list(Map.of("name", NAME)))).containsExactly(NAME);
            assertThat(names(list(Map.of("name", NAME.substring(1))))).isEmpty();
        }

        @Test
        @DisplayName("type: one type or a comma-separated list")
        void type() {
            phone.store(TYPE, NAME, "<gpx/>");
            phone.store("PROFILE", "car.json", "{}");
            assertThat(names(list(Map.of("type", "PROFILE")))).containsExactly("car.json");
            assertThat(names(list(Map.of("type", "PROFILE,FAVOURITES")))).containsExactly("car.json", NAME);
            assertThat(names(list(Map.of("type", "GPX")))).isEmpty();
        }

        @Test
        @DisplayName("allVersions: every version, deletions included, newest first; without it no allFiles")
        void allVersions() {
            phone.store(TYPE, NAME, "<gpx/>");
            phone.store(TYPE, NAME, "<gpx>two</gpx>");
            phone.delete(TYPE, NAME);
            assertThat(phoneSees("filesize")).containsExactly(-1L, 14L, 6L);
            assertThat(phoneSees("zipSize").getFirst()).isEqualTo(-1);
            assertThat(phoneSees("updatetimems")).isSortedAccordingTo((a, b) -> Long.compare(b, a));
            assertThat(list(Map.of()).has("allFiles")).isFalse();
        }

        private List<Long> phoneSees(String field) {
            return list(Map.of("allVersions", "true"))
                    .path("allFiles")
                    .valueStream()
                    .map(file -> file.path(field).asLong())
                    .toList();
        }

        @Test
        @DisplayName("addDevices: deviceInfo is brand__model__model, and only where it was asked for")
        void addDevices() {
            phone.store(TYPE, NAME, "<gpx/>");
            var with = list(Map.of("allVersions", "true", "addDevices", "true"));
            assertThat(with.path("allFiles").path(0).path("deviceInfo").asText())
                    .isEqualTo("Google__model__Pixel 9");
            assertThat(list(Map.of("allVersions", "true"))
                            .path("allFiles")
                            .path(0)
                            .has("deviceInfo"))
                    .isFalse();
        }

        @Test
        @DisplayName("totals: live files, versions without deletions, bytes, gzip bytes, capacity")
        void totals() {
            phone.store(TYPE, NAME, "<gpx/>");
            phone.store(TYPE, NAME, "<gpx>two</gpx>");
            phone.store(TYPE, "gone.gpx", "<gpx/>");
            phone.delete(TYPE, "gone.gpx");
            var list = list(Map.of());
            assertThat(list.path("userid").asInt()).isEqualTo(phone.account());
            assertThat(list.path("totalFiles").asInt()).isOne();
            assertThat(list.path("totalFileVersions").asInt()).isEqualTo(3);
            assertThat(list.path("totalFileSize").asInt()).isEqualTo(14);
            assertThat(list.path("totalZipSize"))
                    .isEqualTo(list.path("uniqueFiles").path(0).path("zipSize"));
            assertThat(list.path("maximumAccountSize").asLong()).isEqualTo(5_242_880);
        }

        @Test
        @DisplayName("file object: ids, identity, sizes, both times; where it is stored is nobody's business")
        void fileObject() {
            var time = phone.store(TYPE, NAME, "<gpx/>");
            var file = list(Map.of()).path("uniqueFiles").path(0);
            assertThat(file.path("id").isIntegralNumber()).isTrue();
            assertThat(file.path("userid").asInt()).isEqualTo(phone.account());
            assertThat(file.path("deviceid").asText()).isEqualTo(phone.deviceId());
            assertThat(file.path("type").asText()).isEqualTo(TYPE);
            assertThat(file.path("name").asText()).isEqualTo(NAME);
            assertThat(file.path("filesize").asInt()).isEqualTo(6);
            assertThat(file.path("zipSize").asInt()).isEqualTo(GZIP.length);
            assertThat(file.path("updatetimems").asLong()).isEqualTo(time);
            assertThat(file.path("clienttimems").asLong()).isOne();
            assertThat(file.has("storage") || file.has("storagename")).isFalse();
        }
    }

    @Nested
    @DisplayName("4.2 single-file operations")
    class SingleFiles {
        @Test
        @DisplayName("download-file: the newest or the named version, as an attachment, in gzip where that is accepted")
        void downloads() {
            var first = phone.store(TYPE, NAME, "<gpx/>");
            phone.store(TYPE, NAME, "<gpx>two</gpx>");
            var newest = browser.get("/mapapi/download-file", Map.of("type", TYPE, "name", NAME));
            assertThat(TestBrowser.text(newest)).isEqualTo("<gpx>two</gpx>");
            assertThat(newest.headers().firstValue("content-type")).contains("application/octet-stream");
            assertThat(newest.headers().firstValue("content-disposition")).contains("attachment; filename=" + NAME);
            assertThat(TestBrowser.text(browser.get("/mapapi/download-file", at(first))))
                    .isEqualTo("<gpx/>");
            var zipped = browser.send(HttpRequest.newBuilder(
                            stack.uri("/mapapi/download-file?" + TestStack.form(Map.of("type", TYPE, "name", NAME))))
                    .header("Accept-Encoding", "gzip"));
            assertThat(zipped.headers().firstValue("content-encoding")).contains("gzip");
            assertThat(TestApp.gunzip(zipped.body()))
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("<gpx>two</gpx>");
        }

        @Test
        @DisplayName("download-file of an unknown file is 404")
        void downloadsOfWhatIsNotThere() {
            assertThat(browser.get("/mapapi/download-file", Map.of("type", TYPE, "name", "no"))
                            .statusCode())
                    .isEqualTo(404);
        }

        @Test
        @DisplayName("download-file-from-prev-version: the newest version strictly older than the given time")
        void downloadsFromBefore() {
            phone.store(TYPE, NAME, "<gpx/>");
            var second = phone.store(TYPE, NAME, "<gpx>two</gpx>");
            phone.delete(TYPE, NAME);
            assertThat(TestBrowser.text(browser.get("/mapapi/download-file-from-prev-version", at(phone.newest()))))
                    .isEqualTo("<gpx>two</gpx>");
            assertThat(TestBrowser.text(browser.get("/mapapi/download-file-from-prev-version", at(second))))
                    .isEqualTo("<gpx/>");
        }

        @Test
        @DisplayName("delete-file: a deletion marker by whoever asked, and the versions stay")
        void deletes() {
            phone.store(TYPE, NAME, "<gpx/>");
            assertThat(browser.post("/mapapi/delete-file", Map.of("type", TYPE, "name", NAME), "")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(phone.sizes()).containsExactly(-1, 6);
            assertThat(list(Map.of()).path("uniqueFiles")).isEmpty();
        }

        @Test
        @DisplayName("delete-file-version: exactly that version, 106 where there is none")
        void deletesAVersion() {
            var first = phone.store(TYPE, NAME, "<gpx/>");
            phone.store(TYPE, NAME, "<gpx>two</gpx>");
            assertThat(browser.post("/mapapi/delete-file-version", at(first), "")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(phone.sizes()).containsExactly(14);
            assertThat(TestStack.errorCode(browser.post("/mapapi/delete-file-version", at(first), "")))
                    .isEqualTo(106);
        }

        @Test
        @DisplayName(
                "removing a deletion makes the file live again; removing the newest version exposes the one before")
        void versionSemantics() {
            phone.store(TYPE, NAME, "<gpx/>");
            var second = phone.store(TYPE, NAME, "<gpx>two</gpx>");
            phone.delete(TYPE, NAME);
            browser.post("/mapapi/delete-file-version", at(phone.newest()), "");
            assertThat(phone.live()).containsExactly("<gpx>two</gpx>");
            // Without a pause, a second removal by the same device would count as emptying the trash.
            stack.advance("PT11M");
            browser.post("/mapapi/delete-file-version", at(second), "");
            assertThat(phone.live()).containsExactly("<gpx/>");
        }

        @Test
        @DisplayName(
                "delete-file-all-versions: not found, live though called trash, changed meanwhile; else all of it goes")
        void deletesAllVersions() {
            var seen = new java.util.HashMap<>(at(phone.store(TYPE, NAME, "<gpx/>")));
            seen.put("isTrash", "true");
            assertRefused(browser.post("/mapapi/delete-file-all-versions", seen, ""));
            phone.delete(TYPE, NAME);
            assertRefused(browser.post("/mapapi/delete-file-all-versions", seen, ""));
            seen.putAll(at(phone.newest()));
            assertThat(browser.post("/mapapi/delete-file-all-versions", seen, "")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(phone.sizes()).isEmpty();
            assertRefused(browser.post("/mapapi/delete-file-all-versions", seen, ""));
        }

        @Test
        @DisplayName("restore-file: a new version of any type, by whoever asked, clienttime kept; not twice")
        void restores() {
            for (var type : List.of(TYPE, "GLOBAL", "PROFILE", "OSM_EDITS", "OSM_NOTES")) {
                phone.store(type, NAME, "no gpx: " + type);
                phone.delete(type, NAME);
                var deleted = phone.newest();
                var query = Map.of("type", type, "name", NAME, "updatetime", Long.toString(deleted));
                var file = TestStack.json(browser.post("/mapapi/restore-file", query, ""));
                assertThat(file.path("updatetimems").asLong()).isGreaterThan(deleted);
                assertThat(file.path("clienttimems").asLong()).isOne();
                assertThat(file.path("deviceid").asText()).isEqualTo(phone.deviceId());
                assertThat(phone.content(type, NAME, file.path("updatetimems").asLong()))
                        .isEqualTo("no gpx: " + type);
                assertRefused(browser.post("/mapapi/restore-file", query, ""));
            }
        }

        @Test
        @DisplayName("restore-file: not found, not deleted, nothing before it; whatever the plan")
        void restoresNot() {
            assertRefused(browser.post("/mapapi/restore-file", at(1), ""));
            assertRefused(browser.post("/mapapi/restore-file", at(phone.store(TYPE, NAME, "<gpx/>")), ""));
            var first = phone.newest();
            phone.delete(TYPE, NAME);
            browser.post("/mapapi/delete-file-version", at(first), "");
            assertRefused(browser.post("/mapapi/restore-file", at(phone.newest()), ""));

            var former = TestApp.copied(stack).grantPro();
            former.store("GPX", "tracks/a.gpx", "<gpx/>");
            former.delete("GPX", "tracks/a.gpx");
            former.endPro();
            var query = Map.of("type", "GPX", "name", "tracks/a.gpx", "updatetime", Long.toString(former.newest()));
            assertThat(TestBrowser.of(former)
                            .post("/mapapi/restore-file", query, "")
                            .statusCode())
                    .as("a deletion can be undone on any plan")
                    .isEqualTo(200);
        }

        @Test
        @DisplayName("empty-trash: a result of each item, and none is skipped silently")
        void emptiesTheTrash() {
            phone.store(TYPE, NAME, "<gpx/>");
            phone.delete(TYPE, NAME);
            var deleted = phone.newest();
            phone.store(TYPE, "live.gpx", "<gpx/>");
            var answer = TestStack.json(browser.post("/mapapi/empty-trash", Map.of(), """
                [{"name":"%s","type":"FAVOURITES","updatetime":%d},
                 {"name":"live.gpx","type":"FAVOURITES","updatetime":1}]\
                """.formatted(NAME, deleted)));
            assertThat(answer.path("results"))
                    .extracting(result -> result.path("status").asText())
                    .containsExactly("deleted", "skipped_not_trash");
            assertThat(phone.sizes()).containsExactly(6);
        }

        @Test
        @DisplayName("upload-file: stored with clienttime now; 401, 102, 107, 108")
        void uploads() {
            var before = stack.now();
            assertThat(browser.upload(TYPE, NAME, GZIP).statusCode()).isEqualTo(200);
            assertThat(list(Map.of())
                            .path("uniqueFiles")
                            .path(0)
                            .path("clienttimems")
                            .asLong())
                    .isBetween(before, stack.now());
            assertThat(new TestBrowser(stack).upload(TYPE, NAME, GZIP).statusCode())
                    .isEqualTo(401);
            assertThat(TestStack.errorCode(browser.upload("GPX", NAME, GZIP))).isEqualTo(102);
            assertThat(TestStack.errorCode(browser.upload(TYPE, NAME, new byte[] {1, 2, 3})))
                    .isEqualTo(107);
            var large = new byte[2_200_000];
            new java.util.Random(1).nextBytes(large);
            assertThat(TestStack.errorCode(browser.upload(TYPE, NAME, TestApp.gzip(large))))
                    .isEqualTo(108);
        }

        @Test
        @DisplayName("a name with /../ is refused")
        void namesThatClimb() {
            assertThat(TestStack.errorCode(browser.upload(TYPE, "a/../../b", GZIP)))
                    .isEqualTo(105);
        }
    }

    @Nested
    @DisplayName("9 complaints")
    class Complaints {
        @Test
        @DisplayName("Emptying the trash brought back hundreds of old deletions: every version of a name goes")
        void emptyingBringsNothingBack() {
            for (var deletions = 0; deletions < 3; deletions++) {
                phone.store(TYPE, NAME, "<gpx/>");
                phone.delete(TYPE, NAME);
            }
            var item = "[{\"name\":\"%s\",\"type\":\"%s\",\"updatetime\":%d}]".formatted(NAME, TYPE, phone.newest());
            assertThat(browser.post("/mapapi/empty-trash", Map.of(), item).statusCode())
                    .isEqualTo(200);
            assertThat(phone.sizes()).isEmpty();
        }

        @Test
        @DisplayName("Start users told \"no valid subscription\" when syncing free types: those need no order")
        void freeTypesAreFree() {
            for (var type : List.of(TYPE, "GLOBAL", "PROFILE", "OSM_EDITS", "OSM_NOTES")) {
                assertThat(phone.upload(type, NAME, GZIP, 1).statusCode()).isEqualTo(200);
                assertThat(browser.upload(type, NAME, GZIP).statusCode()).isEqualTo(200);
            }
            var refused = browser.upload("GPX", NAME, GZIP);
            assertThat(TestBrowser.text(refused)).as("names type and plan").contains("GPX", "Start");
        }

        @Test
        @DisplayName("Local deletions shown in the trash before sync: only what the cloud was told of is there")
        void theTrashKnowsTheCloudsDeletionsOnly() {
            phone.store(TYPE, NAME, "<gpx/>");
            assertThat(TestStack.json(browser.get("/v1/trash", Map.of())).path("items"))
                    .isEmpty();
            phone.delete(TYPE, NAME);
            assertThat(names(TestStack.json(browser.get("/v1/trash", Map.of())), "items"))
                    .containsExactly(NAME);
        }
    }

    private JsonNode list(Map<String, String> query) {
        return TestStack.json(browser.get("/mapapi/list-files", query));
    }

    private static List<String> names(JsonNode list) {
        return names(list, "uniqueFiles");
    }

    private static List<String> names(JsonNode list, String files) {
        var names = new ArrayList<String>();
        list.path(files).forEach(file -> names.add(file.path("name").asText()));
        return names;
    }

    private static Map<String, String> at(long time) {
        return Map.of("type", TYPE, "name", NAME, "updatetime", Long.toString(time));
    }

    private static void assertRefused(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(TestBrowser.text(answer)).isNotBlank().doesNotStartWith("{");
    }
}
