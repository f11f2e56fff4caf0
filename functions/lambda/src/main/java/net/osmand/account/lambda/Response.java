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

/** One HTTP answer. JSON of 4096 bytes or more is compressed where the caller accepts it. */
public final class Response {
    private static final int WORTH_COMPRESSING = 4096;
    private static final String JSON = "application/json; charset=utf-8";

    /** Bytes. As base64, or with its quotes escaped, more can't pass through Lambda; and a bomb must not fill the heap. */
    private static final int LARGEST = 4 << 20;

    /** Headers of every answer. An answer that may be cached says so itself. */
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

    /** {@code {"status":"ok"}}: what the apps take for success. */
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

    /** Bytes that are gzip already, and say so. */
    public static Response gzip(byte[] gzip, String contentType, Map<String, String> more) {
        var headers = new HashMap<>(more);
        headers.put("Content-Type", contentType);
        headers.put("Content-Encoding", "gzip");
        return new Response(200, gzip, headers, false);
    }

    /** Bytes as they are, sent as base64 unless the type says that they are text. */
    public static Response bytes(byte[] bytes, String contentType, Map<String, String> more) {
        var headers = new HashMap<>(more);
        headers.put("Content-Type", contentType);
        return new Response(200, bytes, headers, false);
    }

    /** What was gzip, for a caller that takes none; empty where it is more than 4 MiB, which Lambda does not let through. */
    public static Optional<Response> gunzipped(byte[] gzip, String contentType, Map<String, String> more) {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            var bytes = in.readNBytes(LARGEST + 1);
            return bytes.length > LARGEST ? Optional.empty() : Optional.of(bytes(bytes, contentType, more));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** 302: followed on GET only. */
    public static Response redirect(URI location, Map<String, String> more) {
        var headers = new HashMap<>(more);
        headers.put("Location", location.toString());
        return new Response(302, new byte[0], headers, false);
    }

    /** 202: the work goes on; the location tells how far it is. */
    public static Response accepted(URI location, Object view) {
        return json(202, view).with("Location", location.toString());
    }

    /** An error under {@code /v1} (RFC 9457). */
    static Response problem(int status, Object view) {
        return new Response(status, Json.write(view), Map.of("Content-Type", "application/problem+json"), false);
    }

    /** The same answer, never compressed. */
    public Response uncompressed() {
        return new Response(status, body, headers, false, cookies);
    }

    /** The same answer with this header. */
    public Response with(String header, String value) {
        var more = new HashMap<>(headers);
        more.put(header, value);
        return new Response(status, body, more, compressible, cookies);
    }

    /** The same answer with this {@code Set-Cookie}. */
    public Response withCookie(String cookie) {
        var more = new ArrayList<>(cookies);
        more.add(cookie);
        return new Response(status, body, headers, compressible, more);
    }

    APIGatewayV2HTTPResponse toLambda(boolean acceptsGzip) {
        var compress = compressible && acceptsGzip && body.length >= WORTH_COMPRESSING;
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
