package net.osmand.account.relay;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers {@code upload-file}. Forwards small uploads to the API and sends large ones through {@code /v1/uploads}. */
final class Uploads {
    private static final JsonMapper JSON = new JsonMapper();

    /** Body size in bytes that certainly fits through API Gateway and Lambda, whose limit is 6 MB of Base64. */
    private static final int PASSED_ON = 4 << 20;

    private static final Duration ANSWER = Duration.ofSeconds(40);

    private final Settings settings;
    private final Spool spool;
    private final UploadSlots slots;
    private final Forwarder forwarder;
    private final DirectUpload direct;
    private final AtomicInteger running = new AtomicInteger();

    Uploads(Settings settings, Spool spool, UploadSlots slots, Forwarder forwarder, DirectUpload direct) {
        this.settings = settings;
        this.spool = spool;
        this.slots = slots;
        this.forwarder = forwarder;
        this.direct = direct;
    }

    void handle(Exchange exchange) throws IOException {
        running.incrementAndGet();
        try {
            // The answer is sent after the file was deleted from disk.
            receive(exchange).send();
        } finally {
            running.decrementAndGet();
        }
    }

    private Answer receive(Exchange exchange) throws IOException {
        try (var _ = slots.take(exchange.address());
                var head = spool.newFile()) {
            var body = exchange.body();
            if (isAtMost(PASSED_ON, body, head)) {
                exchange.await();
                var answer = forwarder.askApi(exchange, head);
                return () -> forwarder.answerOfApi(exchange, answer);
            }
            return large(exchange, head, body);
        }
    }

    int running() {
        return running.get();
    }

    private Answer large(Exchange exchange, SpoolFile head, InputStream rest) throws IOException {
        var app = exchange.path().startsWith("/userdata/");
        var type = exchange.query().value("type").filter(text -> !text.isEmpty());
        var name = exchange.query().value("name").filter(text -> !text.isEmpty());
        var clientTime = app ? number(exchange, "clienttime") : Optional.of(System.currentTimeMillis());
        if (type.isEmpty() || name.isEmpty() || clientTime.isEmpty()) {
            return () -> malformed(exchange);
        }
        var authentication = askForCaller(exchange, app);
        if (authentication.statusCode() != 200) {
            return () -> {
                exchange.drain();
                forwarder.answerOfApi(exchange, authentication);
            };
        }
        authentication.body().close();
        var contentType = exchange.header("content-type").orElse("");
        try (var file = UploadBody.read(
                head, rest, contentType, spool, settings.limits().uploadBytes())) {
            exchange.await();
            var stored = direct.send(exchange, type.get(), name.get(), clientTime.get(), file);
            var answer = JSON.createObjectNode();
            if (app) {
                answer.put("filesize", stored.fileSize())
                        .put("zipfilesize", file.content().size())
                        .put("updatetime", stored.updateTime())
                        .put("clienttime", clientTime.get())
                        .put("type", type.get())
                        .put("name", name.get());
            }
            answer.put("status", "ok");
            return () -> exchange.respondJson(answer.toString());
        }
    }

    /**
     * Lets the API authenticate the caller before the relay reads gigabytes. An answer other than 200 is returned to
     * the caller. Temporary failures are retried.
     */
    private HttpResponse<InputStream> askForCaller(Exchange exchange, boolean app) throws IOException {
        var request = app
                ? Forwarder.request(
                        settings.api(),
                        "/userdata/check-file-on-server",
                        exchange.query().raw())
                : Forwarder.request(settings.api(), "/mapapi/get-account-info", "");
        Forwarder.copyHeaders(
                exchange,
                request,
                name -> HeaderRules.goesToApi(name)
                        && !name.toLowerCase(Locale.ROOT).startsWith("content-"));
        forwarder.stateAddress(exchange, request);
        return repeated(request.timeout(ANSWER).build());
    }

    private HttpResponse<InputStream> repeated(HttpRequest request) throws IOException {
        var backoff = new Backoff(settings.limits().retry());
        while (true) {
            try {
                var answer = forwarder.send(request);
                if (!ApiCalls.isTemporary(answer.statusCode()) || !backoff.mayRepeat()) {
                    return answer;
                }
                answer.body().close();
            } catch (RelayException unreachable) {
                if (!backoff.mayRepeat()) {
                    throw unreachable;
                }
            }
            backoff.pause(0);
        }
    }

    /** Returns the API's own error for a missing or malformed parameter. */
    private static void malformed(Exchange exchange) throws IOException {
        exchange.drain();
        var json = JSON.createObjectNode()
                .put("status", 400)
                .put("error", "Bad Request")
                .put("path", exchange.path());
        exchange.respond(400, "application/json; charset=utf-8", json.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isAtMost(int most, InputStream body, SpoolFile file) throws IOException {
        var buffer = new byte[16 << 10];
        while (file.size() <= most) {
            var read = body.read(buffer);
            if (read < 0) {
                return true;
            }
            file.write(buffer, 0, read);
        }
        return false;
    }

    private static Optional<Long> number(Exchange exchange, String name) {
        try {
            return Optional.of(exchange.query().value(name).map(Long::parseLong).orElse(0L));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /** An answer that is sent after the upload's files are closed. */
    private interface Answer {
        void send() throws IOException;
    }
}
