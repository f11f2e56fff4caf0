package net.osmand.account.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** An HTTP response. JSON of 4096 bytes or more is compressed if the caller accepts it. */
public final class Response {
    private static final int MIN_BYTES_TO_COMPRESS = 4096;
    private static final String JSON = "application/json; charset=utf-8";

    /**
     * Bytes of the largest body. A larger one exceeds Lambda's limit when it is base64 or has escaped quotes. The limit
     * also keeps a gzip bomb from filling the heap.
     */
    private static final int LARGEST = 4 << 20;

    /** Headers of every response. Responses that may be cached replace {@code Cache-Control}. */
    private static final Map<String, String> SECURITY = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Strict-Transport-Security", "max-age=63072000",
            "Cache-Control", "no-store");

    private final int status;
    private final byte[] body;
    private final Map<String, String> headers;
    private final boolean compressible;
    private final List<String> cookies;

    private Response(int status, byte[] body, Map<String, String> headers, boolean compressible) {
        this(status, body, headers, compressible, List.of());
    }

    private Response(int status, byte[] body, Map<String, String> headers, boolean compressible, List<String> cookies) {
        this.status = status;
        this.body = body;
        this.headers = Map.copyOf(headers);
        this.compressible = compressible;
        this.cookies = List.copyOf(cookies);
    }

    /** Returns {@code {"status":"ok"}}, which the apps expect on success. */
    public static Response ok() {
        return json(Map.of("status", "ok"));
    }

    public static Response json(Object view) {
        return json(200, view);
    }

    public static Response json(int status, Object view) {
        return new Response(status, Json.write(view), Map.of("Content-Type", JSON), true);
    }

    public static Response text(int status, String text) {
        return new Response(
                status,
                text.getBytes(StandardCharsets.UTF_8),
                Map.of("Content-Type", "text/plain; charset=utf-8"),
                false);
    }

    /** Returns bytes that are already gzip, with the matching {@code Content-Encoding}. */
    public static Response gzip(byte[] gzip, String contentType, Map<String, String> more) {
        var headers = new HashMap<>(more);
        headers.put("Content-Type", contentType);
        headers.put("Content-Encoding", "gzip");
        return new Response(200, gzip, headers, false);
    }

    /** Returns bytes without compression. They are sent as base64 unless the type is text. */
    public static Response bytes(byte[] bytes, String contentType, Map<String, String> more) {
        var headers = new HashMap<>(more);
        headers.put("Content-Type", contentType);
        return new Response(200, bytes, headers, false);
    }

    /** Decompresses gzip for a caller that does not accept it; empty if the content exceeds 4 MiB, Lambda's limit. */
    public static Optional<Response> gunzipped(byte[] gzip, String contentType, Map<String, String> more) {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            var bytes = in.readNBytes(LARGEST + 1);
            return bytes.length > LARGEST ? Optional.empty() : Optional.of(bytes(bytes, contentType, more));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns 302, which clients follow for GET only. */
    public static Response redirect(URI location, Map<String, String> more) {
        var headers = new HashMap<>(more);
        headers.put("Location", location.toString());
        return new Response(302, new byte[0], headers, false);
    }

    /** Returns 202 for work that continues, with the location of its status. */
    public static Response accepted(URI location, Object view) {
        return json(202, view).with("Location", location.toString());
    }

    /** Returns an error under {@code /v1} (RFC 9457). */
    static Response problem(int status, Object view) {
        return new Response(status, Json.write(view), Map.of("Content-Type", "application/problem+json"), false);
    }

    /** Returns the same response, never compressed. */
    public Response uncompressed() {
        return new Response(status, body, headers, false, cookies);
    }

    /** Returns the same response with an additional header. */
    public Response with(String header, String value) {
        var more = new HashMap<>(headers);
        more.put(header, value);
        return new Response(status, body, more, compressible, cookies);
    }

    /** Returns the same response with an additional {@code Set-Cookie}. */
    public Response withCookie(String cookie) {
        var more = new ArrayList<>(cookies);
        more.add(cookie);
        return new Response(status, body, headers, compressible, more);
    }

    APIGatewayV2HTTPResponse toLambda(boolean acceptsGzip) {
        var compress = compressible && acceptsGzip && body.length >= MIN_BYTES_TO_COMPRESS;
        var sent = new HashMap<>(SECURITY);
        sent.putAll(headers);
        if (compress) {
            sent.put("Content-Encoding", "gzip");
        }
        var binary = sent.containsKey("Content-Encoding") || !isText(sent.getOrDefault("Content-Type", "text/plain"));
        var bytes = compress ? compressed() : body;
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(status)
                .withHeaders(sent)
                .withCookies(cookies)
                .withIsBase64Encoded(binary)
                .withBody(
                        binary ? Base64.getEncoder().encodeToString(bytes) : new String(bytes, StandardCharsets.UTF_8))
                .build();
    }

    private static boolean isText(String contentType) {
        return contentType.startsWith("text/")
                || contentType.startsWith("application/json")
                || contentType.startsWith("application/problem+json");
    }

    private byte[] compressed() {
        var out = new ByteArrayOutputStream(body.length / 4);
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
