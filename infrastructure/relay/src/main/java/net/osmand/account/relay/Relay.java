package net.osmand.account.relay;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A running relay. */
public final class Relay implements AutoCloseable {
    /** Time for running requests to finish during a shutdown. */
    private static final Duration STOP = Duration.ofSeconds(30);

    /** Connections that are idle for this time during a shutdown are closed. */
    private static final Duration IDLE_AT_STOP = Duration.ofSeconds(10);

    private static final int THREADS = 16;
    private static final int HEADERS = 16 << 10;

    private final Server server;
    private final ServerConnector connector;
    private final Upstream upstream;
    private final Spool spool;
    private final boolean tls;

    private Relay(Server server, ServerConnector connector, Upstream upstream, Spool spool, boolean tls) {
        this.server = server;
        this.connector = connector;
        this.upstream = upstream;
        this.spool = spool;
        this.tls = tls;
    }

    /**
     * Starts a relay.
     *
     * @throws IOException if the port, the folder or the certificate cannot be used
     */
    public static Relay start(Settings settings, PrintStream out) throws IOException {
        return start(settings, new JsonLog(out, Clock.systemUTC()));
    }

    static Relay start(Settings settings, JsonLog log) throws IOException {
        var factories = factories(settings);
        var limits = settings.limits();
        var spool = Spool.open(settings.spool(), limits.spoolBytes(), limits.freeBytes());
        var upstream = new Upstream();
        var forwarder = new Forwarder(settings, upstream, spool);
        var api = new ApiCalls(settings, upstream, forwarder);
        var slots = new UploadSlots(limits.uploads(), limits.uploadsPerAddress(), limits.queue());
        var direct = new DirectUpload(api, upstream, limits);
        var uploads = new Uploads(settings, spool, slots, forwarder, direct);
        var downloads = new Downloads(forwarder, api, upstream);
        var handler = new RelayHandler(settings, forwarder, uploads, downloads, spool, log);

        var threads = new QueuedThreadPool(THREADS);
        threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        var server = new Server(threads);
        server.setStopTimeout(STOP.toMillis());
        server.setHandler(new GracefulHandler(handler));
        server.addBean(new NetworkConnectionLimit(limits.connections(), server));
        var connector = new ServerConnector(server, factories);
        connector.setHost(settings.listen().getHostString());
        connector.setPort(settings.listen().getPort());
        connector.setIdleTimeout(limits.idle().toMillis());
        connector.setShutdownIdleTimeout(
                Math.min(IDLE_AT_STOP.toMillis(), limits.idle().toMillis() / 30));
        server.addConnector(connector);
        var relay = new Relay(server, connector, upstream, spool, settings.tls().isPresent());
        try {
            server.start();
            return relay;
        } catch (Exception e) {
            relay.close();
            throw e instanceof IOException io ? io : new IOException("the relay does not start", e);
        }
    }

    private static ConnectionFactory[] factories(Settings settings) throws IOException {
        var configuration = new HttpConfiguration();
        configuration.setRequestHeaderSize(HEADERS);
        configuration.setSendServerVersion(false);
        configuration.setUriCompliance(UriCompliance.DEFAULT);
        var http = new HttpConnectionFactory(configuration);
        if (settings.tls().isEmpty()) {
            return new ConnectionFactory[] {http};
        }
        var context = new SslContextFactory.Server();
        context.setKeyStore(PemKeyStore.read(settings.tls().get()));
        context.setKeyStorePassword("");
        return new ConnectionFactory[] {new SslConnectionFactory(context, http.getProtocol()), http};
    }

    /** Returns the address on which the relay listens. */
    public URI uri() {
        return URI.create((tls ? "https://" : "http://") + connector.getHost() + ":" + connector.getLocalPort());
    }

    /** Rejects new requests, waits up to 30 seconds for running ones, and stops. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the relay does not stop", e);
        } finally {
            upstream.close();
            close(spool);
        }
    }

    private static void close(Spool spool) {
        try {
            spool.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
