package net.osmand.account.emulators.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP server for AWS's JSON protocols on the loopback address. The operation is in {@code X-Amz-Target} (JSON 1.1)
 * or is method and path (REST), such as {@code POST /v2/email/outbound-emails}.
 */
public final class JsonEndpoint implements AutoCloseable {
    /** The emulators' JSON mapper. */
    public static final ObjectMapper JSON = new ObjectMapper();

    private static final Logger LOG = LoggerFactory.getLogger(JsonEndpoint.class);

    /** Answers an operation, or throws {@link AwsError} for an error response. */
    public interface Operations {
        ObjectNode call(String operation, JsonNode request);
    }

    private final Operations operations;
    private @Nullable HttpServer server;

    public JsonEndpoint(Operations operations) {
        this.operations = operations;
    }

    /** Starts on a port, or on a free one for 0. Returns the port. */
    public synchronized int start(int port) {
        if (server != null) {
            throw new IllegalStateException("it serves already");
        }
        try {
            var starting = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            starting.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            starting.createContext("/", this::answer);
            starting.start();
            server = starting;
            return starting.getAddress().getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The base address. Starts on a free port if the server has not been started. */
    public synchronized URI uri() {
        var port = server == null ? start(0) : server.getAddress().getPort();
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public synchronized void close() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            var operation = target == null
                    ? exchange.getRequestMethod() + " "
                            + exchange.getRequestURI().getPath()
                    : target.substring(target.indexOf('.') + 1);
            var body = exchange.getRequestBody().readAllBytes();
            ObjectNode answer;
            var status = 200;
            try {
                answer = operations.call(operation, body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body));
            } catch (AwsError error) {
                status = error.status();
                exchange.getResponseHeaders().set("x-amzn-errortype", error.type());
                answer = JSON.createObjectNode().put("__type", error.type()).put("message", error.getMessage());
            } catch (RuntimeException e) {
                LOG.error("{} failed", operation, e);
                status = 500;
                answer = JSON.createObjectNode().put("__type", "InternalFailure");
            }
            var bytes = JSON.writeValueAsBytes(answer);
            exchange.getResponseHeaders()
                    .set("Content-Type", target == null ? "application/json" : "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
