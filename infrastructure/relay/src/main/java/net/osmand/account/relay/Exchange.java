package net.osmand.account.relay;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/** A request of a caller and its answer. */
final class Exchange {
    private static final Set<String> DOTS = Set.of(".", "..");
    private static final Duration DRAIN = Duration.ofMinutes(1);

    private final Request request;
    private final Response response;
    private final String address;
    private final CallerBody body;
    private volatile boolean waiting;

    Exchange(Request request, Response response, String address, Settings.Limits limits) {
        this.request = request;
        this.response = response;
        this.address = address;
        this.body = new CallerBody(Content.Source.asInputStream(request), limits);
        // After the last byte of the body, the caller only waits for the answer.
        request.addIdleTimeoutListener((TimeoutException _) -> !waiting);
    }

    String method() {
        return request.getMethod();
    }

    /** Returns the decoded path without dot segments and parameters. */
    String path() {
        return Optional.ofNullable(request.getHttpURI().getDecodedPath()).orElse("/");
    }

    /** Returns whether the path has dot segments, which two servers may resolve differently. */
    boolean hasDotSegments() {
        return List.of(rawPath().split("/", -1)).stream().anyMatch(DOTS::contains);
    }

    /** Returns the URL-encoded path for the next server. */
    String rawPath() {
        return QueryString.escaped(
                Optional.ofNullable(request.getHttpURI().getPath()).orElse("/"));
    }

    QueryString query() {
        return new QueryString(QueryString.escaped(
                Optional.ofNullable(request.getHttpURI().getQuery()).orElse("")));
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeaders().get(name));
    }

    void eachHeader(BiConsumer<String, String> consumer) {
        request.getHeaders()
                .forEach(field -> consumer.accept(
                        field.getName(), Optional.ofNullable(field.getValue()).orElse("")));
    }

    /** Returns the caller's network address. */
    String address() {
        return address;
    }

    boolean hasBody() {
        return contentLength().orElse(1) > 0
                && (contentLength().isPresent() || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING));
    }

    OptionalLong contentLength() {
        var length = request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH);
        return length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
    }

    CallerBody body() {
        return body;
    }

    boolean acceptsGzip() {
        return header("accept-encoding").orElse("").contains("gzip");
    }

    /** Disables the idle timeout while the caller waits for the answer. */
    void await() {
        waiting = true;
    }

    /** Reads and discards the rest of the body, because most clients read the answer only after sending all of it. */
    void drain() {
        if (hasBody()) {
            body.drain(DRAIN);
        }
    }

    boolean isCommitted() {
        return response.isCommitted();
    }

    int status() {
        return response.getStatus();
    }

    /** Starts the answer and returns the stream for its body. */
    OutputStream respond(int status, Map<String, List<String>> headers, Predicate<String> passes) {
        response.setStatus(status);
        headers.forEach((name, values) -> {
            if (passes.test(name)) {
                values.forEach(value -> response.getHeaders().add(name, value));
            }
        });
        return Content.Sink.asOutputStream(response);
    }

    void setLength(long length) {
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, length);
    }

    /** Sends a complete answer. */
    void respond(int status, String contentType, byte[] bytes) throws IOException {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
        if (status == 429 || status == 503) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, "5");
        }
        setLength(bytes.length);
        try (var out = Content.Sink.asOutputStream(response)) {
            out.write(bytes);
        }
    }

    void respond(ErrorBody error) throws IOException {
        respond(error.status(), error.contentType(), error.bytes());
    }

    void respondJson(String json) throws IOException {
        respond(200, "application/json; charset=utf-8", json.getBytes(StandardCharsets.UTF_8));
    }
}
