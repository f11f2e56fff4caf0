package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests a stack with the parameter {@code TrackDetails=false} (docs/protocol/portal-files.md#details-of-a-row). */
@Tag("slow")
class TrackDetailsOffTest {
    private static final String TRACK = """
        <gpx><trk><trkseg><trkpt lat="47.00" lon="8"/><trkpt lat="47.01" lon="8"/></trkseg></trk></gpx>\
        """;

    @Test
    void computesNoDetailsAndListsNoneButStillRefreshes(@TempDir Path data) throws Exception {
        var stack = TestStack.process(data, Map.of("PARAMETER_TrackDetails", "false", "PARAMETER_DefaultPlan", "PRO"));
        try {
            var phone = TestApp.signedUp(stack);
            phone.store("FAVOURITES", "favorites.gpx", "<gpx/>");
            var browser = TestBrowser.of(phone);
            stack.calls();
            phone.store("GPX", "Pass.gpx", TRACK);
            phone.store("GPX", "Pass.gpx.info", "{\"width\":\"bold\"}");
            stack.settle();

            assertThat(stack.calls()
                            .valueStream()
                            .map(call -> call.path("route").asText()))
                    .contains("POST /userdata/upload-file")
                    .doesNotContain("TrackDetailsFunction");
            assertThat(list(browser))
                    .hasSize(3)
                    .allMatch(row -> row.path("details").isObject()
                            && row.path("details").isEmpty());

            var rows = "[{\"name\":\"Pass.gpx\",\"type\":\"GPX\"}]";
            var refreshed = browser.post("/mapapi/refresh-list-files", Map.of(), rows);
            assertThat(refreshed.statusCode()).as(TestBrowser.text(refreshed)).isEqualTo(200);
            assertThat(TestStack.json(refreshed)
                            .at("/0/details/analysis/points")
                            .asInt())
                    .isEqualTo(2);
            assertThat(list(browser))
                    .as("lists stay without details")
                    .allMatch(row -> row.path("details").isEmpty());
        } finally {
            stack.stop();
        }
    }

    private static JsonNode list(TestBrowser browser) {
        return TestStack.json(browser.get("/mapapi/list-files", Map.of())).path("uniqueFiles");
    }
}
