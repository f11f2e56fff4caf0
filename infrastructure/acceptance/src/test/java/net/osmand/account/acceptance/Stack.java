package net.osmand.account.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.osmand.account.local.LocalStack;

/** The local stack, started once for all journeys of a run, with its inbox, clock, ledger and faults. */
final class Stack {
    static final ObjectMapper JSON = new ObjectMapper();
    static final HttpClient HTTP =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

    private static final Pattern CODE = Pattern.compile("\\b\\d{6,8}\\b");
    private static final Stack START;

    private final LocalStack stack;

    static {
        Logs.capture();
        START = new Stack("START");
    }

    private Stack(String plan) {
        try {
            stack = LocalStack.start(
                    Files.createTempDirectory("stack"),
                    0,
                    root().resolve("template.yaml"),
                    Map.of("DefaultPlan", plan));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Stack shared() {
        return START;
    }

    LocalStack local() {
        return stack;
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
        return stack.uri().resolve(pathAndQuery);
    }

    HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
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

    static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(p -> encode(p.getKey()) + "=" + encode(p.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static JsonNode json(HttpResponse<byte[]> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** 0 where the answer is no coded error. */
    static int errorCode(HttpResponse<byte[]> answer) {
        return json(answer).path("error").path("errorCode").asInt();
    }

    /** The code of the newest mail to the address. */
    String newestCode(String email) {
        var messages = json(get("/local/inbox", Map.of("to", email))).path("messages");
        var code = CODE.matcher(messages.path(messages.size() - 1).path("text").asText());
        if (!code.find()) {
            throw new IllegalStateException("no mail with a code has come");
        }
        return Logs.secret(code.group());
    }

    int mails(String email) {
        return json(get("/local/inbox", Map.of("to", email))).path("messages").size();
    }

    void advance(String duration) {
        var answer = send(HttpRequest.newBuilder(uri("/local/clock?advance=" + duration))
                .POST(HttpRequest.BodyPublishers.noBody()));
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("the clock did not move: " + answer.statusCode());
        }
    }

    void fail(String service, String operation, int nth, String when) {
        postJson("/local/faults", Map.of(), """
                {"service":"%s","operation":"%s","nth":%d,"when":"%s"}""".formatted(service, operation, nth, when));
    }

    void noFaults() {
        send(HttpRequest.newBuilder(uri("/local/faults")).DELETE());
    }

    /** The calls to AWS since the last time this was asked. */
    JsonNode calls() {
        return json(get("/local/ledger", Map.of("reset", "true"))).path("calls");
    }

    static String freshEmail() {
        return Logs.secret("ann-" + UUID.randomUUID() + "@example.org");
    }
}
