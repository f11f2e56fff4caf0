package net.osmand.account.devserver.process;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lambda's Runtime API (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html) for one execution environment.
 * Sends one event at a time to the runtime client and receives its response.
 */
final class RuntimeApi implements AutoCloseable {
    private static final String PREFIX = "/2018-06-01/runtime/";

    /** The limit of a start and of an invocation, generous for loaded machines. */
    private static final Duration TIMEOUT = Duration.ofMinutes(3);

    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
    private final CompletableFuture<@Nullable Void> initialized = new CompletableFuture<>();
    private final String functionArn;
    private volatile @Nullable Invocation current;

    RuntimeApi(String functionArn) {
        this.functionArn = functionArn;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
        server.setExecutor(executor);
        server.createContext(PREFIX, this::serve);
        server.start();
    }

    /** The value of {@code AWS_LAMBDA_RUNTIME_API}. */
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /**
     * Waits until the process has initialized the handler, has run the restore hooks if SnapStart is on, and asks for
     * its first event.
     */
    void awaitInitialized() {
        initialized.orTimeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** Invokes the function. A function error throws an exception that names it. */
    synchronized byte[] invoke(byte[] event) {
        awaitInitialized();
        var invocation = new Invocation(UUID.randomUUID().toString(), event, new CompletableFuture<>());
        current = invocation;
        waiting.add(invocation);
        return invocation
                .answer()
                .orTimeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    /** Ends all waiting calls, because the process has ended. */
    void ended(String why) {
        var failure = new IllegalStateException(why);
        initialized.completeExceptionally(failure);
        var unanswered = current;
        if (unanswered != null) {
            unanswered.answer().completeExceptionally(failure);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var call = exchange.getRequestURI().getPath().substring(PREFIX.length());
            var body = exchange.getRequestBody().readAllBytes();
            if (call.equals("invocation/next")) {
                next(exchange);
            } else if (call.equals("restore/next")) {
                exchange.sendResponseHeaders(200, -1);
            } else {
                take(call, body);
                exchange.sendResponseHeaders(202, -1);
            }
        }
    }

    private void next(HttpExchange exchange) throws IOException {
        initialized.complete(null);
        try {
            var invocation = waiting.take();
            var deadline = Clock.systemUTC().millis() + TIMEOUT.toMillis();
            var headers = exchange.getResponseHeaders();
            // The native client crashes without a content type.
            headers.set("Content-Type", "application/json");
            headers.set("Lambda-Runtime-Aws-Request-Id", invocation.id());
            headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(deadline));
            headers.set("Lambda-Runtime-Invoked-Function-Arn", functionArn);
            exchange.sendResponseHeaders(200, invocation.event().length);
            exchange.getResponseBody().write(invocation.event());
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(String call, byte[] body) {
        var invocation = current;
        if (invocation != null && call.equals("invocation/" + invocation.id() + "/response")) {
            invocation.answer().complete(body);
        } else if (invocation != null && call.equals("invocation/" + invocation.id() + "/error")) {
            invocation
                    .answer()
                    .completeExceptionally(new IllegalStateException(new String(body, StandardCharsets.UTF_8)));
        } else {
            // init/error and restore/error
            ended(call + ": " + new String(body, StandardCharsets.UTF_8));
        }
    }

    /** An invocation that waits for its response. */
    private static final class Invocation {
        private final String id;
        private final byte[] event;
        private final CompletableFuture<byte[]> answer;

        private Invocation(String id, byte[] event, CompletableFuture<byte[]> answer) {
            this.id = id;
            this.event = event;
            this.answer = answer;
        }

        private String id() {
            return id;
        }

        private byte[] event() {
            return event;
        }

        private CompletableFuture<byte[]> answer() {
            return answer;
        }
    }
}
