package net.osmand.account.relay;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;

/** Forwards requests to the API or to the other host, and returns their answers. */
final class Forwarder {
    /** API Gateway's limit for bodies, in bytes. */
    private static final long API_BODY = 10L << 20;

    /** Limit for buffered forms in bytes; the apps' forms are much smaller. */
    private static final int FORM = 1 << 20;

    private static final int ERROR_BODY = 8 << 10;
    private static final Duration API_ANSWER = Duration.ofSeconds(60);
    private static final Set<Integer> WITHOUT_BODY = Set.of(204, 304);

    private final Settings settings;
    private final Upstream upstream;
    private final Spool spool;

    Forwarder(Settings settings, Upstream upstream, Spool spool) {
        this.settings = settings;
        this.upstream = upstream;
        this.spool = spool;
    }

    /**
     * Forwards a request to the API unchanged. A body of unknown length is buffered first, because API Gateway requires
     * the length.
     */
    void toApi(Exchange exchange) throws IOException {
        if (!exchange.hasBody()) {
            toApi(exchange, BodyPublishers.noBody());
        } else if (exchange.contentLength().isPresent()) {
            var length = exchange.contentLength().getAsLong();
            if (length > API_BODY) {
                throw RelayException.tooLarge(API_BODY);
            }
            toApi(exchange, upstream.body(exchange::body, length));
        } else {
            try (var file = spool.newFile()) {
                read(exchange.body(), file, API_BODY);
                answerOfApi(exchange, askApi(exchange, file));
            }
        }
    }

    /**
     * Forwards a request whose body is in a file. If a kept-alive connection breaks, the request is sent once more,
     * which in the worst case stores two equal versions.
     */
    HttpResponse<InputStream> askApi(Exchange exchange, SpoolFile body) {
        var request = request(exchange, exchange.method(), upstream.body(() -> body.read(0, body.size()), body.size()));
        try {
            return upstream.send(request);
        } catch (HttpTimeoutException _) {
            throw RelayException.unreachable();
        } catch (IOException _) {
            return send(request);
        }
    }

    private void toApi(Exchange exchange, BodyPublisher body) throws IOException {
        answerOfApi(exchange, send(request(exchange, exchange.method(), body)));
    }

    /** Sends the caller's request without a body to the API. */
    HttpResponse<InputStream> askApi(Exchange exchange) {
        return send(request(exchange, exchange.method(), BodyPublishers.noBody()));
    }

    private HttpRequest request(Exchange exchange, String method, BodyPublisher body) {
        var request =
                request(settings.api(), exchange.rawPath(), exchange.query().raw());
        request.method(method, body);
        copyHeaders(exchange, request, HeaderRules::goesToApi);
        stateAddress(exchange, request);
        return request.timeout(
                        exchange.hasBody() ? API_ANSWER.plus(settings.limits().total()) : API_ANSWER)
                .build();
    }

    /** Adds the caller's address, which the API trusts because of the secret. */
    void stateAddress(Exchange exchange, HttpRequest.Builder request) {
        if (!settings.secret().isEmpty() && !exchange.address().isEmpty()) {
            request.setHeader("x-proxy-secret", settings.secret());
            request.setHeader("x-proxy-client-address", exchange.address());
        }
    }

    /** Returns the API's answer to the caller. An error of API Gateway is replaced by an error of the protocol. */
    void answerOfApi(Exchange exchange, HttpResponse<InputStream> from) throws IOException {
        if (!ErrorBody.isGatewayStatus(from.statusCode())) {
            answer(exchange, from, HeaderRules::comesFromApi);
            return;
        }
        try (var in = from.body()) {
            var body = in.readNBytes(ERROR_BODY);
            var type = from.headers().firstValue("content-type").orElse("");
            var error = ErrorBody.inPlaceOf(exchange.path(), from.statusCode(), type, body);
            if (error.isPresent()) {
                exchange.drain();
                exchange.respond(error.get());
                return;
            }
            try (var out = exchange.respond(from.statusCode(), from.headers().map(), HeaderRules::comesFromApi)) {
                out.write(body);
                in.transferTo(out);
            }
        }
    }

    /** Forwards a request to the other host without anything that identifies the caller. */
    void toRest(Exchange exchange, URI host) throws IOException {
        var query = exchange.query().withoutCredentials();
        var request = request(host, exchange.rawPath(), query);
        request.method(exchange.method(), restBody(exchange));
        copyHeaders(exchange, request, HeaderRules::goesToRest);
        var from = send(request.build());
        answer(exchange, from, HeaderRules::comesFromRest);
    }

    /** Forwards a request for the account's web page. */
    void toWeb(Exchange exchange, URI host) throws IOException {
        var request = request(host, exchange.rawPath(), exchange.query().raw());
        request.method(exchange.method(), BodyPublishers.noBody());
        copyHeaders(exchange, request, HeaderRules::goesToRest);
        answer(exchange, send(request.build()), HeaderRules::comesFromRest);
    }

    private BodyPublisher restBody(Exchange exchange) throws IOException {
        if (!exchange.hasBody()) {
            return BodyPublishers.noBody();
        }
        if (exchange.header("content-type").orElse("").startsWith("application/x-www-form-urlencoded")) {
            var form = new QueryString(new String(exchange.body().readNBytes(FORM), StandardCharsets.UTF_8));
            return BodyPublishers.ofString(form.withoutCredentials());
        }
        return upstream.body(exchange::body, exchange.contentLength().orElse(-1));
    }

    private void answer(Exchange exchange, HttpResponse<InputStream> from, Predicate<String> passes)
            throws IOException {
        try (var in = from.body()) {
            from.headers().firstValueAsLong("content-length").ifPresent(exchange::setLength);
            var out = exchange.respond(from.statusCode(), from.headers().map(), passes);
            if (!exchange.method().equals("HEAD") && !WITHOUT_BODY.contains(from.statusCode())) {
                in.transferTo(out);
            }
            out.close();
        }
    }

    /** Sends a request. If the connection fails, the caller receives 503. */
    HttpResponse<InputStream> send(HttpRequest request) {
        try {
            return upstream.send(request);
        } catch (IOException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof CallerDisconnectedException gone) {
                    throw gone;
                }
                if (cause instanceof RelayException refusal) {
                    throw refusal;
                }
            }
            throw RelayException.unreachable();
        }
    }

    static HttpRequest.Builder request(URI base, String path, String query) {
        return HttpRequest.newBuilder(URI.create(base + path + (query.isEmpty() ? "" : "?" + query)));
    }

    static void copyHeaders(Exchange exchange, HttpRequest.Builder request, Predicate<String> passes) {
        exchange.eachHeader((name, value) -> {
            if (passes.test(name)) {
                request.header(name, value);
            }
        });
    }

    private static void read(InputStream in, SpoolFile file, long most) throws IOException {
        var buffer = new byte[16 << 10];
        for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            file.write(buffer, 0, read);
            if (file.size() > most) {
                throw RelayException.tooLarge(most);
            }
        }
    }
}
