package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renames a large folder with a job and compares the calls with docs/protocol/portal-files.md#large-folders. {@code
 * -Dfolder.files=10000} sets the number of files; the uploads before the job then take some minutes.
 */
@Tag("thorough")
class LargeFolderTest {
    private static final Logger LOG = LoggerFactory.getLogger(LargeFolderTest.class);
    private static final int FILES = Integer.getInteger("folder.files", 160);
    private static final int FILES_OF_A_TRANSACTION = 16;
    private static final int FILES_OF_A_STEP = 1_008;
    private static final int HEADS_OF_A_CALL = 100;

    private final TestStack stack = TestStack.shared();
    private final TestApp phone = TestApp.signedUp(stack).grantPro();
    private final TestBrowser browser = TestBrowser.of(phone);

    @Test
    void makesThreeCallsPerFileBesidesItsTransaction() {
        var gzip = TestApp.gzip("<gpx/>".getBytes(StandardCharsets.UTF_8));
        for (var i = 0; i < FILES; i++) {
            assertThat(phone.upload("GPX", "Alps/%05d.gpx".formatted(i), gzip, 1)
                            .statusCode())
                    .isEqualTo(200);
        }
        stack.settle();
        stack.calls();

        var query = Map.of("action", "rename", "type", "GPX", "folder", "Alps", "new_folder", "Tours");
        var status = TestStack.json(browser.post("/v1/folders/jobs", query, ""))
                .path("status_url")
                .asText();
        var job = TestStack.json(browser.get(status, Map.of()));
        for (var wait = 0; wait < FILES && job.path("state").asText().equals("running"); wait++) {
            stack.settle();
            job = TestStack.json(browser.get(status, Map.of()));
        }
        assertThat(job.path("state").asText()).isEqualTo("done");
        assertThat(job.path("done").asInt()).isEqualTo(FILES);
        var calls = new TreeMap<String, Integer>();
        var reads = 0.0;
        var writes = 0.0;
        for (var call : stack.calls()) {
            if (call.path("route").asText().equals("AccountJobFunction")) {
                calls.merge(call.path("operation").asText(), call.path("count").asInt(), Integer::sum);
                reads += call.path("rcu").asDouble();
                writes += call.path("wcu").asDouble();
            }
        }
        LOG.info(
                "a job that renames {} files: {}, {} read units and {} write units per file",
                FILES,
                calls,
                reads / FILES,
                writes / FILES);
        var transactions = Math.ceilDiv(FILES, FILES_OF_A_TRANSACTION);
        var steps = Math.ceilDiv(FILES, FILES_OF_A_STEP);
        assertThat(calls)
                .containsEntry("CopyObject", FILES)
                .containsEntry("DeleteObject", FILES)
                .containsEntry("TransactWriteItems", transactions);
        // Each file is read again after its delete marker. A transaction reads its caller, new names and heads.
        var listed = (steps + 1) * Math.ceilDiv(FILES, HEADS_OF_A_CALL);
        assertThat(calls.getOrDefault("BatchGetItem", 0) + calls.getOrDefault("GetItem", 0))
                .isBetween(FILES, FILES + 4 * transactions + listed + 4 * steps);
        assertThat(writes / FILES).as("write units of a renamed file").isLessThan(17);
        assertThat(names()).isEqualTo(FILES);
    }

    /** Number of files, all in the new folder. */
    private int names() {
        var files = TestStack.json(browser.get("/mapapi/list-files", Map.of("type", "GPX")))
                .path("uniqueFiles");
        assertThat(files.valueStream().map(LargeFolderTest::name)).allMatch(name -> name.startsWith("Tours/"));
        return files.size();
    }

    private static String name(JsonNode file) {
        return file.path("name").asText();
    }
}
