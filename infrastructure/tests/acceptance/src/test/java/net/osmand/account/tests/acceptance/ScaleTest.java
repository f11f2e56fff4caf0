package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import net.osmand.account.core.values.FileKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the costs of requests in a small and in a large account with the ledger, without measuring time. The stack
 * and its emulators run in a separate process with 512 MB of heap. {@code -Dscale.files=100000} sets the size of the
 * large account; DynamoDB Local needs some milliseconds for each row, so this takes minutes.
 */
@Tag("thorough")
class ScaleTest {
    private static final Logger LOG = LoggerFactory.getLogger(ScaleTest.class);
    private static final List<Integer> SIZES = List.of(10, Integer.getInteger("scale.files", 2_000));

    /** DynamoDB's Query ends a page at 1 MB; index rows stay within 300 bytes. */
    private static final int ROWS_OF_A_PAGE = (1 << 20) / 300;

    /** A request that only authenticates the caller. */
    private static final String SESSION = "/mapapi/auth/info";

    /** Numbers of versions of one file. */
    private static final List<Integer> VERSIONS = List.of(1, 100, 10_000);

    /** Calls that a function makes only in its first request, because it keeps the result. */
    private static final Set<String> ONCE = Set.of("GetSecretValue", "DescribeUserPoolClient");

    /** Maximum number of rows of one file that a request removes itself. */
    private static final int MAX_ROWS = 90;

    private static final Map<Integer, TestApp> APPS = new LinkedHashMap<>();

    private static Path data = Path.of("target");

    @BeforeAll
    static void fill() throws IOException, InterruptedException {
        // DynamoDB Local waits for the disk at each row, so the data is kept in memory if possible.
        var memory = Path.of("/dev/shm");
        data = Files.isWritable(memory)
                ? Files.createTempDirectory(memory, "large")
                : Files.createTempDirectory("large");
        var filling = TestStack.inside(data);
        var accounts = new LargeAccount(filling);
        for (var size : SIZES) {
            var app = TestApp.signedUp(filling);
            app.grantPro();
            accounts.fill(app, size);
            APPS.put(size, app);
        }
        for (var app : APPS.values()) {
            for (var versions : VERSIONS) {
                accounts.fillVersions(app, new FileKey("GPX", versioned(versions)), versions);
            }
        }
        filling.stop();
        var serving = TestStack.process(data);
        APPS.replaceAll((_, app) -> app.onStack(serving));
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        for (var app : APPS.values()) {
            app.stack().stop();
        }
        APPS.clear();
        try (var files = Files.walk(data)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void callsDoNotDependOnAccountSize() {
        var costs = SIZES.stream().collect(Collectors.toMap(size -> size, size -> costs(of(APPS, size))));
        var few = of(costs, 10);
        var many = of(costs, SIZES.getLast());
        LOG.info("calls to AWS of a request, with {} files:\n{}", SIZES, table(few, many));
        assertThat(few).hasSizeGreaterThan(15);
        for (var route : few.keySet()) {
            if (!route.contains("list-files")) {
                assertThat(of(many, route)).as(route).isEqualTo(of(few, route));
            }
        }
        assertThat(few).allSatisfy((route, calls) -> {
            if (route.startsWith("/v1/")) {
                assertThat(sum(calls)).as(route + ": one beyond the session's").isEqualTo(1 + sum(of(few, SESSION)));
            }
            if (route.contains("upload-file")) {
                assertThat(calls.values().stream().mapToInt(n -> n).sum())
                        .as(route)
                        .isEqualTo(3);
                assertThat(calls.keySet()).as(route).noneMatch(call -> call.contains("List") || call.contains("Scan"));
            }
        });
    }

    private static String versioned(int versions) {
        return versions + " versions.gpx";
    }

    /** docs/decisions/0016-one-transaction-per-change.md. */
    @Test
    void aFileOfManyVersionsCostsWhatAFileOfOneDoes() {
        var all = new TreeMap<Integer, Map<Integer, Map<String, FileCosts.Cost>>>();
        for (var size : SIZES) {
            var app = of(APPS, size);
            var browser = signedIn(app);
            for (var versions : VERSIONS) {
                all.computeIfAbsent(size, _ -> new TreeMap<>())
                        .put(versions, new FileCosts(app, browser, versioned(versions)).measure());
            }
        }
        LOG.info("costs by files, versions and request: {}", all);
        var first = of(of(all, SIZES.getFirst()), VERSIONS.getFirst());
        assertThat(first.values().stream().map(FileCosts.Cost::calls))
                .as("%s", first.keySet())
                .containsExactly(3, 2, 4, 5, 6, 6, 4);
        var hidden = of(of(all, SIZES.getFirst()), VERSIONS.getLast()).get("empty-trash");
        for (var size : SIZES) {
            for (var versions : VERSIONS) {
                var expected = new LinkedHashMap<>(first);
                if (versions > MAX_ROWS) {
                    // The request only hides the rows, and a job removes them.
                    assertThat(hidden).isNotNull().returns(3, FileCosts.Cost::calls);
                    expected.put("empty-trash", hidden);
                }
                assertThat(of(of(all, size), versions))
                        .as("%d versions among %d files", versions, size)
                        .isEqualTo(expected);
            }
        }
    }

    private static TestBrowser signedIn(TestApp app) {
        var password = "correct horse battery";
        var browser = new TestBrowser(app.stack());
        browser.register(app.email(), false);
        browser.activate(app.email(), app.stack().newestCode(app.email()), password);
        assertThat(browser.login(app.email(), password).statusCode()).isEqualTo(200);
        return browser;
    }

    @Test
    void aListCostsItsQueryPagesAndNothingElse() {
        SIZES.forEach(size -> {
            var app = of(APPS, size);
            var calls = calls(app.stack(), "GET /userdata/list-files", () -> list(app));
            // Authentication, and the upload of a large answer to S3.
            assertThat(calls.remove("DynamoDB BatchGetItem")).isOne();
            calls.remove("S3 PutObject");
            assertThat(calls.keySet()).containsExactly("DynamoDB Query");
            assertThat(calls.get("DynamoDB Query"))
                    .as("pages of %d files", size)
                    .isLessThanOrEqualTo(1 + Math.ceilDiv(size, ROWS_OF_A_PAGE));
        });
    }

    /**
     * From 4 MB of gzip, the size of a list of 100,000 files, S3 serves the list
     * (docs/protocol/transport.md#redirects).
     */
    @Test
    void aListOfAnySizeIsWholeAndSaysThatItIsGzip() throws IOException {
        for (var size : SIZES) {
            var answer = list(of(APPS, size));
            LOG.info("the list of {} files is {} bytes of gzip", size, answer.body().length);
            assertThat(answer.headers().firstValue("content-encoding")).hasValue("gzip");
            assertThat(answer.previousResponse().isPresent()).isEqualTo(answer.body().length > 4 << 20);
            assertThat(listed(answer)).isGreaterThanOrEqualTo(size);
        }
    }

    /** Counts the distinct files of a list with a streaming parser. */
    private static int listed(HttpResponse<byte[]> answer) throws IOException {
        var names = new HashSet<String>();
        try (var json = TestStack.JSON
                .getFactory()
                .createParser(new GZIPInputStream(new ByteArrayInputStream(answer.body())))) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.VALUE_STRING && "name".equals(json.currentName())) {
                    names.add(json.getText());
                }
            }
        }
        return names.size();
    }

    private static HttpResponse<byte[]> list(TestApp app) {
        var answer = app.stack()
                .send(HttpRequest.newBuilder(app.stack()
                                .uri("/userdata/list-files?" + TestStack.form(app.with(Map.of("allVersions", "true")))))
                        .header("Accept-Encoding", "gzip"));
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer;
    }

    /** Returns the AWS calls of each request of an app, by route. */
    private static Map<String, Map<String, Integer>> costs(TestApp app) {
        var stack = app.stack();
        var gzip = TestApp.gzip("<gpx/>".getBytes(StandardCharsets.UTF_8));
        var costs = new LinkedHashMap<String, Map<String, Integer>>();
        var name = "rec/new.gpx";
        var known = LargeAccount.name(3);
        costs.put(
                "upload-file, new", calls(stack, "POST /userdata/upload-file", () -> app.upload("GPX", name, gzip, 1)));
        costs.put(
                "upload-file, again",
                calls(stack, "POST /userdata/upload-file", () -> app.upload("GPX", name, gzip, 1)));
        costs.put(
                "upload-file, one of many",
                calls(stack, "POST /userdata/upload-file", () -> app.upload("GPX", known, gzip, 1)));
        costs.put("list-files", calls(stack, "GET /userdata/list-files", () -> list(app)));
        costs.put(
                "download-file",
                calls(
                        stack,
                        "GET /userdata/download-file",
                        () -> stack.get("/userdata/download-file", app.with(Map.of("type", "GPX", "name", name)))));
        var versions = TestStack.json(app.listing(Map.of("allVersions", "true", "name", name)))
                .path("allFiles");
        var oldest = versions.path(versions.size() - 1).path("updatetimems").asLong();
        costs.put(
                "delete-file-version",
                calls(stack, "POST /userdata/delete-file-version", () -> app.deleteVersion("GPX", name, oldest)));
        costs.put("delete-file", calls(stack, "POST /userdata/delete-file", () -> app.delete("GPX", name)));
        costs.put(
                "delete-file, restored",
                calls(
                        stack,
                        "POST /userdata/delete-file-version",
                        () -> app.deleteVersion("GPX", name, newest(app, name))));
        app.delete("GPX", name);
        for (var path : List.of(SESSION, "/v1/changes", "/v1/trash")) {
            costs.put(path, calls(stack, "GET " + path, () -> asPortal(app, path)));
        }
        var trash = "[{\"name\":\"%s\",\"type\":\"GPX\",\"updatetime\":%d}]".formatted(name, newest(app, name));
        costs.put(
                "empty-trash",
                calls(
                        stack,
                        "POST /userdata/empty-trash",
                        () -> stack.postJson("/userdata/empty-trash", app.with(Map.of()), trash)));
        for (var path : List.of("/userdata/user-validate-sub", "/api/subscriptions/getAll", "/api/inapps/get")) {
            var query =
                    Map.of("deviceId", app.deviceId(), "accessToken", app.accessToken(), "deviceid", app.deviceId());
            costs.put(path, calls(stack, "GET " + path, () -> stack.get(path, query)));
        }
        costs.put(
                "check-file-on-server",
                calls(
                        stack,
                        "GET /userdata/check-file-on-server",
                        () -> stack.get("/userdata/check-file-on-server", Map.of("type", "file", "name", "a.obf"))));
        var report = Map.of("email", app.email(), "orderid", "");
        // The first report reads a secret and creates a counter.
        stack.post("/userdata/user-update-orderid", report);
        costs.put(
                "user-update-orderid",
                calls(
                        stack,
                        "POST /userdata/user-update-orderid",
                        () -> stack.post("/userdata/user-update-orderid", report)));
        var tablet = new TestApp(stack, app.email(), "tablet");
        costs.put("user-register", calls(stack, "POST /userdata/user-register", () -> tablet.register("true")));
        var code = stack.newestCode(app.email());
        costs.put("device-register", calls(stack, "POST /userdata/device-register", () -> tablet.deviceRegister(code)));
        costs.put(
                "send-code",
                calls(
                        stack,
                        "POST /userdata/send-code",
                        () -> stack.postJson("/userdata/send-code", app.with(Map.of()), "{\"action\":\"delete\"}")));
        var confirm = "{\"username\":\"%s\",\"token\":\"%s\"}".formatted(app.email(), stack.newestCode(app.email()));
        costs.put(
                "confirm-code",
                calls(
                        stack,
                        "POST /userdata/auth/confirm-code",
                        () -> stack.postJson("/userdata/auth/confirm-code", Map.of(), confirm)));
        return costs;
    }

    /** Sends a request with the bearer token, as clients of {@code /v1} do. */
    private static HttpResponse<byte[]> asPortal(TestApp app, String path) {
        return app.stack()
                .send(HttpRequest.newBuilder(app.stack().uri(path))
                        .header("Authorization", "Bearer " + app.accessToken()));
    }

    private static long newest(TestApp app, String name) {
        return TestStack.json(app.listing(Map.of("allVersions", "true", "name", name)))
                .path("allFiles")
                .path(0)
                .path("updatetimems")
                .asLong();
    }

    /** Returns the calls of one request by its route; calls of the mail that it triggers do not count. */
    private static Map<String, Integer> calls(TestStack stack, String route, Supplier<HttpResponse<byte[]>> request) {
        stack.calls();
        assertThat(request.get().statusCode()).as(route).isEqualTo(200);
        var calls = new TreeMap<String, Integer>();
        for (var call : stack.calls()) {
            if (call.path("route").asText().equals(route)
                    && !ONCE.contains(call.path("operation").asText())) {
                calls.put(
                        service(call.path("service").asText()) + " "
                                + call.path("operation").asText(),
                        call.path("count").asInt());
            }
        }
        return calls;
    }

    private static String service(String id) {
        return id.equalsIgnoreCase("DynamoDB") ? "DynamoDB" : id;
    }

    private static String table(Map<String, Map<String, Integer>> few, Map<String, Map<String, Integer>> many) {
        return few.keySet().stream()
                .map(route -> "%-28s %3d  %3d  %s"
                        .formatted(route, sum(of(few, route)), sum(of(many, route)), of(many, route)))
                .collect(Collectors.joining("\n"));
    }

    private static <K, V> V of(Map<K, V> map, K key) {
        return Optional.ofNullable(map.get(key)).orElseThrow();
    }

    private static int sum(Map<String, Integer> calls) {
        return calls.values().stream().mapToInt(n -> n).sum();
    }
}
