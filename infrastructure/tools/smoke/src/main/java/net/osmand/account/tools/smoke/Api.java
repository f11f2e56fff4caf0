package net.osmand.account.tools.smoke;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Sends HTTP/1.1 to the stack as the apps do: it follows no redirects, and a streamed body is chunked. */
final class Api {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String BOUNDARY = "smoke0boundary";

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(20))
            .build();

    private final URI base;

    Api(URI base) {
        this.base = base;
    }

    URI uri(String path, Map<String, String> query) {
        return base.resolve(query.isEmpty() ? path : path + "?" + form(query));
    }

    Answer get(String path, Map<String, String> query) throws IOException {
        return send(HttpRequest.newBuilder(uri(path, query)));
    }

    Answer postForm(String path, Map<String, String> form) throws IOException {
        return post(uri(path, Map.of()), "application/x-www-form-urlencoded", BodyPublishers.ofString(form(form)));
    }

    Answer postJson(String path, Map<String, String> query, Map<String, String> json) throws IOException {
        return post(
                uri(path, query), "application/json", BodyPublishers.ofString(Answer.JSON.writeValueAsString(json)));
    }

    /**
     * Uploads a file as multipart.
     *
     * @param chunked chunked as Android sends it; otherwise with a Content-Length as iOS does
     */
    Answer upload(String path, Map<String, String> query, byte[] gzip, boolean chunked) throws IOException {
        var body = new ByteArrayOutputStream();
        body.writeBytes(
                ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"smoke.gz\"\r\n"
                                + "Content-Type: application/octet-stream\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(gzip);
        body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        var bytes = body.toByteArray();
        // A stream of unknown length is sent chunked.
        var publisher = chunked
                ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes))
                : BodyPublishers.ofByteArray(bytes);
        return post(uri(path, query), "multipart/form-data; boundary=" + BOUNDARY, publisher);
    }

    private static Answer post(URI uri, String contentType, BodyPublisher body) throws IOException {
        return send(
                HttpRequest.newBuilder(uri).header("Content-Type", contentType).POST(body));
    }

    static Answer send(HttpRequest.Builder request) throws IOException {
        try {
            return new Answer(CLIENT.send(request.timeout(PATIENCE).build(), BodyHandlers.ofByteArray()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
