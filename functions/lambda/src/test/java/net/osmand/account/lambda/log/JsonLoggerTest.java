package net.osmand.account.lambda.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class JsonLoggerTest {
    private static final String TRACE = "com.amazonaws.xray.traceHeader";

    private final List<String> lines = new ArrayList<>();
    private final JsonLogger log = new JsonLogger("net.example.Sender", lines::add);

    @AfterEach
    void noTrace() {
        System.clearProperty(TRACE);
    }

    @Test
    void slf4jFindsIt() {
        assertThat(LoggerFactory.getLogger("any")).isInstanceOf(JsonLogger.class);
    }

    @Test
    void aLineIsOneJsonObjectWhateverIsInIt() throws JsonProcessingException {
        log.warn("{} said \"no\"\nand left", "a peer");
        assertThat(only().path("level").asText()).isEqualTo("WARN");
        assertThat(only().path("logger").asText()).isEqualTo("net.example.Sender");
        assertThat(only().path("message").asText()).isEqualTo("a peer said \"no\"\nand left");
        assertThat(lines.getFirst()).doesNotContain("\n");
    }

    @Test
    void keyValuePairsAreFields() throws JsonProcessingException {
        log.atInfo().addKeyValue("route", "GET /a").addKeyValue("status", 200).log();
        assertThat(only().path("route").asText()).isEqualTo("GET /a");
        assertThat(only().path("status").asInt()).isEqualTo(200);
        assertThat(only().path("level").asText()).isEqualTo("INFO");
        assertThat(only().has("message")).isFalse();
    }

    @Test
    void keyValuePairsStandBesideAMessage() throws JsonProcessingException {
        log.atWarn().addKeyValue("step", 3).log("{} failed", "a step");
        assertThat(only().path("step").asInt()).isEqualTo(3);
        assertThat(only().path("message").asText()).isEqualTo("a step failed");
        assertThat(only().path("level").asText()).isEqualTo("WARN");
    }

    @Test
    void aMessageThatLooksLikeJsonStaysAMessage() throws JsonProcessingException {
        log.info("{}", "{\"level\":\"ERROR\"}");
        assertThat(only().path("level").asText()).isEqualTo("INFO");
    }

    @Test
    void anErrorBringsItsStack() throws JsonProcessingException {
        log.error("step {} failed", 3, new IllegalStateException("why"));
        assertThat(only().path("message").asText()).isEqualTo("step 3 failed");
        assertThat(only().path("error").asText())
                .startsWith("java.lang.IllegalStateException: why")
                .contains("JsonLoggerTest");
    }

    @Test
    void anErrorNamesNoAddress() throws JsonProcessingException {
        var refused = new IllegalArgumentException("failed the check: ann@example.org, \"bob@sub.example.org\"");
        log.error("not sent", new IllegalStateException("see the cause", refused));

        assertThat(only().path("error").asText())
                .contains("failed the check: <address>, \"<address>\"")
                .doesNotContain("example.org");
    }

    /** A request and the consumer of the queue it sends to share one trace. */
    @Test
    void theTraceIsTheOneOfTheInvocation() throws JsonProcessingException {
        System.setProperty(TRACE, "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1");
        log.atInfo().addKeyValue("status", 200).log();
        assertThat(only().path("trace").asText()).isEqualTo("1-5759e988-bd862e3fe1be46a994272793");
    }

    @Test
    void detailsAreNotWritten() {
        log.debug("a detail");
        assertThat(lines).isEmpty();
    }

    private JsonNode only() throws JsonProcessingException {
        assertThat(lines).hasSize(1);
        return new ObjectMapper().readTree(lines.getFirst());
    }
}
