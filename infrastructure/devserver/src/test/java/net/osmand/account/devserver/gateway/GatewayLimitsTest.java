package net.osmand.account.devserver.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The quotas of docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html, and API Gateway's answers
 * above them.
 */
final class GatewayLimitsTest {
    private static final int LAMBDA = 6_291_456;
    private static final int HEAD = 10_240;

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong();
    private final CountDownLatch late = new CountDownLatch(1);
    private final CountDownLatch answered = new CountDownLatch(1);
    private Gateway gateway;

    @BeforeEach
    void start() {
        start(Duration.ofSeconds(30));
    }

    private void start(Duration timeout) {
        gateway = new Gateway(0, Clock.systemUTC(), new Portal(Path.of("none")), timeout, nanos::get);
        gateway.route("GET", "/quick", _ -> answer("quick"));
        gateway.route("POST", "/quick", _ -> answer("quick"));
        gateway.route("GET", "/slow", _ -> {
            await(late);
            answered.countDown();
            return answer("late");
        });
        gateway.route("GET", "/long/{bytes}", event -> answer("x".repeat(bytes(event))));
        gateway.route("GET", "/quotes/{bytes}", event -> answer("\"".repeat(bytes(event))));
        gateway.start((_, _, _, _) -> new LocalRoutes.Page(200, "text/plain", "local"));
    }

    @AfterEach
    void stop() {
        late.countDown();
        gateway.close();
    }

    @Test
    void anIntegrationThatTakesTooLongIs503AndItsAnswerIsDropped() throws Exception {
        gateway.close();
        start(Duration.ofSeconds(1));
        refused(get("/slow"), 503, "Service Unavailable");

        late.countDown();
        assertThat(answered.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(get("/quick").body()).isEqualTo("quick");
    }

    /** "Total combined size of request line and header values: 10240 bytes". */
    @Test
    void moreThan10240BytesOfRequestLineAndHeaderValuesAre431() throws Exception {
        assertThat(get("/quick?q=" + "a".repeat(HEAD - 1_000)).statusCode()).isEqualTo(200);
        refused(get("/quick?q=" + "a".repeat(HEAD)), 431, "Request Header Fields Too Large");

        var header = HttpRequest.newBuilder(gateway.uri().resolve("/quick"));
        refused(send(header.copy().header("X-Long", "a".repeat(HEAD))), 431, "Request Header Fields Too Large");
        for (var each = 0; each < 10; each++) {
            header.header("X-Half-" + each, "a".repeat(HEAD / 10));
        }
        refused(send(header), 431, "Request Header Fields Too Large");
        assertThat(calls).hasValue(1);
    }

    @Test
    void aBodyOver10MegabytesAndAnEventOverLambdasLimitAre413() throws Exception {
        refused(post("text/plain", 10 * 1024 * 1024 + 1), 413, "Request Entity Too Large");
        refused(post("text/plain", LAMBDA), 413, "Request Entity Too Large");
        // Base64 encodes three bytes as four.
        refused(post("application/octet-stream", LAMBDA / 4 * 3), 413, "Request Entity Too Large");
        assertThat(calls).hasValue(0);

        assertThat(post("text/plain", LAMBDA - 10_000).statusCode()).isEqualTo(200);
        assertThat(post("application/octet-stream", LAMBDA / 4 * 3 - 10_000).statusCode())
                .isEqualTo(200);
    }

    @Test
    void anAnswerOverLambdasLimitIs500() throws Exception {
        assertThat(get("/long/" + (LAMBDA - 10_000)).body()).hasSize(LAMBDA - 10_000);
        refused(get("/long/" + LAMBDA), 500, "Internal Server Error");

        // JSON encodes a quotation mark in two bytes.
        assertThat(get("/quotes/" + (LAMBDA / 2 - 10_000)).body()).hasSize(LAMBDA / 2 - 10_000);
        refused(get("/quotes/" + LAMBDA / 2), 500, "Internal Server Error");
    }

    @Test
    void throttlingIsATokenBucketThatIsOffAtFirst() throws Exception {
        for (var request = 0; request < 10; request++) {
            assertThat(get("/quick").statusCode()).isEqualTo(200);
        }

        gateway.throttle(2, 4);
        for (var request = 0; request < 4; request++) {
            assertThat(get("/quick").statusCode()).isEqualTo(200);
        }
        refused(get("/quick"), 429, "Too Many Requests");
        assertThat(get("/local/health").statusCode()).isEqualTo(200);
        assertThat(calls).hasValue(14);

        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(500));
        assertThat(get("/quick").statusCode()).isEqualTo(200);
        refused(get("/quick"), 429, "Too Many Requests");

        gateway.unthrottle();
        assertThat(get("/quick").statusCode()).isEqualTo(200);
    }

    private static void refused(HttpResponse<String> answer, int status, String message) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo("{\"message\":\"" + message + "\"}");
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        assertThat(answer.headers().firstValue("apigw-requestid")).isPresent();
    }

    private APIGatewayV2HTTPResponse answer(String body) {
        calls.incrementAndGet();
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(200)
                .withBody(body)
                .build();
    }

    private static int bytes(Map<String, Object> event) {
        return event.get("pathParameters") instanceof Map<?, ?> parameters
                ? Integer.parseInt(String.valueOf(parameters.get("bytes")))
                : 0;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<String> post(String type, int bytes) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(gateway.uri().resolve("/quick"))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString("a".repeat(bytes))));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(gateway.uri().resolve(path)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
