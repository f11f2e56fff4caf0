package net.osmand.account.relay;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Answers downloads of the web client. If a file is too large for the API, the API's error has a {@code Link} to
 * {@code GET /v1/files/link}. The relay requests that link with the caller's session and streams the file from S3.
 */
final class Downloads {
    private static final Pattern LINK = Pattern.compile("<(/v1/files/link\\?[^>]*)>");

    private final Forwarder forwarder;
    private final ApiCalls api;
    private final Upstream upstream;

    Downloads(Forwarder forwarder, ApiCalls api, Upstream upstream) {
        this.forwarder = forwarder;
        this.api = api;
        this.upstream = upstream;
    }

    void handle(Exchange exchange) throws IOException {
        var answer = forwarder.askApi(exchange);
        var link = link(answer);
        if (link.isEmpty()) {
            forwarder.answerOfApi(exchange, answer);
            return;
        }
        try (var in = answer.body()) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        var reply = api.get(exchange, link.get());
        if (!reply.ok()) {
            throw reply.refusal();
        }
        stream(exchange, URI.create(reply.body().path("url").asText()));
    }

    private static Optional<String> link(HttpResponse<?> answer) {
        return answer.headers()
                .firstValue("link")
                .filter(_ -> answer.statusCode() >= 400)
                .map(LINK::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1));
    }

    private void stream(Exchange exchange, URI url) throws IOException {
        HttpResponse<InputStream> file;
        try {
            file = upstream.send(HttpRequest.newBuilder(url).build());
        } catch (IOException _) {
            throw RelayException.unreachable();
        }
        try (var in = file.body()) {
            if (file.statusCode() != 200) {
                throw RelayException.busy();
            }
            var gzip = file.headers()
                    .firstValue("content-encoding")
                    .filter("gzip"::equals)
                    .isPresent();
            var unzip = gzip && !exchange.acceptsGzip();
            if (!unzip) {
                file.headers().firstValueAsLong("content-length").ifPresent(exchange::setLength);
            }
            var out = exchange.respond(200, file.headers().map(), name -> passes(name, unzip));
            (unzip ? new GZIPInputStream(in) : in).transferTo(out);
            out.close();
        }
    }

    /** Returns whether the header is copied from S3, because the API's own answer would have it too. */
    private static boolean passes(String name, boolean unzip) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "content-type", "content-disposition" -> true;
            case "content-encoding" -> !unzip;
            default -> false;
        };
    }
}
