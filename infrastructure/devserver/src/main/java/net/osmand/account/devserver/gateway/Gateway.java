package net.osmand.account.devserver.gateway;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import net.osmand.account.devserver.gateway.LocalRoutes.Page;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the HTTP API, the portal and the dev server's own pages on the loopback address. */
public final class Gateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

    /** API Gateway's limit of a body, in bytes. */
    private static final int BODY_LIMIT = 10 * 1024 * 1024;

    private static final Duration INTEGRATION_TIMEOUT = Duration.ofSeconds(30);

    /**
     * API Gateway's limit of request line and header values, in bytes. Its answer above the limit is not documented.
     */
    private static final int HEAD_LIMIT = 10_240;

    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Routes<HttpTarget> routes = new Routes<>();
    private final Integration integration;
    private final LongSupplier nanoTime;
    private final Clock clock;
    private final Portal portal;
    private volatile Optional<Throttle> throttle = Optional.empty();

    /** Binds the port without answering requests yet. Port 0 means any free port. */
    public Gateway(int port, Clock clock, Portal portal) {
        this(port, clock, portal, INTEGRATION_TIMEOUT, System::nanoTime);
    }

    Gateway(int port, Clock clock, Portal portal, Duration timeout, LongSupplier nanoTime) {
        this.clock = clock;
        this.portal = portal;
        this.nanoTime = nanoTime;
        integration = new Integration(executor, timeout);
        // The server reads the property once, when its classes load. Without it, every small answer waits 40 ms for a
        // delayed ACK.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 512);
        } catch (IOException taken) {
            throw new UncheckedIOException("port " + port + " cannot be opened", taken);
        }
        server.setExecutor(executor);
    }

    /** The base address. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Adds a route of the template. */
    public void route(String method, String path, HttpTarget target) {
        routes.add(method, path, target);
    }

    /**
     * Throttles requests as the stage's settings do.
     *
     * @param perSecond sustained requests a second
     * @param burst size of the token bucket
     */
    public void throttle(double perSecond, int burst) {
        throttle = Optional.of(new Throttle(perSecond, burst, nanoTime));
    }

    /** Ends the throttling. */
    public void unthrottle() {
        throttle = Optional.empty();
    }

    /** Starts to answer requests. */
    public void start(LocalRoutes pages) {
        server.createContext("/", exchange -> serve(exchange, pages));
        server.start();
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }

    private void serve(HttpExchange exchange, LocalRoutes pages) throws IOException {
        try (exchange) {
            var path = Optional.ofNullable(exchange.getRequestURI().getPath()).orElse("/");
            var body = body(exchange);
            if (path.startsWith("/local/")) {
                page(exchange, local(exchange, path, body.orElseGet(() -> new byte[0]), pages));
                return;
            }
            var requestId = UUID.randomUUID().toString();
            exchange.getResponseHeaders().set("apigw-requestid", requestId);
            if (headSize(exchange) > HEAD_LIMIT) {
                send(exchange, Integration.message(431, "Request Header Fields Too Large"));
            } else if (body.isEmpty()) {
                send(exchange, Integration.message(413, "Request Entity Too Large"));
            } else {
                invoke(exchange, path, body.get(), requestId);
            }
        }
    }

    private static long headSize(HttpExchange exchange) {
        var line = exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + exchange.getProtocol();
        return line.length()
                + exchange.getRequestHeaders().values().stream()
                        .flatMap(List::stream)
                        .mapToLong(String::length)
                        .sum();
    }

    private Page local(HttpExchange exchange, String path, byte[] body, LocalRoutes pages) {
        try {
            var query =
                    Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
            return pages.answer(exchange.getRequestMethod(), path, Payload.parameters(query), body);
        } catch (IllegalArgumentException wrong) {
            return new Page(400, "text/plain; charset=utf-8", wrong.getMessage() + "\n");
        } catch (RuntimeException broken) {
            LOG.error("{} broke", path, broken);
            return new Page(500, "text/plain; charset=utf-8", broken + "\n");
        }
    }

    private void invoke(HttpExchange exchange, String path, byte[] body, String requestId) throws IOException {
        var match = routes.find(exchange.getRequestMethod(), path);
        if (match.isEmpty()) {
            portal(exchange, path);
        } else if (throttle.isPresent() && !throttle.get().take()) {
            send(exchange, Integration.message(429, "Too Many Requests"));
        } else {
            var event = Payload.of(exchange, body, match.get(), requestId, clock.instant());
            send(exchange, integration.answer(match.get(), event));
        }
    }

    /** Serves the portal, for GET and HEAD. The API's routes take precedence. */
    private void portal(HttpExchange exchange, String path) throws IOException {
        var reading = List.of("GET", "HEAD").contains(exchange.getRequestMethod());
        var asset = reading ? portal.at(path) : Optional.<Portal.Asset>empty();
        if (asset.isEmpty()) {
            send(exchange, Integration.message(404, "Not Found"));
            return;
        }
        Portal.SECURITY.forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("content-type", asset.get().contentType());
        exchange.getResponseHeaders().set("cache-control", asset.get().caching());
        write(exchange, 200, asset.get().bytes());
    }

    private static void send(HttpExchange exchange, APIGatewayV2HTTPResponse answer) throws IOException {
        var headers = exchange.getResponseHeaders();
        if (answer.getHeaders() != null) {
            answer.getHeaders().forEach(headers::set);
        }
        if (answer.getMultiValueHeaders() != null) {
            answer.getMultiValueHeaders().forEach((name, values) -> headers.set(name, String.join(",", values)));
        }
        if (answer.getCookies() != null) {
            answer.getCookies().forEach(cookie -> headers.add("set-cookie", cookie));
        }
        if (!headers.containsKey("content-type")) {
            headers.set("content-type", "text/plain; charset=utf-8");
        }
        var text = answer.getBody() == null ? "" : answer.getBody();
        var bytes =
                answer.getIsBase64Encoded() ? Base64.getDecoder().decode(text) : text.getBytes(StandardCharsets.UTF_8);
        headers.remove("content-length");
        write(exchange, answer.getStatusCode(), bytes);
    }

    private static void page(HttpExchange exchange, Page page) throws IOException {
        exchange.getResponseHeaders().set("content-type", page.contentType());
        write(exchange, page.status(), page.bytes());
    }

    private static void write(HttpExchange exchange, int status, byte[] bytes) throws IOException {
        var bodiless = bytes.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, bodiless ? -1 : bytes.length);
        if (!bodiless) {
            exchange.getResponseBody().write(bytes);
        }
    }

    /**
     * Reads the whole body. If it is too large, reads to its end, so that the client receives the answer, and returns
     * empty.
     */
    private static Optional<byte[]> body(HttpExchange exchange) throws IOException {
        var input = exchange.getRequestBody();
        var body = input.readNBytes(BODY_LIMIT + 1);
        if (body.length <= BODY_LIMIT) {
            return Optional.of(body);
        }
        input.transferTo(OutputStream.nullOutputStream());
        return Optional.empty();
    }
}
