package net.osmand.account.tests.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.osmand.account.devserver.DevServer;
import net.osmand.account.devserver.Main;
import net.osmand.account.devserver.Mode;
import net.osmand.account.tests.template.Answer;
import net.osmand.account.tests.template.ApiDocument;

/** The local stack with its inbox, clock, ledger and faults, started once for all end-to-end tests of a run. */
final class TestStack {
    static final ObjectMapper JSON = new ObjectMapper();
    static final HttpClient HTTP =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

    static final ApiDocument API = ApiDocument.read(root().resolve("infrastructure/api/openapi.yaml"));
    private static final Pattern SERVES = Pattern.compile("serves on (\\S+)");
    private static final Pattern CODE = Pattern.compile("\\b\\d{6,8}\\b");

    /** {@link Mode}; the Maven profile {@code processes} selects packaged functions in separate JVMs. */
    private static final Mode MODE = Mode.valueOf(System.getProperty("mode", Mode.ONE_JVM.name()));

    private static final TestStack START;

    private final Path data;
    private final URI uri;
    private final Optional<DevServer> stack;
    private final Optional<Process> process;

    static {
        Logs.capture();
        try {
            START = inside(Files.createTempDirectory("stack"));
            Runtime.getRuntime().addShutdownHook(new Thread(TestStack::writeUnusedPermissions));
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private TestStack(Path data, DevServer started) {
        this.data = data;
        stack = Optional.of(started);
        uri = started.uri();
        process = Optional.empty();
    }

    private TestStack(Path data, Process process, URI uri) {
        this.data = data;
        this.process = Optional.of(process);
        this.uri = uri;
        stack = Optional.empty();
    }

    private static void writeUnusedPermissions() {
        try {
            JSON.writeValue(
                    RunFiles.UNUSED_PERMISSIONS.file().toFile(), START.local().unusedPermissions());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a stack in this process on the data folder, so that a test can access its tables and bucket. */
    static TestStack inside(Path data) {
        return new TestStack(
                data,
                DevServer.start(
                        data,
                        0,
                        root().resolve("template.yaml"),
                        Map.of(
                                "DefaultPlan",
                                "START",
                                "PasswordsPerIpPerHour",
                                "100000",
                                "OrderIdsPerIpPerHour",
                                "100000"),
                        MODE));
    }

    /** Starts a stack in a separate process on the data folder, as {@code make run} does. */
    static TestStack process(Path data) throws IOException {
        return process(data, Map.of());
    }

    /** Starts a stack in a separate process with more environment variables, such as {@code PARAMETER_Portal}. */
    static TestStack process(Path data, Map<String, String> variables) throws IOException {
        var builder = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName())
                .redirectErrorStream(true);
        builder.environment().putAll(variables);
        builder.environment().put("DATA", data.toString());
        builder.environment().put("PORT", "0");
        builder.environment().put("TEMPLATE", root().resolve("template.yaml").toString());
        var process = builder.start();
        var output = process.inputReader();
        var lines = new StringBuilder();
        String line;
        while ((line = output.readLine()) != null) {
            var serves = SERVES.matcher(line);
            if (serves.find()) {
                // A full output pipe would block the process, so the rest of the output is read and dropped.
                Thread.ofPlatform().daemon().start(() -> output.lines().forEach(_ -> {}));
                return new TestStack(data, process, URI.create(serves.group(1)));
            }
            lines.append(line).append('\n');
        }
        throw new IllegalStateException("the stack does not start:\n" + lines);
    }

    /** Kills the process as {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.orElseThrow().destroyForcibly().waitFor();
    }

    /** Stops the process as Ctrl-C does. */
    void stop() throws InterruptedException {
        if (stack.isPresent()) {
            stack.get().close();
        } else {
            process.orElseThrow().destroy();
            process.orElseThrow().waitFor();
        }
    }

    static TestStack shared() {
        return START;
    }

    DevServer local() {
        return stack.orElseThrow();
    }

    static Path root() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("template.yaml"))) {
            folder = Optional.ofNullable(folder.getParent())
                    .orElseThrow(() -> new IllegalStateException("no template.yaml above the working folder"));
        }
        return folder;
    }

    URI uri(String pathAndQuery) {
        return uri.resolve(pathAndQuery);
    }

    /**
     * Sends a request and checks that each answer, including redirects on the way, is documented in the API's document.
     */
    HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            var answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            Stream.iterate(Optional.of(answer), Optional::isPresent, hop -> hop.flatMap(HttpResponse::previousResponse))
                    .flatMap(Optional::stream)
                    .filter(hop -> hop.uri().getAuthority().equals(uri.getAuthority()))
                    .forEach(TestStack::mustBeDocumented);
            return answer;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Returns the answer for a page opened in a browser. Pages are not part of the API's document. */
    HttpResponse<byte[]> page(String path) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    HttpResponse<byte[]> get(String path, Map<String, String> query) {
        return send(HttpRequest.newBuilder(uri(path + "?" + form(query))));
    }

    HttpResponse<byte[]> post(String path, Map<String, String> form) {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/x-www-form-urlencoded;charset=UTF-8")
                .POST(HttpRequest.BodyPublishers.ofString(form(form))));
    }

    HttpResponse<byte[]> postJson(String path, Map<String, String> query, String json) {
        return send(HttpRequest.newBuilder(uri(path + "?" + form(query)))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private static void mustBeDocumented(HttpResponse<byte[]> response) {
        var answer = Answer.of(response);
        var wrong = API.wrong(answer);
        if (!wrong.isEmpty()) {
            throw new AssertionError("%s %s %d is not what infrastructure/api/openapi.yaml says: %s"
                    .formatted(answer.method(), answer.path(), answer.status(), wrong));
        }
    }

    static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(p -> encode(p.getKey()) + "=" + encode(p.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static JsonNode json(HttpResponse<byte[]> answer) {
        return read(new String(answer.body(), StandardCharsets.UTF_8));
    }

    static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the error code of an answer, or 0 if the answer has none. */
    static int errorCode(HttpResponse<byte[]> answer) {
        return json(answer).path("error").path("errorCode").asInt();
    }

    /** Returns the newest code that was mailed to the address, even if a mail without a code came later. */
    String newestCode(String email) {
        var messages = json(get("/local/inbox", Map.of("to", email))).path("messages");
        for (var newest = messages.size() - 1; newest >= 0; newest--) {
            var code = CODE.matcher(messages.path(newest).path("text").asText());
            if (code.find()) {
                return Logs.secret(code.group());
            }
        }
        throw new IllegalStateException("no mail with a code has come");
    }

    int mails(String email) {
        return json(get("/local/inbox", Map.of("to", email))).path("messages").size();
    }

    /** Returns whether tests can move the clock. Functions in separate JVMs use the machine's clock. */
    boolean movesTime() {
        return MODE == Mode.ONE_JVM;
    }

    /** Moves the clock forward and returns the new time in epoch milliseconds. */
    long advance(String duration) {
        var answer = send(HttpRequest.newBuilder(uri("/local/clock?advance=" + duration))
                .POST(HttpRequest.BodyPublishers.noBody()));
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("the clock did not move: " + answer.statusCode());
        }
        return json(answer).path("now").asLong();
    }

    /** Returns the time of the stack's clock in epoch milliseconds. */
    long now() {
        return advance("PT0S");
    }

    /** Returns the started seconds since a time of the stack's clock. */
    long secondsSince(long time) {
        return Math.ceilDiv(now() - time, 1000);
    }

    /** Plans a fault of a call by any function. Work that earlier requests left ends first, so that it is not hit. */
    void fail(String service, String operation, int nth, String when) {
        settle();
        postJson("/local/faults", Map.of(), """
            {"service":"%s","operation":"%s","nth":%d,"when":"%s"}\
            """.formatted(service, operation, nth, when));
    }

    /** Plans a fault of one call, which is given as a row of the ledger. */
    void fail(JsonNode call, int nth, String when) {
        var fault = JSON.createObjectNode().put("nth", nth).put("when", when);
        List.of("route", "service", "operation").forEach(name -> fault.set(name, call.path(name)));
        postJson("/local/faults", Map.of(), fault.toString());
    }

    /**
     * Plans a fault or a switch of docs/testing.md, given as JSON. Work that earlier requests left ends first, so that it
     * is not hit.
     */
    void plan(String fault) {
        settle();
        var answer = postJson("/local/faults", Map.of(), fault);
        if (answer.statusCode() != 200) {
            throw new IllegalArgumentException(new String(answer.body(), StandardCharsets.UTF_8));
        }
    }

    /** Sets the number of execution environments of each function. Invocations rotate through them. */
    void environments(int count) {
        send(HttpRequest.newBuilder(uri("/local/functions?environments=" + count))
                .POST(HttpRequest.BodyPublishers.noBody()));
    }

    /** Waits until every change and message so far was handled once. Messages that a handler sends may still wait. */
    void settle() {
        get("/local/inbox", Map.of("to", "nobody@example.org"));
    }

    /** Removes the planned faults and returns the number of those that no call triggered. */
    int clearFaults() {
        return json(send(HttpRequest.newBuilder(uri("/local/faults")).DELETE()))
                .path("unmet")
                .asInt();
    }

    /** Suspends events to these functions and resumes them for all other functions. */
    void suspend(String... logicalIds) {
        send(HttpRequest.newBuilder(uri("/local/functions?suspend=" + String.join(",", logicalIds)))
                .POST(HttpRequest.BodyPublishers.noBody()));
    }

    /** Advances the clock so that the daily job first checks every changed account and then every account in full. */
    void sweep() {
        advance("PT25H");
        settle();
        advance("P18D");
        settle();
    }

    /** Returns the data folder of the stack. */
    Path data() {
        return data;
    }

    /** Returns the AWS calls since the last call of this method, those of background work included. */
    JsonNode calls() {
        return json(get("/local/ledger", Map.of("reset", "true"))).path("calls");
    }

    /**
     * Returns the AWS calls that the functions behind HTTP routes make in these requests. Work behind queues, streams
     * and schedules does not count: what earlier requests left ends first, and what these requests start takes an
     * unknown time.
     */
    List<JsonNode> callsOf(Runnable requests) {
        awaitBackgroundWork();
        requests.run();
        return calls().valueStream()
                .filter(call -> call.path("route").asText().contains(" "))
                .toList();
    }

    /** Returns the number of AWS calls of {@link #callsOf}. */
    int countCallsOf(Runnable requests) {
        return callsOf(requests).stream()
                .mapToInt(call -> call.path("count").asInt())
                .sum();
    }

    /**
     * Waits until background work makes no more calls: of mails, details or the checks of an earlier sweep. Also resets
     * the calls.
     */
    void awaitBackgroundWork() {
        do {
            settle();
        } while (!calls().isEmpty());
    }

    static String freshEmail() {
        return Logs.secret("ann-" + UUID.randomUUID() + "@example.org");
    }
}
