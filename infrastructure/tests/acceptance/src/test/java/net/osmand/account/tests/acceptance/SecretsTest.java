package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that functions read secrets only after their start, and each secret once in an execution environment. */
@Tag("slow")
class SecretsTest {
    private TestStack stack;

    @BeforeEach
    void start(@TempDir Path data) throws IOException {
        stack = TestStack.inside(data);
    }

    @AfterEach
    void stop() throws InterruptedException {
        stack.stop();
    }

    @Test
    void functionsReadASecretWhenTheyNeedItAndOnce() {
        // SnapStart would store secrets that a function read at its start in the snapshot.
        assertThat(reads()).as("at the start").isEmpty();

        var email = TestStack.freshEmail();
        new TestBrowser(stack).register(email, true);
        assertThat(reads()).as("for a direct caller").containsEntry("POST /mapapi/auth/register GetSecretValue", 1);

        var browser = new TestBrowser(stack)
                .withHeader("X-Origin-Secret", stack.local().secret("OriginSecret"))
                .withHeader("X-Viewer-Address", "203.0.113.7");
        browser.register(email, true);
        browser.activate(email, stack.newestCode(email), "correct horse");
        for (var round = 0; round < 3; round++) {
            browser.login(email, "correct horse");
            browser.register(email, false);
        }

        var reads = reads();
        assertThat(reads)
                .as("behind CloudFront")
                .containsEntry("POST /mapapi/auth/register GetSecretValue", 1)
                .doesNotContainKeys(
                        "POST /mapapi/auth/register DescribeUserPoolClient", "MailCodeFunction GetSecretValue")
                .containsEntry("POST /mapapi/auth/activate GetSecretValue", 2)
                .containsEntry("POST /mapapi/auth/login GetSecretValue", 2)
                .containsEntry("POST /mapapi/auth/login DescribeUserPoolClient", 1);
    }

    /** Counts the reads by function and operation. */
    private Map<String, Integer> reads() {
        var reads = new TreeMap<String, Integer>();
        stack.settle();
        stack.calls().forEach(call -> {
            var operation = call.path("operation").asText();
            if (operation.equals("GetSecretValue") || operation.equals("DescribeUserPoolClient")) {
                reads.merge(
                        call.path("route").asText() + " " + operation,
                        call.path("count").asInt(),
                        Integer::sum);
            }
        });
        return reads;
    }
}
