package net.osmand.account.cloud.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/** Reads JSON answers and converts errors to exceptions. */
final class Answers {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final int LONGEST_TEXT = 200;

    private Answers() {}

    /** Returns the JSON of a successful answer. */
    static JsonNode json(Reply reply) throws IOException {
        try (reply) {
            if (reply.status() / 100 != 2) {
                throw refusal(reply);
            }
            return JSON.readTree(decoded(reply));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new CloudException(
                    ExitCode.NO_SERVER, "The server's answer is not JSON: it is not an OsmAnd Account server.", e);
        }
    }

    /** Returns the body without its content encoding. */
    static InputStream decoded(Reply reply) throws IOException {
        var gzip = reply.header("Content-Encoding").filter("gzip"::equals).isPresent();
        return gzip ? new GZIPInputStream(reply.body()) : reply.body();
    }

    /**
     * Converts an error in any of the API's formats: a coded error, a problem document, a gateway message or plain
     * text.
     */
    static RuntimeException refusal(Reply reply) throws IOException {
        var text = new String(decoded(reply).readAllBytes(), StandardCharsets.UTF_8);
        var json = parsed(text);
        var error = json.path("error");
        var code = error.path("errorCode").asInt(json.path("code").asInt());
        var message = error.path("message")
                .asText(json.path("detail").asText(json.path("message").asText(shortened(text))));
        return of(reply.status(), code, message);
    }

    private static RuntimeException of(int status, int code, String message) {
        var rejected = code == RefusedException.NOT_ACCEPTED && !message.contains("name");
        if (status == 401 || rejected) {
            return new CloudException(
                    ExitCode.NOT_SIGNED_IN,
                    "The server no longer accepts this sign-in. Run \"osmand-cloud login\" again.");
        } else if (status == 404 && code == 0) {
            return new CloudException(
                    ExitCode.NO_SERVER, "The server does not know this call: it is not an OsmAnd Account server.");
        } else if (status >= 500 || status == 429) {
            return new CloudException(
                    ExitCode.NO_SERVER, "The server cannot answer now (%d %s).".formatted(status, message));
        }
        return new RefusedException(status, code, message.isBlank() ? "status " + status : message);
    }

    private static JsonNode parsed(String text) {
        try {
            var json = JSON.readTree(text);
            return json == null ? MissingNode.getInstance() : json;
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static String shortened(String text) {
        var line = text.strip().replaceAll("\\s+", " ");
        return line.length() > LONGEST_TEXT ? line.substring(0, LONGEST_TEXT) : line;
    }
}
