package net.osmand.account.devserver.faults;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The connection to a service, made again when the service has closed it as idle. */
final class Line implements AutoCloseable {
    /** Services keep idle connections for 20 seconds and more. */
    private static final Duration SURE = Duration.ofSeconds(1);

    private final URI target;
    private @Nullable Peer peer;
    private long usedAt;

    Line(URI target) {
        this.target = target;
    }

    Peer peer() throws IOException {
        var current = peer;
        var now = System.nanoTime();
        if (current == null || (now - usedAt > SURE.toNanos() && current.hasClosed())) {
            close();
            current = new Peer(new Socket(target.getHost(), target.getPort()));
            peer = current;
        }
        usedAt = now;
        return current;
    }

    @Override
    public void close() throws IOException {
        if (peer != null) {
            peer.close();
        }
    }
}
