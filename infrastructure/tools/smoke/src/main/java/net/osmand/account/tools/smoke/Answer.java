package net.osmand.account.tools.smoke;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** An HTTP response with its whole body. */
record Answer(HttpResponse<byte[]> response) {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final int SHOWN = 100;

    int status() {
        return response.statusCode();
    }

    byte[] body() {
        return response.body();
    }

    String text() {
        return new String(body(), StandardCharsets.UTF_8);
    }

    Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    /** The body as JSON, or a missing node if it is not JSON. */
    JsonNode json() {
        try {
            return JSON.readTree(text());
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** The protocol's error code, or 0 without one. */
    int errorCode() {
        return json().path("error").path("errorCode").asInt();
    }

    boolean isOk() {
        return status() == 200;
    }

    /** The status, and for an error the beginning of the body. */
    String shown() {
        var line = text().replaceAll("\\s+", " ").strip();
        return isOk() || line.isEmpty()
                ? "" + status()
                : status() + " " + line.substring(0, Math.min(SHOWN, line.length()));
    }
}
