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
 * Stands in front of one service on loopback and forwards HTTP/1.1 as it comes, the Host header included, so that signatures
 * stay valid. A planned fault changes what happens to a call; to the SDK it looks like the network or the service, so that the
 * SDK's own retries run.
 */
public final class FaultyEndpoint implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FaultyEndpoint.class);

    /** How long a call hangs at most. */
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
     * Serves on a free port.
     *
     * @param service the SDK's service id
     * @param target where the service itself answers HTTP
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

    /** Where clients reach the service. */
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

    /** Each connection of a client has one to the service. */
    private void serve(Socket client) {
        open.add(client);
        try (client;
                var near = new Peer(client);
                var far = new Line(target)) {
            var goesOn = true;
            while (goesOn) {
                var request = HttpHead.read(near.in);
                goesOn = request.isPresent() && answer(request.get(), near, far.peer());
                near.out.flush();
            }
        } catch (IOException closed) {
            LOG.debug("a connection to {} ended", service, closed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
        }
    }

    /** Answers one request; returns false where the connection is to be closed. */
    private boolean answer(HttpHead received, Peer near, Peer far) throws IOException, InterruptedException {
        var request = received.without("Expect");
        if (received.value("Expect").isPresent()) {
            near.out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            near.out.flush();
        }
        var operation = WireOperation.of(service, request);
        var hit = plan.next(kinds(operation), service, operation);
        if (hit.isEmpty()) {
            return forward(request, near, far);
        }
        LOG.info("{} {}: {}", service, operation, hit.get().fault().kind());
        return hit(hit.get(), operation, request, near, far);
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

    private boolean hit(Hit hit, String operation, HttpHead request, Peer near, Peer far)
            throws IOException, InterruptedException {
        var fault = hit.fault();
        return switch (fault.kind()) {
            case DELAY -> {
                Thread.sleep(fault.delay());
                yield forward(request, near, far);
            }
            case HANG -> {
                hit.cleared().await(HANG_SECONDS, TimeUnit.SECONDS);
                yield false;
            }
            case DROP -> {
                forward(request, near.withoutOutput(), far);
                yield false;
            }
            case UNPROCESSED -> halve(operation, request, near, far);
            default -> {
                var body = request.readBody(near.in);
                error(hit, operation, body).write(near.out, service, isHead(request));
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

    private boolean forward(HttpHead request, Peer near, Peer far) throws IOException {
        request.write(far.out);
        request.copyBody(near.in, far.out, false);
        far.out.flush();
        var answer = response(far);
        answer.write(near.out);
        var hasBody = !isHead(request) && !answer.start().matches("HTTP/1.1 (204|304).*");
        if (hasBody) {
            answer.copyBody(far.in, near.out, true);
        }
        var isFramed =
                !hasBody || answer.isChunked() || answer.value("Content-Length").isPresent();
        return isFramed && !answer.isLast() && !request.isLast();
    }

    private boolean halve(String operation, HttpHead request, Peer near, Peer far) throws IOException {
        var batch = Batch.of(request.readBody(near.in));
        var taken = batch.request();
        request.withLength(taken.length).write(far.out);
        far.out.write(taken);
        far.out.flush();
        var answer = response(far);
        var body = answer.readBody(far.in);
        if (answer.start().contains(" 200")) {
            body = batch.answer(operation, body);
        }
        // The checksum is that of the answer without what was held back.
        answer.without("x-amz-crc32").withLength(body.length).write(near.out);
        near.out.write(body);
        return !answer.isLast() && !request.isLast();
    }

    private static HttpHead response(Peer far) throws IOException {
        var answer = HttpHead.read(far.in);
        while (answer.isPresent() && answer.get().start().startsWith("HTTP/1.1 1")) {
            answer = HttpHead.read(far.in);
        }
        return answer.orElseThrow(() -> new IOException("the service closed the connection"));
    }

    private static boolean isHead(HttpHead request) {
        return request.start().startsWith("HEAD ");
    }
}
