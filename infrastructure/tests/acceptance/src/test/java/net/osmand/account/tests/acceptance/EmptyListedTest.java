package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Tests emptying the trash with a client's list that is long but incomplete. */
@Tag("slow")
class EmptyListedTest {
    private static final String TYPE = "FAVOURITES";
    private static final int IN_TRASH = 130;
    private static final int LISTED = 110;

    private final TestStack stack = TestStack.shared();
    private final Invariants invariants = new Invariants(stack);
    private final TestApp phone = TestApp.signedUp(stack);

    @AfterEach
    void resume() {
        stack.suspend();
        stack.settle();
    }

    @Test
    void theyAreHiddenFromEveryListAtOnceAndGoByAJobAndNoOthersDo() {
        phone.store(TYPE, "f0.gpx", "content");
        phone.delete(TYPE, "f0.gpx");
        TrashFiller.likeTheOneInTheTrash(phone, IN_TRASH);
        var markers = markers();
        assertThat(markers).hasSize(IN_TRASH);
        // The client lists all files except the newest ten and the oldest ten.
        var listed = markers.subList(10, 10 + LISTED);
        var left = new HashSet<>(names(markers));
        left.removeAll(names(listed));

        stack.suspend("TrashEmptyingStepFunction");
        stack.calls();
        var answer = stack.postJson("/userdata/empty-trash", phone.with(Map.of()), request(listed));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(TestStack.json(answer).path("results"))
                .hasSize(LISTED)
                .allMatch(result -> result.path("status").asText().equals("deleted"));
        var calls = calls();
        assertThat(calls.values().stream().mapToInt(n -> n).sum())
                .as("the calls do not grow with the list: " + calls)
                .isLessThanOrEqualTo(6);

        assertThat(names(markers())).as("hidden at once").isEqualTo(left);
        assertThat(trash()).isEqualTo(left);
        var hidden = listed.getFirst();
        assertThat(TestStack.errorCode(phone.deleteVersion(
                        TYPE,
                        hidden.path("name").asText(),
                        hidden.path("updatetimems").asLong())))
                .as("what was emptied can't be restored")
                .isEqualTo(106);
        phone.store(TYPE, hidden.path("name").asText(), "a new life");

        stack.suspend();
        do {
            stack.advance("PT1S");
        } while (trashEntries() > IN_TRASH - LISTED);
        left.add(hidden.path("name").asText());
        assertThat(phone.live()).containsExactly("a new life");
        assertThat(names(versions())).isEqualTo(left);
    }

    /**
     * Each change pays for the usage item, so hidden deletions must not make it larger. The ledger does not show that: of
     * an update it counts the bytes sent.
     */
    @Test
    void theUsageItemDoesNotGrowWithTheHiddenDeletions() {
        phone.store(TYPE, "f0.gpx", "content");
        phone.delete(TYPE, "f0.gpx");
        TrashFiller.likeTheOneInTheTrash(phone, IN_TRASH);
        var before = usage();
        stack.suspend("TrashEmptyingStepFunction");
        var body = request(markers().subList(0, LISTED));
        assertThat(stack.postJson("/userdata/empty-trash", phone.with(Map.of()), body)
                        .statusCode())
                .isEqualTo(200);
        assertThat(markers()).as("hidden").hasSize(IN_TRASH - LISTED);

        var after = usage();
        assertThat(after.keySet()).isEqualTo(before.keySet());
        assertThat(after.values()).allMatch(value -> value.n() != null || value.s() != null, "one number or text");
        assertThat(after.entrySet().stream()
                        .mapToInt(attribute -> attribute.getKey().length()
                                + Objects.requireNonNullElse(
                                                attribute.getValue().n(),
                                                attribute.getValue().s())
                                        .length())
                        .sum())
                .as("bytes at most")
                .isLessThan(1024);
    }

    private Map<String, AttributeValue> usage() {
        return invariants.items("FilesTable", "A#" + phone.account()).stream()
                .filter(row -> Invariants.text(row, "sk").equals("USAGE"))
                .findFirst()
                .orElseThrow();
    }

    private static String request(List<JsonNode> listed) {
        return listed.stream()
                .map(row -> "{\"name\":\"%s\",\"type\":\"%s\",\"updatetime\":%d}"
                        .formatted(
                                row.path("name").asText(),
                                row.path("type").asText(),
                                row.path("updatetimems").asLong()))
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** Returns the deletion markers as the app lists them, newest first. */
    private List<JsonNode> markers() {
        return versions().stream()
                .filter(row -> row.path("filesize").asLong() < 0)
                .toList();
    }

    private List<JsonNode> versions() {
        var rows = TestStack.json(phone.listing(Map.of("allVersions", "true"))).path("allFiles");
        return StreamSupport.stream(rows.spliterator(), false).toList();
    }

    private static Set<String> names(List<JsonNode> rows) {
        return rows.stream().map(row -> row.path("name").asText()).collect(Collectors.toSet());
    }

    /** Returns the names in the trash as the portal lists them, page by page. */
    private Set<String> trash() {
        var names = new HashSet<String>();
        var cursor = "";
        do {
            var page = TestStack.json(stack.send(HttpRequest.newBuilder(stack.uri("/v1/trash?cursor=" + cursor))
                    .header("Authorization", "Bearer " + phone.accessToken())));
            assertThat(page.path("items")).as("no page is empty").isNotEmpty();
            page.path("items").forEach(item -> names.add(item.path("name").asText()));
            cursor = page.path("next").asText();
        } while (!cursor.isEmpty());
        return names;
    }

    private long trashEntries() {
        return invariants.items("FilesTable", "A#" + phone.account()).stream()
                .filter(row -> Objects.requireNonNull(row.get("sk")).s().startsWith("T#"))
                .count();
    }

    /** Counts the calls of the request itself by operation. */
    private Map<String, Integer> calls() {
        return StreamSupport.stream(stack.calls().spliterator(), false)
                .filter(call -> call.path("route").asText().equals("POST /userdata/empty-trash"))
                .collect(Collectors.toMap(
                        call -> call.path("operation").asText(),
                        call -> call.path("count").asInt(),
                        Integer::sum));
    }
}
