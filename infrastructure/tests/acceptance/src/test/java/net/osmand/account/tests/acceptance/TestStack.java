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

/** The local stack, started once for all journeys of a run, with its inbox, clock, ledger and faults. */
final class TestStack {
    static final ObjectMapper JSON = new ObjectMapper();
    static final HttpClient HTTP =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

    static final ApiDocument API = ApiDocument.read(root().resolve("infrastructure/api/openapi.yaml"));
    private static final Pattern SERVES = Pattern.compile("serves on (\\S+)");
    private static final Pattern CODE = Pattern.compile("\\b\\d{6,8}\\b");

    /** The profile {@code processes} asks for packaged functions in JVMs of their own. */
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
            Runtime.getRuntime().addShutdownHook(new Thread(TestStack::leaveRights));
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

    private static void leaveRights() {
        try {
            JSON.writeValue(RunFiles.RIGHTS.file().toFile(), START.local().unneededRights());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A stack in this process, whose tables and bucket a test can reach, on that folder. */
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

    /** A stack in a process of its own, as {@code make run} starts it, on that folder. */
    static TestStack process(Path data) throws IOException {
        return process(data, Map.of());
    }

    /** The same with more variables, such as {@code PARAMETER_Portal}. */
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
                // Nobody reads on, and a full pipe would stop it.
                Thread.ofPlatform().daemon().start(() -> output.lines().forEach(_ -> {}));
                return new TestStack(data, process, URI.create(serves.group(1)));
            }
            lines.append(line).append('\n');
        }
        throw new IllegalStateException("the stack does not start:\n" + lines);
    }

    /** As {@code kill -9}. */
    void kill() throws InterruptedException {
        process.orElseThrow().destroyForcibly().waitFor();
    }

    /** As Ctrl-C. */
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

    /** Every answer of the stack must be one that the API's document has, redirects on the way included. */
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

    /** What a browser gets that opens a page, which is not of the API's document. */
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

    /** 0 where the answer is no coded error. */
    static int errorCode(HttpResponse<byte[]> answer) {
        return json(answer).path("error").path("errorCode").asInt();
    }

    /** The newest code that was mailed to the address; a mail of news may have come after it. */
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

    /** Functions in JVMs of their own have the machine's clock. */
    boolean movesTime() {
        return MODE == Mode.ONE_JVM;
    }

    /** Moves the clock forward; returns what it shows then, epoch milliseconds. */
    long advance(String duration) {
        var answer = send(HttpRequest.newBuilder(uri("/local/clock?advance=" + duration))
                .POST(HttpRequest.BodyPublishers.noBody()));
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("the clock did not move: " + answer.statusCode());
        }
        return json(answer).path("now").asLong();
    }

    /** What the stack's clock shows, epoch milliseconds. */
    long now() {
        return advance("PT0S");
    }

    void fail(String service, String operation, int nth, String when) {
        postJson("/local/faults", Map.of(), """
            {"service":"%s","operation":"%s","nth":%d,"when":"%s"}\
            """.formatted(service, operation, nth, when));
    }

    /** Plans a fault of one call, as a row of the ledger names it. */
    void fail(JsonNode call, int nth, String when) {
        var fault = JSON.createObjectNode().put("nth", nth).put("when", when);
        List.of("route", "service", "operation").forEach(name -> fault.set(name, call.path(name)));
        postJson("/local/faults", Map.of(), fault.toString());
    }

    /** Plans a fault or switch of docs/testing.md, as JSON. */
    void plan(String fault) {
        var answer = postJson("/local/faults", Map.of(), fault);
        if (answer.statusCode() != 200) {
            throw new IllegalArgumentException(new String(answer.body(), StandardCharsets.UTF_8));
        }
    }

    /** From now on each function has so many execution environments, which take its invocations in turn. */
    void environments(int count) {
        send(HttpRequest.newBuilder(uri("/local/functions?environments=" + count))
                .POST(HttpRequest.BodyPublishers.noBody()));
    }

    /** Waits until what was sent to queues was handled once, so that nothing more is called. */
    void settle() {
        get("/local/inbox", Map.of("to", "nobody@example.org"));
    }

    /** Forgets the planned faults; returns how many of them no call had met. */
    int noFaults() {
        return json(send(HttpRequest.newBuilder(uri("/local/faults")).DELETE()))
                .path("unmet")
                .asInt();
    }

    /** From now on no event reaches these functions, and all others again. */
    void suspend(String... logicalIds) {
        send(HttpRequest.newBuilder(uri("/local/functions?suspend=" + String.join(",", logicalIds)))
                .POST(HttpRequest.BodyPublishers.noBody()));
    }

    /** Time for the check of every account that changed, and then for the full check of every account. */
    void sweep() {
        advance("PT25H");
        settle();
        advance("P18D");
        settle();
    }

    /** Where the stack keeps its data. */
    Path data() {
        return data;
    }

    /** The calls to AWS since the last time this was asked. */
    JsonNode calls() {
        return json(get("/local/ledger", Map.of("reset", "true"))).path("calls");
    }

    static String freshEmail() {
        return Logs.secret("ann-" + UUID.randomUUID() + "@example.org");
    }
}
