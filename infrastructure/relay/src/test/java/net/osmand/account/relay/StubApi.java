package net.osmand.account.relay;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Simulates the API with the limits of API Gateway, and S3, as far as the relay uses them. */
final class StubApi implements AutoCloseable {
    static final String TOKEN = "token-1";
    static final String SESSION = "session=secret";

    private static final int GATEWAY = 4_601_423;

    private volatile HttpServer server;
    private final StubUploads uploads = new StubUploads(this);
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final List<Stored> stored = new CopyOnWriteArrayList<>();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    /** Requests whose connection is closed without an answer. */
    volatile Predicate<Seen> broken = _ -> false;

    /** Requests whose answer is cut off in the middle. */
    volatile Predicate<Seen> cutOff = _ -> false;

    /** Number of answers whose reader disconnected. */
    final AtomicInteger unread = new AtomicInteger();

    /** Whether bytes are discarded unchecked, so that only the costs of the relay are measured. */
    volatile boolean discards;

    /** Number of times that an upload answers {@code checking}. */
    volatile int polls = 1;

    /** The error that the check of each upload reports. */
    volatile @Nullable String failure;

    StubApi() throws IOException {
        server = listening(0);
    }

    private HttpServer listening(int port) throws IOException {
        var started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        started.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        started.createContext("/", this::handle);
        started.start();
        return started;
    }

    /** Rejects connections until {@link #listen}. */
    void stop() {
        server.stop(0);
    }

    /** Listens on the same port again. */
    void listen() throws IOException {
        server = listening(server.getAddress().getPort());
    }

    /** A received request. */
    record Seen(String method, String target, Map<String, String> headers, long bytes) {
        String path() {
            return target.replaceAll("\\?.*", "");
        }

        @Nullable
        String header(String name) {
            return headers.get(name);
        }
    }

    /** A stored version. */
    record Stored(String type, String name, long size, String sha256, boolean direct) {}

    /** An answer that a test configures for a path. */
    record Answer(int status, Map<String, String> headers, String body) {}

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    List<Seen> seen() {
        return List.copyOf(seen);
    }

    List<Seen> seen(String method, String path) {
        return seen.stream()
                .filter(one -> one.method().equals(method) && one.path().equals(path))
                .toList();
    }

    List<Stored> stored() {
        return List.copyOf(stored);
    }

    void store(Stored version) {
        stored.add(version);
    }

    /** Returns the number of uploads that hold quota. */
    long openUploads() {
        return uploads.open();
    }

    void answer(String path, int status, Map<String, String> headers, String body) {
        answers.put(path, new Answer(status, headers, body));
    }

    void forget(String path) {
        answers.remove(path);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new Digested(exchange.getRequestBody());
            body.readAll(discards);
            var headers = exchange.getRequestHeaders().entrySet().stream()
                    .collect(Collectors.toMap(
                            header -> header.getKey().toLowerCase(Locale.ROOT),
                            header -> String.join(", ", header.getValue())));
            var request = new Seen(
                    exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body.size());
            seen.add(request);
            if (broken.test(request)) {
                return;
            }
            var answer = answers.containsKey(request.path())
                    ? Optional.ofNullable(answers.get(request.path())).orElseThrow()
                    : answer(request, body);
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            var bytes = answer.body().getBytes(StandardCharsets.ISO_8859_1);
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                write(exchange, cutOff.test(request) ? Arrays.copyOf(bytes, bytes.length / 2) : bytes);
            }
        }
    }

    private void write(HttpExchange exchange, byte[] bytes) throws IOException {
        try {
            exchange.getResponseBody().write(bytes);
            exchange.getResponseBody().flush();
        } catch (IOException e) {
            unread.incrementAndGet();
            throw e;
        }
    }

    private Answer answer(Seen request, Digested body) throws IOException {
        var path = request.path();
        var query = new QueryString(
                Optional.ofNullable(URI.create(request.target()).getRawQuery()).orElse(""));
        if (path.startsWith("/s3/")) {
            return uploads.put(request, path.split("/", -1), body);
        }
        if (request.bytes() > GATEWAY) {
            return json(413, "{\"message\":\"Request Entity Too Large\"}");
        }
        if (path.startsWith("/v1/uploads")) {
            var cookie = SESSION.equals(request.header("cookie"));
            var bearer = ("Bearer " + TOKEN).equals(request.header("authorization"));
            return cookie || bearer
                    ? uploads.answer(request, path.split("/", -1), body)
                    : json(401, "{\"status\":401,\"detail\":\"please sign in first\"}");
        }
        return switch (path) {
            case "/userdata/check-file-on-server" ->
                query.value("accessToken").equals(Optional.of(TOKEN))
                        ? json(200, "{\"status\":\"not found\"}")
                        : json(
                                400,
                                "{\"error\":{\"errorCode\":105,\"message\":\"device id or access token rejected\"}}");
            case "/mapapi/get-account-info" ->
                SESSION.equals(request.header("cookie"))
                        ? json(200, "{}")
                        : new Answer(302, Map.of("Location", "/map/account/"), "");
            case "/userdata/upload-file", "/mapapi/upload-file" -> {
                stored.add(new Stored(
                        query.value("type").orElse(""), query.value("name").orElse(""), body.size(), "", false));
                yield json(200, "{\"status\":\"ok\"}");
            }
            default -> json(200, "{\"path\":\"" + path + "\"}");
        };
    }

    static Answer json(int status, String body) {
        return new Answer(status, Map.of("Content-Type", "application/json"), body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
