package net.osmand.account.relay;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Dispatches each request to its route, converts failures to error responses, and logs the result. Each request has its
 * own virtual thread.
 */
final class RelayHandler extends Handler.Abstract {
    private final Settings settings;
    private final ClientAddress addresses;
    private final Forwarder forwarder;
    private final Uploads uploads;
    private final Downloads downloads;
    private final Spool spool;
    private final JsonLog log;

    RelayHandler(
            Settings settings, Forwarder forwarder, Uploads uploads, Downloads downloads, Spool spool, JsonLog log) {
        this.settings = settings;
        this.addresses = new ClientAddress(settings.trustedProxies());
        this.forwarder = forwarder;
        this.uploads = uploads;
        this.downloads = downloads;
        this.spool = spool;
        this.log = log;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        var start = System.nanoTime();
        var peer = request.getConnectionMetaData().getRemoteSocketAddress();
        var address =
                addresses.of(peer, Optional.ofNullable(request.getHeaders().get("x-forwarded-for")));
        var exchange = new Exchange(request, response, address, settings.limits());
        var route = Route.of(exchange.method(), exchange.path(), settings);
        var outcome = "done";
        try {
            answer(exchange, route);
            callback.succeeded();
        } catch (CallerDisconnectedException gone) {
            outcome = "caller gone";
            callback.failed(gone);
        } catch (RelayException refusal) {
            outcome = "refused";
            refuse(exchange, refusal, callback);
        } catch (IOException | RuntimeException failure) {
            outcome = "failed";
            if (exchange.isCommitted()) {
                callback.failed(failure);
            } else {
                log.error("request failed", failure);
                refuse(exchange, RelayException.busy(), callback);
            }
        }
        if (route != Route.HEALTH) {
            log(exchange, route, outcome, start);
        }
        return true;
    }

    private void answer(Exchange exchange, Route route) throws IOException {
        if (exchange.hasDotSegments()) {
            throw new RelayException(400, 400, "the path must not have dot segments");
        }
        switch (route) {
            case HEALTH ->
                exchange.respondJson("{\"status\":\"ok\",\"uploads\":%d,\"spool_bytes\":%d}"
                        .formatted(uploads.running(), spool.bytes()));
            case UPLOAD -> uploads.handle(exchange);
            case DOWNLOAD -> downloads.handle(exchange);
            case API -> forwarder.toApi(exchange);
            case WEB -> forwarder.toWeb(exchange, settings.web().orElseThrow());
            case REST -> forwarder.toRest(exchange, settings.rest().orElseThrow());
            case REFUSED -> {
                exchange.drain();
                exchange.respond(ErrorBody.of(exchange.path(), 404, 404, "there is no such thing here"));
            }
        }
    }

    private static void refuse(Exchange exchange, RelayException refusal, Callback callback) {
        if (exchange.isCommitted()) {
            callback.failed(refusal);
            return;
        }
        try {
            exchange.drain();
            exchange.respond(ErrorBody.of(exchange.path(), refusal));
            callback.succeeded();
        } catch (IOException | CallerDisconnectedException gone) {
            callback.failed(gone);
        }
    }

    private void log(Exchange exchange, Route route, String outcome, long start) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("route", route.name().toLowerCase(Locale.ROOT));
        line.put("path", Route.logged(exchange.path()));
        line.put("status", exchange.status());
        line.put("outcome", outcome);
        line.put("ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        line.put("bytes_in", exchange.body().bytes());
        log.info("request", line);
    }
}
