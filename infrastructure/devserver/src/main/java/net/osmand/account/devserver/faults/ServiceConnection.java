package net.osmand.account.devserver.faults;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A connection to a service. It reconnects if the service has closed it because it was idle. */
final class ServiceConnection implements AutoCloseable {
    /** A shorter idle time needs no check: services keep idle connections for at least 20 seconds. */
    private static final Duration UNCHECKED_IDLE = Duration.ofSeconds(1);

    private final URI target;
    private @Nullable Peer peer;
    private long usedAt;

    ServiceConnection(URI target) {
        this.target = target;
    }

    Peer peer() throws IOException {
        var current = peer;
        var now = System.nanoTime();
        if (current == null || (now - usedAt > UNCHECKED_IDLE.toNanos() && current.hasClosed())) {
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
