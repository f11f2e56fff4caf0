package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/** The list of a large account is stored and read again (docs/decisions/0022-lists-are-stored.md). */
class StoredListTest {
    private static final int FILES = 600;

    private final TestStack stack = TestStack.shared();
    private final TestApp app = large();

    private TestApp large() {
        var signedUp = TestApp.signedUp(stack).grantPro();
        new LargeAccount(stack).fill(signedUp, FILES);
        return signedUp;
    }

    private JsonNode everything() {
        return list(Map.of("allVersions", "true"));
    }

    private JsonNode list(Map<String, String> parameters) {
        var answer = app.listing(parameters);
        assertThat(answer.statusCode()).isEqualTo(200);
        return TestStack.json(answer);
    }

    private static List<String> names(JsonNode list) {
        return list.path("uniqueFiles")
                .valueStream()
                .map(file -> file.path("name").asText())
                .toList();
    }

    /** Returns the operations of a list, and checks its number of files. */
    private List<String> operations(int files) {
        var calls = stack.callsOf(() -> assertThat(names(everything())).hasSize(files));
        return calls.stream().map(call -> call.path("operation").asText()).toList();
    }

    private String key() {
        return "lists/" + app.account() + "/app-1";
    }

    private String bucket() {
        return stack.local().s3().listBuckets().buckets().getFirst().name();
    }

    @Test
    void itIsReadAgainUntilSomethingChanges() {
        assertThat(operations(FILES)).contains("Query", "PutObject");
        assertThat(operations(FILES)).containsExactlyInAnyOrder("BatchGetItem", "GetObject");
        var name = LargeAccount.name(3);
        app.store("GPX", "new.gpx", "<gpx/>");
        app.delete("GPX", name);
        assertThat(operations(FILES)).containsExactlyInAnyOrder("BatchGetItem", "GetObject", "Query");
        var changed = everything();
        assertThat(names(changed)).contains("new.gpx").doesNotContain(name);
        assertThat(changed.path("allFiles")).hasSize(FILES + 2);
        var marker = changed.path("allFiles").path(0);
        assertThat(marker.path("filesize").asLong()).isEqualTo(-1);
        app.deleteVersion("GPX", name, marker.path("updatetimems").asLong());
        assertThat(names(everything())).hasSize(FILES + 1).contains(name);
    }

    /** With authors, the web's list comes from the rows. */
    @Test
    @Tag("slow")
    void appsAndTheWebSeeTheSame() {
        everything();
        app.store("GPX", LargeAccount.name(5), "<gpx/>");
        app.delete("GPX", LargeAccount.name(6));
        var browser = TestBrowser.of(app);
        var fromRows =
                TestStack.json(browser.get("/mapapi/list-files", Map.of("allVersions", "true", "addDevices", "true")));
        var fromList = TestStack.json(browser.get("/mapapi/list-files", Map.of("allVersions", "true")));
        fromRows.path("allFiles").forEach(row -> ((ObjectNode) row).remove("deviceInfo"));
        assertThat(fromList.path("allFiles")).hasSize(FILES + 2).isEqualTo(fromRows.path("allFiles"));
        assertThat(names(fromList)).hasSize(FILES - 1).isEqualTo(names(fromRows));
        assertThat(names(list(Map.of("type", "GPX")))).isEqualTo(names(fromRows));
        assertThat(names(list(Map.of("type", "FAVOURITES")))).isEmpty();
    }

    @Test
    @Tag("slow")
    void aDamagedListIsReplaced() {
        var first = everything();
        var stored = stack.local().s3().getObjectAsBytes(r -> r.bucket(bucket()).key(key()));
        var state = stored.response().metadata().getOrDefault("state", "").split(" ", 2);
        var older = (Long.parseLong(state[0]) - 1) + " " + state[1];
        stack.local()
                .s3()
                .putObject(
                        r -> r.bucket(bucket()).key(key()).metadata(Map.of("state", older)),
                        RequestBody.fromBytes(Arrays.copyOf(stored.asByteArray(), 1000)));
        assertThat(operations(FILES)).contains("Query", "PutObject");
        assertThat(everything()).isEqualTo(first);
    }
}
