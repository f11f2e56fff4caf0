package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.osmand.account.aws.AwsCallListener;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.devserver.emulation.LocalResources;
import net.osmand.account.devserver.runtime.HandlerFunction;
import net.osmand.account.lambda.RequestLimits;
import net.osmand.account.sam.FunctionDefinition;
import net.osmand.account.sam.Intrinsics;
import net.osmand.account.sam.Template;
import net.osmand.account.tests.template.ApiDocument;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Sends each operation of the API's document texts of 60,000 characters, 200 parameters and lists of 5,000 entries. The
 * median CPU time of five requests must be at most twice that of a short request plus 5 ms. Texts above their
 * documented maximum must be rejected with 400.
 */
@Tag("slow")
class FloodTest {
    private static final Logger LOG = Logger.getLogger(FloodTest.class.getName());
    private static final int RUNS = 5;
    private static final long ALLOWANCE_NANOS = 5_000_000;
    private static final String LONG = "x".repeat(60_000);
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Map<String, String> PLAUSIBLE = Map.of(
            "type", "FAVOURITES",
            "name", "favorites.gpx",
            "email", "nobody",
            "username", "nobody",
            "action", "none",
            "lang", "en",
            "isNew", "false",
            "format", ".osf",
            "month", "2026-11",
            "zone", "UTC");

    private final TestStack stack = TestStack.shared();
    private TestApp app = TestApp.signedUp(stack);
    private final Template template = Template.read(TestStack.root().resolve("template.yaml"));
    private final LocalResources resources =
            new LocalResources(template, stack.local()::secret, stack.uri("").toString());
    private final Intrinsics intrinsics = new Intrinsics(template, parameters(), resources);

    @TestFactory
    Stream<DynamicTest> longRequestsCostNoMoreThanShortOnes() {
        return TestStack.API.operations().stream()
                .map(operation -> DynamicTest.dynamicTest(operation.route(), () -> flood(operation)));
    }

    /** A request; {@code isRefused} says whether it exceeds a documented maximum. */
    private record Flood(String name, Map<String, String> query, String body, boolean isRefused) {}

    private void flood(ApiDocument.Operation operation) {
        var handler = handler(operation);
        var names = MalformedTest.parameters(operation);
        var usual_ = new LinkedHashMap<String, String>();
        names.forEach(name -> usual_.put(name, PLAUSIBLE.getOrDefault(name, "1")));
        var usual = cpu(handler, operation, new Flood("short", usual_, "{}", false));
        for (var flood : floods(operation, names, usual_)) {
            var cpu = cpu(handler, operation, flood);
            LOG.fine(() -> "%s %s: %d of %d us".formatted(operation.route(), flood.name(), cpu / 1000, usual / 1000));
            assertThat(cpu)
                    .as("ns of CPU for %s %s, short %d", operation.route(), flood.name(), usual)
                    .isLessThanOrEqualTo(2 * usual + ALLOWANCE_NANOS);
        }
        if (operation.route().equals("POST /v1/access/end-all")) {
            app = TestApp.signedUp(stack);
        }
    }

    private static List<Flood> floods(ApiDocument.Operation operation, List<String> names, Map<String, String> usual) {
        var floods = new ArrayList<Flood>();
        for (var name : names) {
            var query = new LinkedHashMap<>(usual);
            query.put(name, LONG);
            floods.add(new Flood("long parameter " + name, query, "{}", RequestLimits.longest(name) < LONG.length()));
        }
        var unknown = new LinkedHashMap<>(usual);
        unknown.put("unknown", LONG);
        floods.add(new Flood("long unknown parameter", unknown, "{}", true));
        var many = new LinkedHashMap<>(usual);
        IntStream.range(0, 200).forEach(i -> many.put("p" + i, "1"));
        floods.add(new Flood("200 parameters", many, "{}", true));
        if (operation.method().equals("GET")) {
            return floods;
        }
        var entries = IntStream.range(0, 5_000).mapToObj(_ -> "\"x\"").collect(Collectors.joining(",", "[", "]"));
        floods.add(new Flood("a list", usual, entries, false));
        var fields = fields(operation);
        for (var field : fields) {
            floods.add(new Flood("long field " + field, usual, "{\"%s\":\"%s\"}".formatted(field, LONG), true));
            floods.add(new Flood("list " + field, usual, "{\"%s\":%s}".formatted(field, entries), true));
        }
        floods.add(new Flood("long unknown field", usual, "{\"unknown\":\"%s\"}".formatted(LONG), !fields.isEmpty()));
        return floods;
    }

    private static List<String> fields(ApiDocument.Operation operation) {
        var schema = TestStack.API
                .resolved(operation.node().path("requestBody"))
                .path("content")
                .path("application/json")
                .path("schema");
        return operation.path().startsWith("/webhooks/")
                ? List.of()
                : schema.path("properties").properties().stream()
                        .map(Map.Entry::getKey)
                        .toList();
    }

    /**
     * Returns the median CPU time of this thread in nanoseconds. Two warm-up requests, which load classes, are not
     * counted.
     */
    private long cpu(HandlerFunction handler, ApiDocument.Operation operation, Flood flood) {
        var threads = ManagementFactory.getThreadMXBean();
        var times = new ArrayList<Long>();
        for (var run = -2; run < RUNS; run++) {
            var event = event(operation, flood);
            var before = threads.getCurrentThreadCpuTime();
            var answer = handler.http(event);
            var time = threads.getCurrentThreadCpuTime() - before;
            if (run >= 0) {
                times.add(time);
            }
            check(operation, flood, answer);
        }
        return times.stream().sorted().toList().get(RUNS / 2);
    }

    private static void check(ApiDocument.Operation operation, Flood flood, APIGatewayV2HTTPResponse answer) {
        assertThat(answer.getStatusCode())
                .as("%s %s: %s", operation.route(), flood.name(), answer.getBody())
                .isLessThan(500);
        if (flood.isRefused()) {
            assertThat(answer.getStatusCode())
                    .as("%s %s", operation.route(), flood.name())
                    .isEqualTo(400);
        }
    }

    private Map<String, Object> event(ApiDocument.Operation operation, Flood flood) {
        var path = operation.path().replaceAll("\\{\\w+}", "1");
        var isForm = TestStack.API
                .resolved(operation.node().path("requestBody"))
                .path("content")
                .has(FORM);
        var values = app.with(Map.of());
        values.putAll(flood.query());
        var parameters = TestStack.form(values);
        var event = new HashMap<String, Object>();
        event.put("version", "2.0");
        event.put("routeKey", operation.route());
        event.put("rawPath", path);
        event.put("rawQueryString", isForm ? "" : parameters);
        event.put(
                "headers",
                Map.of(
                        "content-type",
                        isForm ? FORM : "application/json",
                        "sec-fetch-site",
                        "same-origin",
                        "authorization",
                        "Bearer " + app.accessToken()));
        event.put(
                "requestContext",
                Map.of("http", Map.of("method", operation.method(), "path", path, "sourceIp", "192.0.2.9")));
        event.put("body", isForm ? parameters : flood.body());
        event.put("isBase64Encoded", false);
        return event;
    }

    private HandlerFunction handler(ApiDocument.Operation operation) {
        var function = FunctionDefinition.of(template, intrinsics, function(operation.id()));
        var environment = new HashMap<>(function.variables());
        environment.putAll(stack.local().endpoints());
        environment.putAll(Map.of(
                "SERVED_OVER", "http",
                "AWS_REGION", LocalResources.REGION,
                "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "local"));
        return HandlerFunction.start(
                function,
                "arn",
                new LambdaEnvironment(environment, Clock.systemUTC(), new SecureRandom(), AwsCallListener.NONE));
    }

    /**
     * Returns the longest logical id that is a prefix of the operation id. A function with several routes has one
     * operation id for each route.
     */
    private String function(String operationId) {
        return template.ofType("AWS::Serverless::Function").stream()
                .filter(operationId::startsWith)
                .max(Comparator.comparingInt(String::length))
                .orElseThrow();
    }

    private Map<String, String> parameters() {
        var parameters = new HashMap<>(
                template.parameters(Map.of("MailIdentityArn", "arn:aws:ses:us-east-1:1:identity/example.org")));
        parameters.putAll(LocalResources.PSEUDO_PARAMETERS);
        return parameters;
    }
}
