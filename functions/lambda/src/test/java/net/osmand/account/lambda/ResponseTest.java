package net.osmand.account.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ResponseTest {
    private static final String JSON = "application/json; charset=utf-8";

    record View(int id, @Nullable String orderid, Optional<String> lang, String name) {}

    @Test
    void okIsWhatTheAppsTakeForSuccess() {
        var answer = Response.ok().toLambda(true);

        assertThat(answer.getStatusCode()).isEqualTo(200);
        assertThat(ownHeaders(answer)).isEqualTo(Map.of("Content-Type", JSON));
        assertThat(answer.getIsBase64Encoded()).isFalse();
        assertThat(answer.getBody()).isEqualTo("{\"status\":\"ok\"}");
    }

    @Test
    void everyAnswerHasSecurityHeadersAndIsNotStored() {
        assertThat(Response.ok().toLambda(true).getHeaders())
                .containsEntry("X-Content-Type-Options", "nosniff")
                .containsEntry("Strict-Transport-Security", "max-age=63072000")
                .containsEntry("Cache-Control", "no-store");
        assertThat(Response.ok()
                        .with("Cache-Control", "public, max-age=300")
                        .toLambda(true)
                        .getHeaders())
                .containsEntry("Cache-Control", "public, max-age=300");
    }

    /** Returns the headers that are not in every response. */
    private static Map<String, String> ownHeaders(APIGatewayV2HTTPResponse answer) {
        var headers = new HashMap<>(answer.getHeaders());
        headers.keySet().removeAll(Set.of("X-Content-Type-Options", "Strict-Transport-Security", "Cache-Control"));
        return headers;
    }

    @Test
    void nullAndAbsentFieldsAreOmitted() {
        assertThat(Response.json(new View(7, null, Optional.empty(), "a\nb é 🚲"))
                        .toLambda(false)
                        .getBody())
                .isEqualTo("{\"id\":7,\"name\":\"a\\nb é \\uD83D\\uDEB2\"}");
        assertThat(Response.json(201, new View(7, "o", Optional.of("nl"), ""))
                        .toLambda(false)
                        .getBody())
                .isEqualTo("{\"id\":7,\"orderid\":\"o\",\"lang\":\"nl\",\"name\":\"\"}");
    }

    @Test
    void longJsonIsCompressedForThoseWhoAcceptIt() throws IOException {
        // With two quotes around it, the JSON has 4096 bytes.
        var text = "x".repeat(4094);
        var answer = Response.json(text).toLambda(true);

        assertThat(ownHeaders(answer)).isEqualTo(Map.of("Content-Type", JSON, "Content-Encoding", "gzip"));
        assertThat(answer.getIsBase64Encoded()).isTrue();
        assertThat(new GZIPInputStream(new ByteArrayInputStream(bytes(answer))).readAllBytes())
                .asString(UTF_8)
                .isEqualTo("\"" + text + "\"");
        assertThat(Response.json(text).toLambda(false).getHeaders()).doesNotContainKey("Content-Encoding");
        assertThat(Response.json("x".repeat(4093)).toLambda(true).getHeaders()).doesNotContainKey("Content-Encoding");
    }

    @Test
    void anUncompressedAnswerStaysSo() {
        var answer = Response.json("x".repeat(9000)).uncompressed().toLambda(true);

        assertThat(answer.getHeaders()).doesNotContainKey("Content-Encoding");
        assertThat(answer.getIsBase64Encoded()).isFalse();
    }

    @Test
    void storedGzipGoesOutAsItIs() throws IOException {
        var gzip = gzip("track".getBytes(UTF_8));
        var answer = Response.gzip(gzip, "application/octet-stream", Map.of("Content-Disposition", "attachment"))
                .toLambda(false);

        assertThat(bytes(answer)).isEqualTo(gzip);
        assertThat(ownHeaders(answer))
                .isEqualTo(Map.of(
                        "Content-Type", "application/octet-stream",
                        "Content-Encoding", "gzip",
                        "Content-Disposition", "attachment"));
    }

    @Test
    void gzippedTextIsBase64Too() throws IOException {
        var gzip = gzip("[]".getBytes(UTF_8));

        assertThat(bytes(Response.gzip(gzip, JSON, Map.of()).toLambda(true))).isEqualTo(gzip);
    }

    @Test
    void whoTakesNoGzipGetsItUnpacked() throws IOException {
        var answer = Response.gunzipped(gzip(new byte[] {0, -1, 1}), "application/octet-stream", Map.of())
                .orElseThrow()
                .toLambda(false);

        assertThat(bytes(answer)).containsExactly(0, -1, 1);
        assertThat(answer.getHeaders()).doesNotContainKey("Content-Encoding");
    }

    @Test
    void aGzipBombIsNotUnpacked() throws IOException {
        var bomb = gzip(new byte[8 << 20]);

        assertThat(Response.gunzipped(bomb, "application/octet-stream", Map.of()))
                .isEmpty();
    }

    @Test
    void bytesAreBase64AndTextIsNot() {
        var answer = Response.bytes(new byte[] {-1, 0}, "image/png", Map.of()).toLambda(true);

        assertThat(answer.getIsBase64Encoded()).isTrue();
        assertThat(bytes(answer)).containsExactly(-1, 0);
        assertThat(Response.bytes("a".getBytes(UTF_8), "text/html", Map.of())
                        .toLambda(true)
                        .getBody())
                .isEqualTo("a");
    }

    @Test
    void aRedirectHasItsLocationAndWhatElseTheAppsNeed() {
        var answer = Response.redirect(URI.create("https://s3.example/x?sig=%2B"), Map.of("Content-Encoding", "gzip"))
                .toLambda(true);

        assertThat(answer.getStatusCode()).isEqualTo(302);
        assertThat(ownHeaders(answer))
                .isEqualTo(Map.of("Location", "https://s3.example/x?sig=%2B", "Content-Encoding", "gzip"));
        assertThat(answer.getBody()).isEmpty();
    }

    private static byte[] bytes(APIGatewayV2HTTPResponse answer) {
        assertThat(answer.getIsBase64Encoded()).isTrue();
        return Base64.getDecoder().decode(answer.getBody());
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
