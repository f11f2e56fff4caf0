package net.osmand.account.tools.smoke;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Checks transfers through API Gateway and S3: chunked and large bodies, presigned links. */
final class Transfers {
    private static final int NO_ROOM = 108;
    private static final int LARGE = 4_400_000;
    private static final int TOO_LARGE = 6_000_000;

    /** Larger than a function's response, but only a few kB as gzip. */
    private static final int UNPACKED = 5 << 20;

    private static final String LINKED = "smoke-linked.gpx";

    private final TestAccount account;
    private Optional<URI> link = Optional.empty();
    private String linkedVersion = "";

    Transfers(TestAccount account) {
        this.account = account;
    }

    /** The presigned link that a download returned. */
    Optional<URI> link() {
        return link;
    }

    void check(Report report) {
        row(report, "A chunked upload is stored (each Android upload is chunked)", this::chunked);
        row(report, "A chunked upload of 4.4 MB reaches its function", this::large);
        row(report, "6 MB are refused with 413 before any function runs", this::tooLarge);
        row(report, "A large download is a redirect to S3, which serves gzip", this::redirected);
        row(report, "S3 answers 403 or 404 for a version that was deleted", this::deletedVersion);
    }

    private void row(Report report, String assumption, Report.Check check) {
        report.check(assumption, account.exists() ? check : () -> Finding.notTried("there is no account"));
    }

    private Finding chunked() throws IOException {
        var content = "<gpx/>".repeat(100).getBytes(StandardCharsets.UTF_8);
        var stored = account.upload("smoke-chunked.gpx", gzip(content), true);
        if (!stored.isOk()) {
            return Finding.of(false, "upload-file: " + stored.shown());
        }
        var back = account.download("smoke-chunked.gpx");
        return Finding.of(
                back.isOk() && Arrays.equals(back.body(), content),
                "upload-file: 200; download-file: %d, %d of %d bytes"
                        .formatted(back.status(), back.body().length, content.length));
    }

    private Finding large() throws IOException {
        var answer = account.upload("smoke-large.gpx", noise(LARGE), true);
        // An account without Pro has a smaller quota. That refusal is the function's own.
        return Finding.of(
                answer.isOk() || answer.errorCode() == NO_ROOM,
                "upload-file: " + (answer.isOk() ? "200" : answer.shown()));
    }

    private Finding tooLarge() throws IOException {
        var answer = account.upload("smoke-too-large.gpx", noise(TOO_LARGE), true);
        var gateways = answer.json().has("message") && answer.errorCode() == 0;
        return Finding.of(answer.status() == 413 && gateways, "upload-file: " + answer.shown());
    }

    private Finding redirected() throws IOException {
        var stored = account.upload(LINKED, gzip(new byte[UNPACKED]), false);
        if (!stored.isOk()) {
            return Finding.of(false, "upload-file: " + stored.shown());
        }
        linkedVersion = stored.json().path("updatetime").asText();
        var answer = account.download(LINKED);
        link = answer.header("location").map(URI::create);
        if (link.isEmpty()) {
            return Finding.of(false, "download-file: " + answer.status() + " without a Location");
        }
        var file = Api.send(HttpRequest.newBuilder(link.get()));
        var encoding = file.header("content-encoding").orElse("none");
        return Finding.of(
                answer.status() == 302 && file.isOk() && encoding.equals("gzip") && unpacked(file.body()) == UNPACKED,
                "download-file: %d; S3: %d, Content-Encoding %s".formatted(answer.status(), file.status(), encoding));
    }

    private Finding deletedVersion() throws IOException {
        if (link.isEmpty()) {
            return Finding.notTried("no link was given");
        }
        var deleted = account.deleteVersion(LINKED, linkedVersion);
        if (!deleted.isOk()) {
            return Finding.of(false, "delete-file-version: " + deleted.shown());
        }
        var answer = Api.send(HttpRequest.newBuilder(link.get()));
        var code = answer.text().replaceAll("(?s).*<Code>(\\w+)</Code>.*|.*", "$1");
        return Finding.of(answer.status() == 403 || answer.status() == 404, "%d %s".formatted(answer.status(), code));
    }

    private static byte[] gzip(byte[] content) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }

    /** Returns one gzip member with this number of incompressible bytes, plus the format's overhead. */
    private static byte[] noise(int bytes) throws IOException {
        var noise = new byte[bytes];
        new Random(1).nextBytes(noise);
        return gzip(noise);
    }

    private static long unpacked(byte[] gzip) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return in.readAllBytes().length;
        }
    }
}
