package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Tests the first page of a very large trash and the cost of emptying it. {@code -DtrashedFiles=20000} selects the full
 * size.
 */
@Tag("thorough")
class WholeTrashTest {
    private static final String TYPE = "FAVOURITES";
    private static final int FILES = Integer.getInteger("trashedFiles", 400);
    private static final int BATCH = 25;

    /** Rows of a file in the trash: its content version and its deletion marker. */
    private static final int ROWS_PER_FILE = 2;

    private final TestStack stack = TestStack.shared();
    private final TestApp phone = TestApp.signedUp(stack);
    private final TestBrowser browser = new TestBrowser(stack);
    private final Invariants invariants = new Invariants(stack);

    private void signIn() {
        browser.register(phone.email(), false);
        browser.activate(phone.email(), stack.newestCode(phone.email()), "correct horse");
        assertThat(browser.login(phone.email(), "correct horse").statusCode()).isEqualTo(200);
    }

    @Test
    void emptyingCostsAtMostThreeCallsFor25RowsAndHidesAllAtOnce() {
        signIn();
        phone.store(TYPE, "f0.gpx", "content");
        phone.delete(TYPE, "f0.gpx");
        TrashFiller.likeTheOneInTheTrash(phone, FILES);
        for (var path : List.of("/v1/trash", "/v1/changes")) {
            assertThat(stack.countCallsOf(() -> assertThat(
                                    TestStack.json(browser.get(path, Map.of())).path("items"))
                            .hasSize(50)))
                    .as(path + ": one beyond the session's")
                    .isEqualTo(2);
        }
        var shown = TestStack.json(browser.get("/v1/trash", Map.of()))
                .path("items")
                .path(0)
                .path("deleted_at");
        phone.store(TYPE, "later.gpx", "later");
        phone.delete(TYPE, "later.gpx");
        stack.awaitBackgroundWork();
        var begun = browser.post("/v1/trash/empty", Map.of("deleted_until", shown.asText()), "");
        assertThat(begun.statusCode()).isEqualTo(202);
        var left = TestStack.json(browser.get("/v1/trash", Map.of()));
        assertThat(left.path("items"))
                .extracting(item -> item.path("name").asText())
                .containsExactly("later.gpx");
        assertThat(left.has("next")).isFalse();
        assertThat(phone.list().path("allFiles")).as("hidden at once").hasSize(2);
        var status = TestStack.json(begun).path("status_url").asText();
        JsonNode job;
        do {
            stack.advance("PT1S");
            job = TestStack.json(browser.get(status, Map.of()));
        } while (!job.path("state").asText().equals("done"));
        var calls = new ArrayList<JsonNode>();
        stack.calls().forEach(call -> {
            if (call.path("route").asText().contains("mpty")) {
                calls.add(call);
            }
        });
        var made = calls.stream().mapToInt(call -> call.path("count").asInt()).sum();
        assertThat(made)
                .as("calls for %d rows: %s", FILES * ROWS_PER_FILE, calls)
                .isLessThanOrEqualTo(3 * Math.ceilDiv(FILES * ROWS_PER_FILE, BATCH));
        System.out.println(
                "Emptying " + FILES + " files of " + FILES * ROWS_PER_FILE + " rows made " + made + " calls.");
        assertThat(job.path("total").asInt()).isEqualTo(FILES);
        assertThat(job.path("done").asInt()).isEqualTo(FILES);
        var rows = invariants.items("FilesTable", "A#" + phone.account());
        assertThat(rows.stream().filter(row -> sk(row).startsWith("V#") || sk(row).startsWith("T#")))
                .as("what was deleted later survives")
                .hasSize(3);
    }

    private static String sk(Map<String, AttributeValue> row) {
        return java.util.Objects.requireNonNull(row.get("sk")).s();
    }
}
