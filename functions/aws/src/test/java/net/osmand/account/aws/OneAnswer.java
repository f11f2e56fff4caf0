package net.osmand.account.aws;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;

/** An endpoint for all AWS services that answers every request with the same recorded response. */
public final class OneAnswer implements AutoCloseable {
    private final HttpServer server;

    public OneAnswer(Map<String, String> headers, byte[] body) throws IOException {
        this(200, headers, body);
    }

    public OneAnswer(int status, Map<String, String> headers, byte[] body) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                headers.forEach(exchange.getResponseHeaders()::set);
                exchange.sendResponseHeaders(status, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
    }

    /** Returns clients that use this endpoint. */
    public AwsClients clients() {
        var environment = Map.of(
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "local",
                "AWS_ENDPOINT_URL", "http://127.0.0.1:" + server.getAddress().getPort());
        return new AwsClients(
                new LambdaEnvironment(environment, Clock.systemUTC(), new SecureRandom(), AwsCallListener.NONE));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
