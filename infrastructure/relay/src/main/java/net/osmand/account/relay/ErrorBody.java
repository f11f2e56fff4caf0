package net.osmand.account.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** An error response in the format of its path. */
record ErrorBody(int status, String contentType, String text) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int FIRST_CODE = 100;

    /**
     * Creates an error in the format of the path: RFC 9457 under {@code /v1}, elsewhere the app protocol's
     * {@code error} object.
     */
    static ErrorBody of(String path, int status, int code, String text) {
        if (path.startsWith("/v1/")) {
            var problem = JSON.createObjectNode()
                    .put("type", "about:blank")
                    .put("title", title(status))
                    .put("status", status)
                    .put("detail", text);
            if (code > FIRST_CODE) {
                problem.put("code", code);
            }
            return new ErrorBody(status, "application/problem+json", problem.toString());
        }
        if (status == 429 && path.startsWith("/mapapi/auth/")) {
            return new ErrorBody(status, "text/plain; charset=utf-8", text);
        }
        var error = JSON.createObjectNode();
        error.putObject("error").put("errorCode", code).put("message", text);
        return new ErrorBody(status, "application/json; charset=utf-8", error.toString());
    }

    static ErrorBody of(String path, RelayException refusal) {
        return of(path, refusal.status(), refusal.code(), refusal.text());
    }

    /** Returns the replacement for an error that API Gateway generated itself, or empty for every other answer. */
    static Optional<ErrorBody> inPlaceOf(String path, int status, String contentType, byte[] body) {
        if (!isGatewayStatus(status) || !isBare(contentType, body)) {
            return Optional.empty();
        }
        return Optional.of(
                switch (status) {
                    case 413 ->
                        of(
                                path,
                                path.startsWith("/v1/") ? 413 : 400,
                                RelayException.TOO_LARGE,
                                "This request is larger than the server takes.");
                    case 429 ->
                        of(
                                path,
                                status,
                                RelayException.TEMPORARY,
                                "too many requests, please try again in a few seconds");
                    case 504 ->
                        of(
                                path,
                                status,
                                RelayException.TEMPORARY,
                                "the service took too long, please try again in a moment");
                    default ->
                        of(
                                path,
                                status,
                                RelayException.TEMPORARY,
                                RelayException.busy().text());
                });
    }

    /** Returns whether API Gateway answers with this status without calling a function. */
    static boolean isGatewayStatus(int status) {
        return status == 413 || status == 429 || (status >= 500 && status <= 504);
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isBare(String contentType, byte[] body) {
        if (body.length == 0 || contentType.startsWith("text/html")) {
            return true;
        }
        if (!contentType.startsWith("application/json")) {
            return false;
        }
        try {
            JsonNode json = JSON.readTree(body);
            return json.has("message") && !json.has("error");
        } catch (IOException _) {
            return true;
        }
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 404 -> "Not Found";
            case 408 -> "Request Timeout";
            case 413 -> "Content Too Large";
            case 429 -> "Too Many Requests";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Timeout";
            default -> "Internal Server Error";
        };
    }
}
