package net.osmand.account.devserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
class DevServerTest {
    private static final Path TEMPLATE = Path.of("src/test/resources/small-template.yaml");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path data;
    private DevServer stack;

    DevServerTest(@TempDir Path data) {
        this.data = data;
        stack = DevServer.start(data, 0, TEMPLATE);
    }

    @BeforeAll
    void healthy() throws Exception {
        assertThat(get("/local/health").statusCode()).isEqualTo(200);
    }

    @BeforeEach
    void clean() throws Exception {
        send(HttpRequest.newBuilder(uri("/local/faults")).DELETE());
        get("/local/ledger?reset=true");
    }

    @AfterAll
    void stop() {
        stack.close();
    }

    @Test
    void aPostComesAsPayloadFormatTwo() throws Exception {
        var answer = send(HttpRequest.newBuilder(uri("/echo?a=1&a=2&b=x%20y"))
                .header("X-Twice", "1")
                .header("X-Twice", "2")
                .header("Cookie", "c=1; d=2")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("k=v")));
        var event = json(answer);

        assertThat(event.path("rawQueryString").asText()).isEqualTo("a=1&a=2&b=x%20y");
        assertThat(event.path("queryStringParameters").path("a").asText()).isEqualTo("1,2");
        assertThat(event.path("headers").path("x-twice").asText()).isEqualTo("1,2");
        assertThat(event.path("cookies").path(1).asText()).isEqualTo("d=2");
        assertThat(event.path("isBase64Encoded").asBoolean()).isTrue();
        assertThat(Base64.getDecoder().decode(event.path("body").asText()))
                .asString()
                .isEqualTo("k=v");
        assertThat(event.path("requestContext").path("http").path("sourceIp").asText())
                .isEqualTo("127.0.0.1");
        assertThat(answer.headers().allValues("set-cookie")).containsExactlyInAnyOrder("a=1; Path=/", "b=2");
    }

    @Test
    void textStaysTextAndPathsAreDecoded() throws Exception {
        var posted = json(send(HttpRequest.newBuilder(uri("/echo"))
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(BodyPublishers.ofString("{\"ä\":1}"))));
        var got = json(get("/echo/a%C3%A4%20b"));

        assertThat(posted.path("body").asText()).isEqualTo("{\"ä\":1}");
        assertThat(got.path("pathParameters").path("name").asText()).isEqualTo("aä b");
        assertThat(got.path("routeKey").asText()).isEqualTo("GET /echo/{name}");
    }

    @Test
    void whatNoRouteOrNoFunctionAnswersGetsTheGatewaysOwnWords() throws Exception {
        assertThat(get("/nowhere").body()).isEqualTo("{\"message\":\"Not Found\"}");
        assertThat(get("/echo/fail").statusCode()).isEqualTo(500);
        assertThat(get("/echo/fail").body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
    }

    @Tag("slow")
    @Test
    void withoutAPortalItsPagesAreNotFoundAndTheRoutesAnswer(@TempDir Path folder) throws Exception {
        Files.createDirectories(folder.resolve("portal/dist"));
        Files.writeString(folder.resolve("portal/dist/index.html"), "the page");
        var template = Files.copy(TEMPLATE, folder.resolve("template.yaml"));
        for (var portal : List.of("yes", "no")) {
            var parameters = Map.of("Portal", portal);
            try (var other = DevServer.start(folder.resolve("data-" + portal), 0, template, parameters)) {
                for (var path : List.of("/", "/map/account/", "/index.html")) {
                    var page = send(HttpRequest.newBuilder(other.uri().resolve(path)));
                    assertThat(page.statusCode())
                            .as("%s, Portal=%s", path, portal)
                            .isEqualTo(portal.equals("yes") ? 200 : 404);
                    assertThat(page.body())
                            .isEqualTo(portal.equals("yes") ? "the page" : "{\"message\":\"Not Found\"}");
                }
                assertThat(send(HttpRequest.newBuilder(other.uri().resolve("/echo/x")))
                                .statusCode())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void bodiesAboveTheLimitsAreTooLarge() throws Exception {
        assertThat(posted(4_400_000)).isEqualTo(200);
        assertThat(posted(4_800_000)).isEqualTo(413);
        assertThat(posted(11_000_000)).isEqualTo(413);
    }

    @Test
    void variablesAreResolvedFromTheTemplate() throws Exception {
        assertThat(get("/echo/variables").body()).matches("hellohello\\.[A-Za-z0-9_-]{48}");
    }

    @Tag("slow")
    @Test
    void thePortalsOriginIsTheGatewaysUnlessOneIsGiven(@TempDir Path folder) throws Exception {
        assertThat(get("/echo/portal").body()).isEqualTo(stack.uri().toString());
        var given = Map.of("PortalOrigin", "https://account.example.org");
        try (var other = DevServer.start(folder, 0, TEMPLATE, given)) {
            var answer = send(HttpRequest.newBuilder(other.uri().resolve("/echo/portal")));
            assertThat(answer.body()).isEqualTo("https://account.example.org");
        }
    }

    @Test
    void theLedgerCountsCallsAndCapacityByRoute() throws Exception {
        get("/echo/put");
        get("/echo/get");
        var calls = json(get("/local/ledger?reset=true")).path("calls");

        assertThat(calls).hasSize(2);
        assertThat(calls.path(0).path("operation").asText()).isEqualTo("GetItem");
        assertThat(calls.path(0).path("rcu").asDouble()).isEqualTo(1);
        assertThat(calls.path(1).path("wcu").asDouble()).isEqualTo(1);
        assertThat(calls.path(1).path("bytes_out").asLong()).isPositive();
        assertThat(json(get("/local/ledger")).path("calls")).isEmpty();
    }

    @Test
    void aPlannedFaultFailsOneCall() throws Exception {
        send(HttpRequest.newBuilder(uri("/local/faults"))
                .POST(BodyPublishers.ofString(
                        "{\"service\":\"DynamoDb\",\"operation\":\"PutItem\",\"nth\":2,\"when\":\"after\"}")));

        assertThat(get("/echo/put").statusCode()).isEqualTo(200);
        assertThat(get("/echo/put").statusCode()).isEqualTo(500);
        assertThat(get("/echo/put").statusCode()).isEqualTo(200);
    }

    @Test
    void aCallThatNoPolicyAllowsIsRefused() throws Exception {
        get("/echo/put");

        assertThat(get("/echo/delete").statusCode()).isEqualTo(500);
        assertThat(get("/echo/get").body()).isEqualTo("there");
    }

    @Test
    void presignedAddressesGiveTheObject() throws Exception {
        get("/echo/store");
        var signed = URI.create(get("/echo/sign").body());

        assertThat(send(HttpRequest.newBuilder(signed)).body()).isEqualTo("the stored bytes");
    }

    @Tag("slow")
    @Test
    void timeEndsItemsAndNoncurrentVersionsAcrossARestart() throws Exception {
        get("/echo/put");
        get("/echo/store");
        get("/echo/trash");
        advance("P29D");
        stack.close();
        stack = DevServer.start(data, 0, TEMPLATE);

        assertThat(get("/echo/get").body()).isEqualTo("there");
        assertThat(get("/echo/versions").body()).endsWith("1 markers").doesNotStartWith("0");
        advance("P3D");
        assertThat(get("/echo/get").body()).isEqualTo("gone");
        assertThat(get("/echo/note").body()).isEqualTo("there");
        assertThat(get("/echo/versions").body()).isEqualTo("0 versions, 0 markers");
    }

    /** docs.aws.amazon.com/AmazonS3/latest/userguide/mpu-abort-incomplete-mpu-lifecycle-config.html. */
    @Test
    void timeAbortsIncompleteMultipartUploads() throws Exception {
        var bucket = "osmand-account-local-thingsbucket";
        for (var key : List.of("u/parts", "other/parts")) {
            stack.s3().createMultipartUpload(create -> create.bucket(bucket).key(key));
        }
        advance("P1D");
        assertThat(uploads(bucket)).containsExactlyInAnyOrder("u/parts", "other/parts");

        advance("P2D");
        assertThat(uploads(bucket)).containsExactly("other/parts");
    }

    private List<String> uploads(String bucket) {
        return stack.s3().listMultipartUploads(list -> list.bucket(bucket)).uploads().stream()
                .map(upload -> upload.key())
                .toList();
    }

    @Test
    void limitsAreOffUntilTheyAreEnforced() throws Exception {
        for (var request = 0; request < 5; request++) {
            assertThat(get("/echo/a").statusCode()).isEqualTo(200);
        }

        assertThat(post("/local/limits?enforce=api-throttling").body())
                .isEqualTo("{\"enforced\":[\"api-throttling\"]}");
        for (var request = 0; request < 3; request++) {
            assertThat(get("/echo/a").statusCode()).isEqualTo(200);
        }
        assertThat(get("/echo/a").statusCode()).isEqualTo(429);
        assertThat(post("/local/limits?enforce=other").statusCode()).isEqualTo(400);
        assertThat(get("/echo/a").statusCode()).isEqualTo(429);

        assertThat(post("/local/limits").body()).isEqualTo("{\"enforced\":[]}");
        assertThat(get("/echo/a").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> post(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.noBody()));
    }

    /** docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html. */
    @Test
    void aFailingHandlerGetsItsEventAgainAndAtLastItIsParked() throws Exception {
        get("/echo/put");
        fail("NoteFunction", 1);
        advance("P31D");
        assertThat(depth("DeadNotes")).isZero();

        get("/echo/put");
        for (var attempt = 1; attempt <= 3; attempt++) {
            fail("NoteFunction", attempt);
        }
        advance("P31D");
        assertThat(depth("DeadNotes")).isEqualTo(1);
        assertThat(json(send(HttpRequest.newBuilder(uri("/local/faults")).DELETE()))
                        .path("unmet")
                        .asInt())
                .isZero();
    }

    private void fail(String route, int nth) throws Exception {
        send(HttpRequest.newBuilder(uri("/local/faults"))
                .POST(BodyPublishers.ofString(
                        "{\"route\":\"%s\",\"nth\":%d,\"when\":\"before\"}".formatted(route, nth))));
    }

    @Tag("slow")
    @Test
    void messagesComeAtOnceLaterAndAgainUntilTheyAreDeadLetters() throws Exception {
        get("/echo/send");
        get("/echo/later");
        get("/echo/bad");
        // The inbox waits for mails that were sent before.
        get("/local/inbox");
        assertThat(get("/echo/works").body()).isEqualTo("work bad 1, work good 1");

        advance("PT3M");
        assertThat(get("/echo/works").body()).isEqualTo("work bad 1, work bad 2, work good 1");
        stack.close();
        stack = DevServer.start(data, 0, TEMPLATE);
        advance("PT8M");
        assertThat(get("/echo/works").body())
                .isEqualTo("work bad 1, work bad 2, work bad 3, work good 1, work later 1");
        assertThat(get("/local/queues").body()).contains("\"DeadWork\"");
        assertThat(depth("DeadWork")).isZero();

        advance("PT3M");
        assertThat(depth("WorkQueue")).isZero();
        assertThat(depth("DeadWork")).isEqualTo(1);
    }

    /** For example a browser that uploads many files. */
    @Tag("slow")
    @Test
    void theClockAnswersWhileRequestsSendMessagesAllTheTime() throws Exception {
        var goesOn = new AtomicBoolean(true);
        var busy = new CountDownLatch(30);
        try (var clients = Executors.newFixedThreadPool(3)) {
            for (var client = 0; client < 3; client++) {
                clients.execute(() -> {
                    while (goesOn.get()) {
                        send();
                        busy.countDown();
                    }
                });
            }
            busy.await();
            try {
                var answer = send(HttpRequest.newBuilder(uri("/local/clock?advance=PT1M"))
                        // Without the requests in mind it would wait two minutes for the queue to be empty.
                        .timeout(Duration.ofSeconds(60))
                        .POST(BodyPublishers.noBody()));
                assertThat(json(answer).path("now").asLong()).isPositive();
                assertThat(goesOn).isTrue();
            } finally {
                goesOn.set(false);
            }
        }
    }

    private void send() {
        try {
            assertThat(get("/echo/send").statusCode()).isEqualTo(200);
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void twoStacksNeverShareAFolder() {
        assertThatThrownBy(() -> DevServer.start(data, 0, TEMPLATE)).isInstanceOf(RuntimeException.class);
    }

    private int depth(String queue) throws Exception {
        for (var each : json(get("/local/queues")).path("queues")) {
            if (each.path("name").asText().equals(queue)) {
                return each.path("depth").asInt();
            }
        }
        throw new AssertionError("no queue " + queue);
    }

    private int posted(int bytes) throws Exception {
        return send(HttpRequest.newBuilder(uri("/echo"))
                        .header("Content-Type", "application/octet-stream")
                        .POST(BodyPublishers.ofByteArray(new byte[bytes])))
                .statusCode();
    }

    private void advance(String by) throws Exception {
        var answer =
                send(HttpRequest.newBuilder(uri("/local/clock?advance=" + by)).POST(BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(200);
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
