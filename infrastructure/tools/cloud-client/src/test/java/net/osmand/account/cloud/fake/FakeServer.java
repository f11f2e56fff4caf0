package net.osmand.account.cloud.fake;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.concurrent.Executors;
import net.osmand.account.cloud.api.Request;

/** The fake API on a local port. */
public final class FakeServer implements AutoCloseable {
    private final HttpServer server;
    private final FakeApi api;
    private volatile Runnable atEachRequest = () -> {};

    private FakeServer(HttpServer server, FakeApi api) {
        this.server = server;
        this.api = api;
    }

    public static FakeServer start(FakeAccount account) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        var started = new FakeServer(server, new FakeApi(account, uri));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            var headers = new HashMap<String, String>();
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name(name), values.getFirst()));
            var body = exchange.getRequestBody().readAllBytes();
            var request =
                    new Request(exchange.getRequestMethod(), uri.resolve(exchange.getRequestURI()), headers, body);
            started.atEachRequest.run();
            try (exchange;
                    var reply = started.api.send(request)) {
                reply.headers()
                        .forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
                var bytes = reply.body().readAllBytes();
                exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        server.start();
        return started;
    }

    /** The HTTP server writes Content-type, but the fake reads Content-Type. */
    private static String name(String header) {
        return header.equalsIgnoreCase("content-type") ? "Content-Type" : header;
    }

    /** Sets an action that runs at the start of each request. */
    public void atEachRequest(Runnable runnable) {
        atEachRequest = runnable;
    }

    public FakeApi api() {
        return api;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
