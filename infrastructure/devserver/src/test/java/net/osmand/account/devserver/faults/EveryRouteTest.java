package net.osmand.account.devserver.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import net.osmand.account.aws.AwsCallListener;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.aws.StubServer;
import net.osmand.account.devserver.emulation.LocalResources;
import net.osmand.account.devserver.runtime.HandlerFunction;
import net.osmand.account.sam.FunctionDefinition;
import net.osmand.account.sam.Intrinsics;
import net.osmand.account.sam.Template;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every route with production clients, while AWS is silent or throttled. */
@Tag("slow")
class EveryRouteTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** API Gateway stops waiting after 30 s and Lambda after 29 s. The aim is 20 s, and the machine may be loaded. */
    private static final Duration TIME_LIMIT = Duration.ofSeconds(25);

    private static final int AT_ONCE = 40;
    private static final String TOKEN = "00000001-0000-0000-0000-000000000000";

    /** Routes that make no AWS call for this request. */
    private static final List<String> WITHOUT_AWS = List.of(
            "GET /mapapi/auth/info",
            "GET /v1/plans",
            "GET /userdata/check-file-on-server",
            "GET /api/subscriptions/getAll",
            "GET /api/subscriptions/active",
            "GET /api/purchase-complete",
            "POST /subscription/register",
            "POST /subscription/update",
            "POST /subscription/ios-receipt-validate",
            "POST /subscription/ios-fetch-signatures",
            "GET /api/inapps/get");

    /** The answer of a route and its time. */
    private record Answered(String route, APIGatewayV2HTTPResponse answer, Duration time, int attempts) {
        @Override
        public String toString() {
            return route + " " + answer.getStatusCode();
        }
    }

    @Test
    void aSilentAwsIsServiceUnavailableWithinTwentySeconds() throws Exception {
        var answered = ask(StubServer::silent);
        assertThat(answered).allSatisfy(route -> {
            assertThat(route.time()).as(route.route()).isLessThan(TIME_LIMIT);
            assertThat(route.attempts()).as(route.route()).isBetween(2, 20);
        });
    }

    @Test
    void aThrottledAwsIsServiceUnavailable() throws Exception {
        ask(() -> StubServer.json(400, "{\"__type\":\"ThrottlingException\"}"));
    }

    private static List<Answered> ask(Callable<StubServer> server) throws Exception {
        var template = Template.read(Path.of("../../template.yaml"));
        var resources = new LocalResources(template, _ -> "secret", "http://127.0.0.1");
        var parameters = new HashMap<>(
                template.parameters(Map.of("MailIdentityArn", "arn:aws:ses:us-east-1:1:identity/example.org")));
        parameters.putAll(LocalResources.PSEUDO_PARAMETERS);
        var intrinsics = new Intrinsics(template, parameters, resources);
        var requests = new ArrayList<Callable<Answered>>();
        for (var id : template.ofType("AWS::Serverless::Function")) {
            var function = FunctionDefinition.of(template, intrinsics, id);
            for (var route : function.eventsOf("HttpApi")) {
                var key = FunctionDefinition.routeKey(route);
                if (!WITHOUT_AWS.contains(key)) {
                    requests.add(() -> ask(server, function, resources, key));
                }
            }
        }
        assertThat(requests).hasSizeGreaterThan(50);
        var answers = new ArrayList<Answered>();
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (var answer : threads.invokeAll(requests)) {
                answers.add(answer.get());
            }
        }
        assertThat(answers).allSatisfy(EveryRouteTest::isServiceUnavailable);
        return answers;
    }

    private static Answered ask(
            Callable<StubServer> server, FunctionDefinition function, LocalResources resources, String key)
            throws Exception {
        try (var aws = server.call()) {
            var environment = new HashMap<String, String>();
            function.variables().forEach((name, value) -> environment.put(name, resources.withSecrets(value)));
            environment.putAll(aws.environment());
            var handler = HandlerFunction.start(
                    function,
                    "arn",
                    new LambdaEnvironment(environment, Clock.systemUTC(), new SecureRandom(), AwsCallListener.NONE));
            var start = System.nanoTime();
            var answer = handler.http(event(key));
            return new Answered(key, answer, Duration.ofNanos(System.nanoTime() - start), aws.attempts());
        }
    }

    /** Verifies the error format of each surface: docs/protocol and, below {@code /v1}, RFC 9457. */
    private static void isServiceUnavailable(Answered answered) throws IOException {
        var answer = answered.answer();
        assertThat(answer.getStatusCode()).as(answered.route()).isEqualTo(503);
        assertThat(Integer.parseInt(answer.getHeaders().getOrDefault("Retry-After", "0")))
                .as(answered.route())
                .isPositive();
        if (answered.route().contains(" /webhooks/")) {
            return;
        }
        var body = JSON.readTree(answer.getBody());
        if (answered.route().contains(" /v1/")) {
            assertThat(answer.getHeaders()).containsEntry("Content-Type", "application/problem+json");
            assertThat(body.path("status").asInt()).isEqualTo(503);
            assertThat(body.path("title").asText()).isEqualTo("Service Unavailable");
        } else {
            assertThat(body.path("error").path("errorCode").asInt())
                    .as(answered.route())
                    .isEqualTo(6);
        }
    }

    /** An event with all parameters that any route checks before it calls AWS. */
    private static Map<String, Object> event(String key) throws IOException {
        var method = key.substring(0, key.indexOf(' '));
        var path = key.substring(key.indexOf(' ') + 1).replaceAll("\\{[^}]*}", "1");
        var isUpload = path.endsWith("/upload-file");
        var fields = Map.of(
                "username", "ann@example.org",
                "password", "a long password",
                "token", "123456",
                "lang", "en",
                "action", "change",
                "type", "GPX",
                "name", "a.gpx",
                "size", 26,
                "sha256", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "clienttime", 1);
        var multipart =
                "--part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\nbytes\r\n--part--\r\n";
        return new HashMap<>(Map.of(
                "version",
                "2.0",
                "routeKey",
                key,
                "rawPath",
                path,
                "rawQueryString",
                query(),
                "cookies",
                List.of("__Host-session=" + TOKEN),
                "headers",
                Map.of(
                        "content-type",
                        isUpload ? "multipart/form-data; boundary=part" : "application/json",
                        "sec-fetch-site",
                        "same-origin",
                        "authorization",
                        "Bearer " + TOKEN),
                "pathParameters",
                Map.of("id", "1"),
                "requestContext",
                Map.of("http", Map.of("method", method, "path", path, "sourceIp", "127.0.0.1")),
                "body",
                isUpload ? multipart : new String(JSON.writeValueAsBytes(fields), UTF_8),
                "isBase64Encoded",
                false));
    }

    private static String query() {
        var parameters = new HashMap<>(Map.of(
                "deviceid", "1",
                "accessToken", TOKEN,
                "type", "GPX",
                "name", "a.gpx",
                "updatetime", "2",
                "email", "ann@example.org",
                "login", "true",
                "token", "123456",
                "lang", "en"));
        parameters.putAll(Map.of(
                "format", ".osf", "orderId", "1", "orderid", "1", "action", "change", "since", "0", "isNew", "true"));
        return parameters.entrySet().stream()
                .map(p -> p.getKey() + "=" + URLEncoder.encode(p.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }
}
