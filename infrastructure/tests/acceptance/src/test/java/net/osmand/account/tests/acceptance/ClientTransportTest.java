package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import net.osmand.account.tests.template.ApiDocument;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests redirects and bursts as each client handles them (docs/protocol/transport.md#redirects). */
@Tag("slow")
class ClientTransportTest {
    private final TestStack stack = TestStack.shared();

    /** Android repeats a redirected POST as a GET without a body and treats the 200 as success. */
    @Test
    void addendum5_1NoPostOfAnAppIsRedirected() throws Exception {
        var routes = TestStack.API.operations().stream()
                .filter(operation -> operation.method().equals("POST"))
                .map(ApiDocument.Operation::path)
                .filter(path -> path.startsWith("/userdata/") || path.startsWith("/subscription/"))
                .toList();
        assertThat(routes).hasSizeGreaterThan(10);
        for (var route : routes) {
            for (var path : new String[] {route, route + "/", "/" + route}) {
                assertThat(post(path).statusCode() / 100).as(path).isNotEqualTo(3);
            }
        }
    }

    @Test
    void addendum5_1AnUploadSaysOk() {
        var app = TestApp.copied(stack);
        var answer = app.upload("FAVOURITES", "favorites.gpx", TestApp.gzip(new byte[] {1}), 1);
        assertThat(TestStack.json(answer).path("status").asText()).isEqualTo("ok");
    }

    /** The apps end a sync at the first 429, 502 or 503. */
    @Test
    void addendum5_2ABurstOfASyncMeetsNoLimit() throws Exception {
        var app = TestApp.copied(stack);
        var gzip = TestApp.gzip("<gpx/>".getBytes(StandardCharsets.UTF_8));
        try (var pool = Executors.newFixedThreadPool(10)) {
            var calls = IntStream.range(0, 200)
                    .<Callable<Integer>>mapToObj(n -> () -> {
                        var name = n + ".gpx";
                        var stored = app.upload("FAVOURITES", name, gzip, 1).statusCode();
                        var file = app.with(Map.of("type", "FAVOURITES", "name", name));
                        return Math.max(
                                stored,
                                stack.get("/userdata/download-file", file).statusCode());
                    })
                    .toList();
            var statuses = new ArrayList<Integer>();
            for (var answer : pool.invokeAll(calls)) {
                statuses.add(answer.get());
            }
            assertThat(statuses).containsOnly(200);
        }
    }

    private HttpResponse<Void> post(String path) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(stack.uri("/").resolve(path.startsWith("//") ? path.substring(1) : path))
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        }
    }
}
