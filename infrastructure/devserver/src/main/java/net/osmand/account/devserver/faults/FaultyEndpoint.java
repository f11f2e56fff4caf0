package net.osmand.account.devserver.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import net.osmand.account.devserver.faults.FaultPlan.Hit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A proxy in front of one service on the loopback address. It forwards HTTP/1.1 unchanged, including the Host header,
 * so signatures stay valid. A planned fault changes a call. The SDK cannot distinguish it from a fault of the network
 * or the service, so the SDK's own retries run.
 */
public final class FaultyEndpoint implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FaultyEndpoint.class);

    /** The longest time that a call hangs. */
    private static final int HANG_SECONDS = 300;

    private static final Set<String> BATCHES = Set.of("BatchGetItem", "BatchWriteItem");
    private static final Set<String> TRANSACTIONS = Set.of("TransactGetItems", "TransactWriteItems");
    private static final Set<String> WRITES = Set.of("PutItem", "UpdateItem", "DeleteItem");

    private final String service;
    private final URI target;
    private final FaultPlan plan;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /**
     * Starts the proxy on a free port.
     *
     * @param service the SDK's service id
     * @param target the service's own HTTP endpoint
     */
    public FaultyEndpoint(String service, URI target, FaultPlan plan) {
        this.service = service;
        this.target = target;
        this.plan = plan;
        try {
            server = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
        Thread.ofVirtual().name("wire of " + service).start(this::accept);
    }

    /** The endpoint for clients. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var socket : open) {
            socket.close();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException failed) {
                if (!server.isClosed()) {
                    LOG.error("no connection to {}", service, failed);
                }
            }
        }
    }

    /** Serves one connection. It has one connection to the service. */
    private void serve(Socket socket) {
        open.add(socket);
        try (socket;
                var client = new Peer(socket);
                var connection = new ServiceConnection(target)) {
            var isOpen = true;
            while (isOpen) {
                var request = HttpHead.read(client.in);
                isOpen = request.isPresent() && answer(request.get(), client, connection.peer());
                client.out.flush();
            }
        } catch (IOException closed) {
            LOG.debug("a connection to {} ended", service, closed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    /** Answers one request. Returns false if the connection must be closed. */
    private boolean answer(HttpHead received, Peer client, Peer upstream) throws IOException, InterruptedException {
        var request = received.without("Expect");
        if (received.value("Expect").isPresent()) {
            client.out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            client.out.flush();
        }
        var operation = WireOperation.of(service, request);
        var hit = plan.next(kinds(operation), service, operation);
        if (hit.isEmpty()) {
            return forward(request, client, upstream);
        }
        LOG.info("{} {}: {}", service, operation, hit.get().fault().kind());
        return hit(hit.get(), operation, request, client, upstream);
    }

    private static Set<FaultKind> kinds(String operation) {
        var kinds = EnumSet.copyOf(FaultKind.WIRE);
        if (!BATCHES.contains(operation)) {
            kinds.remove(FaultKind.UNPROCESSED);
        }
        if (!TRANSACTIONS.contains(operation) && !WRITES.contains(operation)) {
            kinds.remove(FaultKind.CONFLICT);
        }
        return kinds;
    }

    private boolean hit(Hit hit, String operation, HttpHead request, Peer client, Peer upstream)
            throws IOException, InterruptedException {
        var fault = hit.fault();
        return switch (fault.kind()) {
            case DELAY -> {
                Thread.sleep(fault.delay());
                yield forward(request, client, upstream);
            }
            case HANG -> {
                hit.cleared().await(HANG_SECONDS, TimeUnit.SECONDS);
                yield false;
            }
            case DROP -> {
                forward(request, client.withoutOutput(), upstream);
                yield false;
            }
            case UNPROCESSED -> halve(operation, request, client, upstream);
            default -> {
                var body = request.readBody(client.in);
                error(hit, operation, body).write(client.out, service, isHead(request));
                yield !request.isLast();
            }
        };
    }

    private WireError error(Hit hit, String operation, byte[] body) throws IOException {
        return switch (hit.fault().kind()) {
            case THROTTLING -> WireError.throttling(service, hit.fault());
            case CONFLICT -> {
                var items = TRANSACTIONS.contains(operation) ? Batch.transactionItems(body) : 0;
                yield WireError.conflict(items, items == 0 ? 0 : Math.floorMod(hit.random(), items));
            }
            default -> WireError.internal(service, hit.fault());
        };
    }

    private boolean forward(HttpHead request, Peer client, Peer upstream) throws IOException {
        request.write(upstream.out);
        request.copyBody(client.in, upstream.out, false);
        upstream.out.flush();
        var answer = response(upstream);
        answer.write(client.out);
        var hasBody = !isHead(request) && !answer.start().matches("HTTP/1.1 (204|304).*");
        if (hasBody) {
            answer.copyBody(upstream.in, client.out, true);
        }
        var isFramed =
                !hasBody || answer.isChunked() || answer.value("Content-Length").isPresent();
        return isFramed && !answer.isLast() && !request.isLast();
    }

    private boolean halve(String operation, HttpHead request, Peer client, Peer upstream) throws IOException {
        var batch = Batch.of(request.readBody(client.in));
        var taken = batch.request();
        request.withLength(taken.length).write(upstream.out);
        upstream.out.write(taken);
        upstream.out.flush();
        var answer = response(upstream);
        var body = answer.readBody(upstream.in);
        if (answer.start().contains(" 200")) {
            body = batch.answer(operation, body);
        }
        // The checksum does not cover the entries that were added.
        answer.without("x-amz-crc32").withLength(body.length).write(client.out);
        client.out.write(body);
        return !answer.isLast() && !request.isLast();
    }

    private static HttpHead response(Peer upstream) throws IOException {
        var answer = HttpHead.read(upstream.in);
        while (answer.isPresent() && answer.get().start().startsWith("HTTP/1.1 1")) {
            answer = HttpHead.read(upstream.in);
        }
        return answer.orElseThrow(() -> new IOException("the service closed the connection"));
    }

    private static boolean isHead(HttpHead request) {
        return request.start().startsWith("HEAD ");
    }
}
