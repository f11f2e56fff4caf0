package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Tests the track details in web lists (docs/protocol/portal-files.md#details-of-a-row). */
@Tag("slow")
class WebDetailsTest {
    private static final String TRACK = """
            <gpx version="1.1" creator="OsmAnd"><metadata><time>2026-01-06T08:00:00Z</time></metadata><trk><trkseg>
            <trkpt lat="47.00" lon="8"><time>2026-01-06T08:00:00Z</time></trkpt>
            <trkpt lat="47.01" lon="8"><time>2026-01-06T08:05:00Z</time></trkpt></trkseg></trk></gpx>""";

    private final TestStack stack = TestStack.shared();
    private final TestApp phone = TestApp.signedUp(stack).grantPro();
    private final TestBrowser browser = TestBrowser.of(phone);

    @AfterEach
    void resume() {
        stack.suspend();
    }

    /** A function computes the details after the upload, so the first list has them. They are removed with the file. */
    @Test
    void listsDetailsWithoutARefresh() {
        phone.store("GPX", "Pass.gpx", TRACK);
        phone.store("GPX", "Pass.gpx.info", "{\"width\":\"bold\"}");
        phone.store("GPX", "broken.gpx", "<gpx>");
        stack.settle();
        assertThat(details("Pass.gpx").at("/analysis/points").asInt()).isEqualTo(2);
        assertThat(details("Pass.gpx.info").at("/data/width").asText()).isEqualTo("bold");
        assertThat(details("broken.gpx").path("error").asText()).isNotEmpty();
        assertThat(stored()).hasSize(3);
        var renamed = Map.of("oldName", "Pass.gpx", "newName", "Col.gpx", "type", "GPX", "saveCopy", "false");
        assertThat(browser.get("/mapapi/rename-file", renamed).statusCode()).isEqualTo(200);
        stack.settle();
        assertThat(details("Col.gpx").at("/analysis/points").asInt()).isEqualTo(2);
        assertThat(stored()).as("those of the trashed file stay with it").hasSize(5);

        assertThat(browser.post("/v1/trash/empty", Map.of(), "").statusCode()).isEqualTo(202);
        stack.settle();

        assertThat(stored()).hasSize(3);
        assertThat(details("Col.gpx.info").at("/data/file").asText()).isEqualTo("/tracks/Col.gpx");
        assertThat(usage()).containsKey("dt");
    }

    private List<Map<String, AttributeValue>> stored() {
        return items("D#");
    }

    private Map<String, AttributeValue> usage() {
        return items("USAGE").getFirst();
    }

    private List<Map<String, AttributeValue>> items(String prefix) {
        return stack.local()
                .dynamoDb()
                .query(query -> query.tableName("FilesTable")
                        .consistentRead(true)
                        .keyConditionExpression("pk = :pk AND begins_with(sk, :sk)")
                        .expressionAttributeValues(Map.of(
                                ":pk", AttributeValue.fromS("A#" + account()),
                                ":sk", AttributeValue.fromS(prefix))))
                .items();
    }

    private int account() {
        return TestStack.json(browser.get("/mapapi/list-files", Map.of()))
                .path("userid")
                .asInt();
    }

    /**
     * Follows the web client: list, send all rows with update, match the answer's rows by their id, list again later.
     */
    @Test
    void listsDetailsAfterOneRefresh() {
        stack.suspend("TrackDetailsFunction");
        var time = phone.store("GPX", "Pass.gpx", TRACK);
        phone.store("GPX", "Pass.gpx.info", "{\"color\":\"#ff0000\",\"width\":\"bold\"}");
        phone.store("GPX", "broken.gpx", "<gpx>");
        phone.store("GPX", "Alps/__folder__.info", "");
        phone.store("FAVOURITES", "favorites.gpx", "<gpx/>");

        assertThat(details("Pass.gpx").path("update").asLong()).isEqualTo(time);
        assertThat(details("Alps/__folder__.info")).isEmpty();
        assertThat(details("favorites.gpx")).isEmpty();
        var rows = refresh();
        assertThat(rows).hasSize(3);
        var row = named(rows, "Pass.gpx");
        assertThat(row.path("id").asLong()).isEqualTo(time);
        assertThat(row.at("/details/analysis/totalDistance").asDouble()).isBetween(1111.0, 1113.0);

        var analysis = details("Pass.gpx").path("analysis");
        assertThat(analysis.path("timeMoving").asLong()).isEqualTo(300_000);
        assertThat(analysis.path("points").asInt()).isEqualTo(2);
        assertThat(analysis.path("wptPoints").asInt()).isZero();
        assertThat(analysis.path("endTime").asLong()
                        - analysis.path("startTime").asLong())
                .isEqualTo(300_000);
        assertThat(details("Pass.gpx").at("/metadata/time").asLong()).isEqualTo(1_767_686_400_000L);
        assertThat(details("Pass.gpx.info").at("/data/width").asText()).isEqualTo("bold");
        assertThat(details("broken.gpx").path("error").asText()).isNotEmpty();
        assertThat(details("broken.gpx").has("update"))
                .as("it is not read again")
                .isFalse();
        var info = TestStack.json(
                browser.get("/mapapi/get-gpx-info", Map.of("type", "GPX", "name", "Pass.gpx", "updatetime", "1")));
        assertThat(info.path("info")).isEqualTo(analysis);
        assertThat(TestStack.json(browser.get("/mapapi/get-gpx-info", Map.of("type", "GPX", "name", "none.gpx")))
                        .path("info"))
                .isEmpty();
    }

    @Test
    void aNewVersionAsksForItsDetails() {
        stack.suspend("TrackDetailsFunction");
        phone.store("GPX", "Pass.gpx", TRACK);
        refresh();
        var time = phone.store("GPX", "Pass.gpx", TRACK.replace("47.01", "47.02"));
        assertThat(details("Pass.gpx").path("update").asLong()).isEqualTo(time);
        refresh();
        assertThat(details("Pass.gpx").at("/analysis/totalDistance").asDouble()).isBetween(2222.0, 2226.0);
        assertThat(phone.list().path("uniqueFiles").path(0).has("details"))
                .as("apps get none")
                .isFalse();
        assertThat(phone.newest()).as("a refresh is no new version").isEqualTo(time);
    }

    @Test
    void onlyRowsOfNewestVersionsHaveDetails() {
        phone.store("GPX", "Pass.gpx", TRACK);
        phone.store("FAVOURITES", "favorites.gpx", "<gpx/>");

        var list = TestStack.json(browser.get("/mapapi/list-files", Map.of("allVersions", "true")));

        assertThat(list.path("uniqueFiles"))
                .hasSize(2)
                .allMatch(row -> row.path("details").isObject());
        assertThat(list.path("allFiles")).hasSize(2).noneMatch(row -> row.has("details"));
    }

    @Test
    void acceptsRowsThatAreSentAsPlainText() {
        stack.suspend("TrackDetailsFunction");
        phone.store("GPX", "Pass.gpx", TRACK);

        var rows = "[{\"name\":\"Pass.gpx\",\"type\":\"GPX\",\"isError\":false,\"time\":1}]";
        var answer = browser.postText("/mapapi/refresh-list-files", Map.of(), rows);

        assertThat(TestStack.json(answer).at("/0/details/analysis/points").asInt())
                .isEqualTo(2);
    }

    @Test
    void leavesOutRowsWhoseNamesItDoesNotKnow() {
        phone.store("GPX", "Pass.gpx", TRACK);

        var rows = "[%s]"
                .formatted(Stream.of("none.gpx", "Alps/../Pass.gpx", "Pass.gpx")
                        .map("{\"name\":\"%s\",\"type\":\"GPX\"}"::formatted)
                        .collect(Collectors.joining(",")));
        var answer = browser.post("/mapapi/refresh-list-files", Map.of(), rows);

        assertThat(TestStack.json(answer))
                .extracting(row -> row.path("name").asText())
                .containsExactly("Pass.gpx");
    }

    /** 1,000 files take two calls: one page of details and the list itself. */
    @Test
    void readsDetailsWithAConstantNumberOfCalls() {
        phone.store("GPX", "Pass.gpx", TRACK);
        var reads = 0;
        for (var call : stack.callsOf(this::refresh)) {
            reads += call.path("route").asText().equals("GET /mapapi/list-files")
                    ? call.path("count").asInt()
                    : 0;
        }
        assertThat(reads).as("session, plan, rows, details").isEqualTo(4);
    }

    private JsonNode refresh() {
        var rows = TestStack.JSON.createArrayNode();
        for (var row : list()) {
            if (row.path("details").has("update")) {
                rows.addObject()
                        .put("name", row.path("name").asText())
                        .put("type", row.path("type").asText())
                        .put("time", row.at("/details/update").asText())
                        .put("isError", false);
            }
        }
        var answer = browser.post("/mapapi/refresh-list-files", Map.of(), rows.toString());
        assertThat(answer.statusCode()).as(TestBrowser.text(answer)).isEqualTo(200);
        return TestStack.json(answer);
    }

    private JsonNode details(String name) {
        return named(list(), name).path("details");
    }

    private JsonNode list() {
        return TestStack.json(browser.get("/mapapi/list-files", Map.of())).path("uniqueFiles");
    }

    private static JsonNode named(JsonNode rows, String name) {
        return List.copyOf(rows.valueStream()
                        .filter(row -> row.path("name").asText().equals(name))
                        .toList())
                .getFirst();
    }
}
