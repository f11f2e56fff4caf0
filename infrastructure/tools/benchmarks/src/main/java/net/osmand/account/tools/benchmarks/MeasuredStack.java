package net.osmand.account.tools.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** An account on the dev server. Its device also calls the portal's routes, with its access token. */
final class MeasuredStack {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final Pattern CODE = Pattern.compile("\\b\\d{6,8}\\b");
    private static final String BOUNDARY = "part";

    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private final URI stack;
    private final String email = "subject-" + UUID.randomUUID() + "@example.org";
    private String deviceId = "";
    private String token = "";

    MeasuredStack(URI stack) {
        this.stack = stack;
    }

    String email() {
        return email;
    }

    HttpResponse<byte[]> register() {
        return form("/userdata/user-register", Map.of("email", email, "login", "false", "deviceid", "p", "lang", "en"));
    }

    HttpResponse<byte[]> deviceRegister() {
        var answer = form(
                "/userdata/device-register",
                Map.of("email", email, "token", code(), "deviceid", "p", "model", "Pixel 9", "brand", "Google"));
        deviceId = json(answer).path("id").asText();
        token = json(answer).path("accesstoken").asText();
        return answer;
    }

    /** Returns the code of the newest mail. */
    String code() {
        var messages = json(get("/local/inbox", Map.of("to", email))).path("messages");
        var code = CODE.matcher(messages.path(messages.size() - 1).path("text").asText());
        if (!code.find()) {
            throw new IllegalStateException("no mail with a code");
        }
        return code.group();
    }

    /** Moves the clock by an ISO 8601 duration. */
    void advance(String duration) {
        post("/local/clock", Map.of("advance", duration), "");
    }

    /** Adds the parameters of every app request. */
    Map<String, String> with(Map<String, String> more) {
        var all = new HashMap<>(more);
        all.put("deviceid", deviceId);
        all.put("accessToken", token);
        return all;
    }

    HttpResponse<byte[]> get(String path, Map<String, String> query) {
        return send(request(path, query));
    }

    HttpResponse<byte[]> form(String path, Map<String, String> form) {
        return send(request(path, Map.of())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(form))));
    }

    HttpResponse<byte[]> post(String path, Map<String, String> query, String json) {
        return send(
                request(path, query).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    HttpResponse<byte[]> upload(String path, Map<String, String> query, String content) {
        var gzip = new ByteArrayOutputStream();
        try (var packed = new GZIPOutputStream(gzip)) {
            packed.write(content.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        var body = new ByteArrayOutputStream();
        body.writeBytes(("--" + BOUNDARY + "\r\ncontent-disposition: form-data; name=\"file\"; filename=\"f.gz\"\r\n"
                        + "content-type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(gzip.toByteArray());
        body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return send(request(path, query)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }

    static JsonNode json(HttpResponse<byte[]> answer) {
        try {
            return JSON.readTree(plain(answer));
        } catch (IOException wrong) {
            throw new IllegalStateException(new String(answer.body(), StandardCharsets.UTF_8), wrong);
        }
    }

    /** Returns the body without content encoding. */
    static byte[] plain(HttpResponse<byte[]> answer) {
        if (answer.headers()
                .firstValue("content-encoding")
                .filter("gzip"::equals)
                .isEmpty()) {
            return answer.body();
        }
        try (var packed = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            return packed.readAllBytes();
        } catch (IOException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    /** Follows a redirect. */
    HttpResponse<byte[]> follow(HttpResponse<byte[]> redirect) {
        return send(HttpRequest.newBuilder(
                URI.create(redirect.headers().firstValue("location").orElseThrow())));
    }

    private HttpRequest.Builder request(String path, Map<String, String> query) {
        var request = HttpRequest.newBuilder(stack.resolve(query.isEmpty() ? path : path + "?" + encoded(query)));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    /**
     * Sends a request that accepts gzip like the apps and browsers. Does not follow redirects, because S3 serves their
     * bytes.
     */
    private HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            var answer = http.send(request.header("Accept-Encoding", "gzip").build(), BodyHandlers.ofByteArray());
            if (answer.statusCode() >= 400) {
                throw new IllegalStateException(answer.request().method() + " "
                        + answer.uri().getPath() + " returns " + answer.statusCode() + " "
                        + new String(answer.body(), StandardCharsets.UTF_8));
            }
            return answer;
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(p -> URLEncoder.encode(p.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(p.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
