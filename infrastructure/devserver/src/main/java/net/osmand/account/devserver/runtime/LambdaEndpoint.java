package net.osmand.account.devserver.runtime;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lambda's Invoke (docs.aws.amazon.com/lambda/latest/api/API_Invoke.html) with a JSON object. No other operation is
 * emulated.
 */
public final class LambdaEndpoint implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LambdaEndpoint.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern INVOKE = Pattern.compile("/2015-03-31/functions/([^/]+)/invocations");

    private final HttpServer server;
    private final Supplier<Functions> functions;

    /** Starts on a free port. The functions are looked up at the first call. */
    public LambdaEndpoint(Supplier<Functions> functions) {
        this.functions = functions;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    /** The base address. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var call = INVOKE.matcher(exchange.getRequestURI().getPath());
            var headers = exchange.getResponseHeaders();
            if (!call.matches() || !functions.get().has(call.group(1))) {
                headers.set("x-amzn-errortype", "ResourceNotFoundException");
                answer(exchange, 404, Map.of("Message", "there is no such function or operation"));
                return;
            }
            Map<String, Object> event = JSON.readValue(exchange.getRequestBody(), new TypeReference<>() {});
            try {
                functions.get().call(call.group(1), event);
                answer(exchange, 200, Map.of());
            } catch (RuntimeException failed) {
                LOG.error("{} failed", call.group(1), failed);
                headers.set("X-Amz-Function-Error", "Unhandled");
                answer(exchange, 200, Map.of("errorMessage", String.valueOf(failed.getMessage())));
            }
        }
    }

    /** Answers without the function's response: no caller reads it. */
    private static void answer(HttpExchange exchange, int status, Map<String, Object> body) throws IOException {
        var bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
