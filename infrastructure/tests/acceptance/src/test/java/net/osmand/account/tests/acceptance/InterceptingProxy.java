package net.osmand.account.tests.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;

/** An HTTP server in front of the stack that forwards requests, but may answer differently than AWS should. */
final class InterceptingProxy implements AutoCloseable {
    private static final List<String> REQUEST_HEADERS =
            List.of("content-type", "x-fs-signature", "accept-encoding", "cookie", "authorization", "range");
    private static final List<String> ANSWER_HEADERS = List.of("content-type", "content-encoding", "location");
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    private final URI origin;
    private final Behaviour behaviour;
    private final HttpServer server;

    /** Answers a call; {@link Call#passedOn} returns the stack's own answer. */
    interface Behaviour {
        Reply answer(Call call) throws IOException;
    }

    /** The answer of the proxy. */
    static final class Reply {
        private final int status;
        private final Map<String, String> headers;
        private final byte[] body;

        Reply(int status, Map<String, String> headers, byte[] body) {
            this.status = status;
            this.headers = headers;
            this.body = body;
        }

        static Reply of(int status, String body) {
            return new Reply(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
        }

        int status() {
            return status;
        }
    }

    /** A request to the proxy with its complete body. */
    static final class Call {
        private final URI origin;
        private final HttpExchange exchange;
        private final byte[] body;

        Call(URI origin, HttpExchange exchange, byte[] body) {
            this.origin = origin;
            this.exchange = exchange;
            this.body = body;
        }

        int size() {
            return body.length;
        }

        String header(String name) {
            return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name))
                    .orElse("");
        }

        String path() {
            return exchange.getRequestURI().getPath();
        }

        boolean isChunked() {
            return header("Transfer-Encoding").equalsIgnoreCase("chunked");
        }

        Reply passedOn() throws IOException {
            var request = HttpRequest.newBuilder(
                            origin.resolve(exchange.getRequestURI().toString()))
                    .method(
                            exchange.getRequestMethod(),
                            body.length == 0
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofByteArray(body));
            for (var name : REQUEST_HEADERS) {
                if (!header(name).isEmpty()) {
                    request.header(name, header(name));
                }
            }
            try {
                var answer = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
                var kept = new HashMap<String, String>();
                ANSWER_HEADERS.forEach(
                        name -> answer.headers().firstValue(name).ifPresent(value -> kept.put(name, value)));
                return new Reply(answer.statusCode(), kept, answer.body());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
    }

    private InterceptingProxy(URI origin, Behaviour behaviour) throws IOException {
        this.origin = origin;
        this.behaviour = behaviour;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    static InterceptingProxy before(TestStack stack, Behaviour behaviour) throws IOException {
        return new InterceptingProxy(stack.uri("/"), behaviour);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var reply = behaviour.answer(new Call(origin, exchange, body));
            reply.headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            exchange.sendResponseHeaders(reply.status, reply.body.length == 0 ? -1 : reply.body.length);
            exchange.getResponseBody().write(reply.body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
