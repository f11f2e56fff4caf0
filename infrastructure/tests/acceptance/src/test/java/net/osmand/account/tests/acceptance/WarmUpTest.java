package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import net.osmand.account.devserver.process.FunctionProcess;
import net.osmand.account.lambda.WarmUp;
import net.osmand.account.sam.Template;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that each function with SnapStart is invoked by its alias once a week and then does no work. */
@Tag("slow")
class WarmUpTest {
    @Test
    void aWeekLaterEachFunctionWithSnapStartWasCalledOnceAndCalledNothing(@TempDir Path data)
            throws IOException, InterruptedException {
        var lastRuns = new Properties();
        lastRuns.setProperty(
                "WarmUpFunction rate(7 days)",
                Instant.now().minus(Duration.ofDays(7)).toString());
        try (var writer = Files.newBufferedWriter(data.resolve("schedules"))) {
            lastRuns.store(writer, null);
        }
        var stack = TestStack.inside(data);
        try {
            stack.calls();
            stack.advance("PT0S");
            assertThat(stack.calls()).singleElement().satisfies(call -> {
                assertThat(call.path("route").asText()).isEqualTo("WarmUpFunction");
                assertThat(call.path("operation").asText()).isEqualTo("Invoke");
                assertThat(call.path("count").asLong()).isEqualTo(withSnapStart());
            });
            assertThat(TestStack.json(stack.get("/local/queues", Map.of()))
                            .path("queues")
                            .valueStream()
                            .filter(queue -> queue.path("name").asText().equals("FailedEvents"))
                            .map(queue -> queue.path("depth").asInt()))
                    .containsExactly(0);
        } finally {
            stack.stop();
        }
    }

    /** Uses the serializers of Lambda's own runtime, so the event must match each handler's input type. */
    @ParameterizedTest
    @ValueSource(strings = {"PortalSessionFunction", "MailCodeFunction", "SendMailFunction"})
    @Tag("processes")
    void aPackagedFunctionTakesTheEvent(String function) throws IOException {
        try (var process = FunctionProcess.start(TestStack.shared().local().startable(function), List.of(), true)) {
            process.awaitInitialized();
            var answer =
                    new String(process.invoke(TestStack.JSON.writeValueAsBytes(WarmUp.EVENT)), StandardCharsets.UTF_8);
            assertThat(answer).doesNotContain("errorMessage");
        }
    }

    private static long withSnapStart() {
        var template = Template.read(TestStack.root().resolve("template.yaml"));
        return template.ofType("AWS::Serverless::Function").stream()
                .filter(id -> template.properties(id).path("SnapStart").isMissingNode())
                .count();
    }
}
