package net.osmand.account.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the errors that replace those of API Gateway. */
class ErrorBodyTest {
    private static final String JSON = "application/json";

    @ParameterizedTest
    @CsvSource({
        "413, Request Entity Too Large, 400, 108",
        "429, Too Many Requests, 429, 6",
        "503, Service Unavailable, 503, 6",
        "504, Endpoint request timed out, 504, 6",
        "500, Internal Server Error, 500, 6"
    })
    void givesAppsACodeAndASentence(int status, String message, int newStatus, int code) {
        var error = ErrorBody.inPlaceOf(
                        "/userdata/upload-file", status, JSON, bytes("{\"message\":\"" + message + "\"}"))
                .orElseThrow();

        assertThat(error.status()).isEqualTo(newStatus);
        assertThat(error.text())
                .startsWith("{\"error\":{\"errorCode\":" + code + ",\"message\":\"")
                .endsWith("\"}}");
    }

    @Test
    void givesClientsOfV1AProblem() {
        var error = ErrorBody.inPlaceOf("/v1/uploads", 413, JSON, bytes("{\"message\":\"x\"}"))
                .orElseThrow();

        assertThat(error.status()).isEqualTo(413);
        assertThat(error.contentType()).isEqualTo("application/problem+json");
        assertThat(error.text())
                .contains("\"detail\":\"This request is larger than the server takes.\"", "\"code\":108");
    }

    @Test
    void givesSignInDialogsASentence() {
        var error =
                ErrorBody.inPlaceOf("/mapapi/auth/login", 429, JSON, bytes("")).orElseThrow();

        assertThat(error.contentType()).startsWith("text/plain");
        assertThat(error.text()).startsWith("too many requests");
    }

    @ParameterizedTest
    @CsvSource({
        "503, application/json; charset=utf-8, '{\"error\":{\"errorCode\":6,\"message\":\"busy\"}}'",
        "429, text/plain; charset=utf-8, too many requests",
        "429, application/problem+json, '{\"status\":429}'",
        "400, application/json, '{\"message\":\"x\"}'"
    })
    void leavesAnswersOfFunctionsAlone(int status, String type, String body) {
        assertThat(ErrorBody.inPlaceOf("/userdata/upload-file", status, type, bytes(body)))
                .isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
