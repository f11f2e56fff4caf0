package net.osmand.account.devserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import net.osmand.account.emulators.sqs.Message;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Tests the faults and switches of {@code /local/faults} and {@code /local/functions}. */
@TestInstance(Lifecycle.PER_CLASS)
@Tag("slow")
class FaultsTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private final DevServer stack;

    FaultsTest(@TempDir Path data) {
        stack = DevServer.start(data, 0, Path.of("src/test/resources/small-template.yaml"));
    }

    @AfterEach
    void nothingIsLeftPlanned() throws Exception {
        send(HttpRequest.newBuilder(uri("/local/faults")).DELETE());
        post("/local/functions?environments=1", "");
        post("/local/functions", "");
    }

    @AfterAll
    void stop() {
        stack.close();
    }

    @Test
    void throttledCallsAreRetriedByTheSdk() throws Exception {
        get("/local/ledger?reset=true");
        for (var operation : List.of("PutItem", "PutObject", "SendMessage")) {
            fault("{\"kind\":\"throttling\",\"operation\":\"%s\",\"count\":2}".formatted(operation));
        }
        for (var path : List.of("/echo/put", "/echo/store", "/echo/work-throttled")) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(200);
        }
        get("/local/inbox");

        assertThat(attempts("PutObject")).isEqualTo(3);
        assertThat(attempts("SendMessage")).isEqualTo(3);
        assertThat(attempts("PutItem")).as("the handler's and the worker's").isEqualTo(4);
        assertThat(unmet()).isZero();
    }

    @Test
    void presignedAddressesMeetFaultsToo() throws Exception {
        get("/echo/store");
        var signed = HttpRequest.newBuilder(URI.create(get("/echo/sign").body()));
        fault("{\"kind\":\"throttling\",\"service\":\"S3\",\"operation\":\"GetObject\"}");
        var refused = send(signed);

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("<Code>SlowDown</Code>");
        assertThat(send(signed).body()).isEqualTo("the stored bytes");
    }

    @Test
    void aFaultThatNoCallMetIsCounted() throws Exception {
        fault("{\"kind\":\"drop\",\"operation\":\"DeleteTable\"}");
        assertThat(unmet()).isEqualTo(1);
        assertThat(unmet()).isZero();
    }

    @Test
    void aFaultThatCannotBeIsRefused() throws Exception {
        assertThat(post("/local/faults", "{\"kind\":\"explosion\"}").statusCode())
                .isEqualTo(400);
        assertThat(post("/local/functions?environments=0", "").statusCode()).isEqualTo(400);
    }

    @Test
    void expiredItemsStayForTwoDays() throws Exception {
        get("/echo/put");
        fault("{\"kind\":\"late-expiry\"}");
        advance("P31D");
        assertThat(get("/echo/get").body()).isEqualTo("there");
        advance("P1D");
        assertThat(get("/echo/get").body()).isEqualTo("gone");
    }

    @Test
    void aHandledMessageComesOnceMore() throws Exception {
        fault("{\"kind\":\"duplicate\",\"service\":\"Sqs\",\"operation\":\"WorkQueue\"}");
        get("/echo/work-twice");
        get("/local/inbox");

        assertThat(get("/echo/works").body()).contains("work-twice 1, work work-twice 2");
        assertThat(get("/echo/works").body()).doesNotContain("work-twice 3");
        assertThat(depth("WorkQueue")).isZero();
    }

    @Test
    void messagesWaitForASuspendedFunction() throws Exception {
        post("/local/functions?suspend=WorkFunction", "");
        get("/echo/work-later");
        get("/local/inbox");
        assertThat(depth("WorkQueue")).isOne();

        post("/local/functions", "");
        get("/local/inbox");
        assertThat(depth("WorkQueue")).isZero();
        assertThat(get("/echo/works").body()).contains("work-later 1");
    }

    /** Each handler waits until the other one runs. */
    @Test
    void aMessageIsVisibleAgainWhileItsHandlerWorks() throws Exception {
        fault("{\"kind\":\"visible-again\"}");
        get("/echo/work-slow");
        get("/local/inbox");

        assertThat(get("/echo/works").body()).contains("work-slow 1, work work-slow 2");
        assertThat(get("/echo/works").body()).doesNotContain("work-slow 3");
    }

    @Test
    void messagesComeInAnyOrder() throws Exception {
        fault("{\"kind\":\"any-order\",\"seed\":1}");
        var queue = stack.queues().byName("DeadWork");
        var sent = new ArrayList<String>();
        for (var number = 0; number < 10; number++) {
            sent.add("n" + number);
            stack.queues().send(queue, "n" + number, OptionalLong.empty());
        }
        var received = stack.queues().receive(queue, 10, Duration.ofMinutes(1)).stream()
                .map(Message::body)
                .toList();

        assertThat(received).isNotEqualTo(sent).containsExactlyInAnyOrderElementsOf(sent);
    }

    /** docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html. */
    @Test
    void failedAsynchronousInvocationsAreRetriedAfterOneMinuteAndAfterTwoMore() throws Exception {
        fault("{\"kind\":\"later-retries\"}");
        failTicks(1);
        var before = ticks();
        advance("P1D");
        assertThat(ticks()).isEqualTo(before);
        advance("PT59S");
        assertThat(ticks()).isEqualTo(before);
        advance("PT2S");
        assertThat(ticks()).isEqualTo(before + 1);

        var parked = depth("DeadNotes");
        failTicks(3);
        advance("P1D");
        advance("PT61S");
        advance("PT1M");
        assertThat(depth("DeadNotes")).isEqualTo(parked);
        advance("PT61S");
        assertThat(depth("DeadNotes")).isEqualTo(parked + 1);
        assertThat(ticks()).isEqualTo(before + 1);
    }

    @Test
    void twoEnvironmentsTakeInvocationsInTurn() throws Exception {
        assertThat(instances()).hasSize(1);
        post("/local/functions?environments=2", "");
        assertThat(instances()).hasSize(2);
    }

    private Set<String> instances() throws Exception {
        var instances = new HashSet<String>();
        for (var call = 0; call < 4; call++) {
            instances.add(get("/echo/instance").body());
        }
        return instances;
    }

    private void failTicks(int times) throws Exception {
        for (var nth = 1; nth <= times; nth++) {
            fault("{\"route\":\"TickFunction\",\"nth\":%d,\"when\":\"before\"}".formatted(nth));
        }
    }

    private int ticks() throws Exception {
        return Integer.parseInt(get("/echo/ticks").body());
    }

    private int attempts(String operation) throws Exception {
        var count = 0;
        for (var call : json(get("/local/ledger")).path("calls")) {
            count += call.path("operation").asText().equals(operation)
                    ? call.path("count").asInt()
                    : 0;
        }
        return count;
    }

    private int unmet() throws Exception {
        return json(send(HttpRequest.newBuilder(uri("/local/faults")).DELETE()))
                .path("unmet")
                .asInt();
    }

    private int depth(String queue) {
        return stack.queues().peek(stack.queues().byName(queue)).size();
    }

    private void fault(String json) throws Exception {
        assertThat(post("/local/faults", json).statusCode()).isEqualTo(200);
    }

    private void advance(String by) throws Exception {
        assertThat(post("/local/clock?advance=" + by, "").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return stack.uri().resolve(path);
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return new ObjectMapper().readTree(answer.body());
    }
}
