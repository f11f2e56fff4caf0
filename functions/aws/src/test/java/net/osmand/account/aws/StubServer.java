package net.osmand.account.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An endpoint for all AWS services that counts the attempts and answers each as the test specifies. */
public final class StubServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads =
            Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());
    private final List<String> bodies = new CopyOnWriteArrayList<>();

    /** Handles attempts. */
    public interface Answer {
        /**
         * Answers an attempt.
         *
         * @param attempt number of the attempt, starting with 1
         */
        void to(int attempt, HttpExchange exchange, String body) throws IOException, InterruptedException;
    }

    public StubServer(Answer answer) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                int attempt;
                var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                synchronized (bodies) {
                    bodies.add(body);
                    attempt = bodies.size();
                }
                answer.to(attempt, exchange, body);
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    /** Accepts each request and never answers. */
    public static StubServer silent() throws IOException {
        return new StubServer((_, _, _) -> Thread.sleep(Long.MAX_VALUE));
    }

    /** Answers each request with that status and JSON body. */
    public static StubServer json(int status, String body) throws IOException {
        return new StubServer((_, exchange, _) -> send(exchange, status, body));
    }

    /** Sends JSON with the content type that AWS uses. */
    public static void send(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** Returns the request bodies of all attempts so far. */
    public List<String> bodies() {
        return List.copyOf(bodies);
    }

    public int attempts() {
        return bodies.size();
    }

    /** Returns the environment of a function that uses this endpoint. */
    public Map<String, String> environment() {
        return Map.of(
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "local",
                "AWS_ENDPOINT_URL", "http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Returns clients that use this endpoint, built as in production. */
    public AwsClients clients() {
        return new AwsClients(
                new LambdaEnvironment(environment(), Clock.systemUTC(), new SecureRandom(), AwsCallListener.NONE));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
