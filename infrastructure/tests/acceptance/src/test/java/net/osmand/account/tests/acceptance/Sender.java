package net.osmand.account.tests.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Client of {@code /v1/uploads} with a device's token, as docs/uploads.md describes it. */
final class Sender {
    private static final int TRIES = 100;

    private final TestStack stack;
    private final TestApp app;

    Sender(TestStack stack, TestApp app) {
        this.stack = stack;
        this.app = app;
    }

    HttpResponse<byte[]> start(String type, String name, long size, String sha256) {
        var body = TestStack.JSON.valueToTree(
                Map.of("type", type, "name", name, "size", size, "sha256", sha256, "clienttime", 1_700_000_000_000L));
        return post("/v1/uploads", body.toString());
    }

    JsonNode started(String type, String name, byte[] gzip) {
        var answer = start(type, name, gzip.length, sha256(gzip));
        if (answer.statusCode() != 201) {
            throw new IllegalStateException(TestBrowser.text(answer));
        }
        return TestStack.json(answer);
    }

    /** Signs and sends one part. */
    HttpResponse<byte[]> send(String id, int number, byte[] part, String sha256) {
        return put(sign(id, Map.of(number, sha256)).path("parts").path(0), part);
    }

    JsonNode sign(String id, Map<Integer, String> parts) {
        var body = Map.of(
                "parts",
                parts.entrySet().stream()
                        .map(part -> Map.of("number", part.getKey(), "sha256", part.getValue()))
                        .collect(Collectors.toList()));
        return TestStack.json(post(
                "/v1/uploads/" + id + "/parts", TestStack.JSON.valueToTree(body).toString()));
    }

    /** Uploads to the link with the headers that it requires and no others. */
    HttpResponse<byte[]> put(JsonNode link, byte[] bytes) {
        var request =
                HttpRequest.newBuilder(URI.create(link.path("url").asText())).PUT(BodyPublishers.ofByteArray(bytes));
        link.path("headers")
                .properties()
                .forEach(header ->
                        request.header(header.getKey(), header.getValue().asText()));
        return stack.send(request);
    }

    HttpResponse<byte[]> complete(String id) {
        return post("/v1/uploads/" + id + "/complete", "");
    }

    /**
     * Completes an upload and retries until it is accepted. S3 needs time to assemble many parts, so the answer may be
     * late.
     */
    HttpResponse<byte[]> completed(String id) {
        var answer = complete(id);
        for (var tries = 1; answer.statusCode() != 202 && tries < TRIES; tries++) {
            answer = complete(id);
        }
        return answer;
    }

    HttpResponse<byte[]> look(String id) {
        return stack.send(bearer("/v1/uploads/" + id).GET());
    }

    JsonNode status(String id) {
        return TestStack.json(look(id));
    }

    HttpResponse<byte[]> abandon(String id) {
        return stack.send(bearer("/v1/uploads/" + id).DELETE());
    }

    /** Waits until the upload was checked and returns its final status. */
    JsonNode outcome(String id) {
        var status = status(id);
        for (var looks = 1; status.path("state").asText().equals("checking") && looks < TRIES; looks++) {
            stack.settle();
            status = status(id);
        }
        return status;
    }

    /** Runs a whole upload, from the start to the final status. */
    JsonNode uploaded(String type, String name, byte[] gzip) {
        var upload = started(type, name, gzip);
        put(upload.path("put"), gzip);
        complete(upload.path("id").asText());
        return outcome(upload.path("id").asText());
    }

    private HttpResponse<byte[]> post(String path, String json) {
        return stack.send(
                bearer(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder bearer(String path) {
        return HttpRequest.newBuilder(stack.uri(path))
                .header("Authorization", "Bearer " + app.with(Map.of()).get("accessToken"));
    }

    static List<Integer> numbers(JsonNode status) {
        return status.path("sent").valueStream().map(JsonNode::asInt).toList();
    }

    static String sha256(byte[] bytes) {
        return Base64.getEncoder().encodeToString(digest().digest(bytes));
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
