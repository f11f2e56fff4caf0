package net.osmand.account.relay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A relay in front of two stand-ins, and a client for it. */
final class TestRelay implements AutoCloseable {
    static final String SECRET = "proxy-secret-value";
    /** Generous limits, because tests may run on a loaded machine. */
    static final Settings.Limits LIMITS = new Settings.Limits(
            64L << 20,
            256L << 20,
            0,
            8,
            8,
            100,
            Duration.ofSeconds(20),
            Duration.ofMinutes(5),
            Duration.ofMinutes(2),
            Duration.ofMinutes(2),
            1,
            Duration.ofSeconds(30));

    final StubApi api = new StubApi();
    final StubApi rest = new StubApi();
    final ByteArrayOutputStream log = new ByteArrayOutputStream();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Path spool;
    private final Relay relay;

    TestRelay(Path spool) throws IOException {
        this(spool, settings -> settings);
    }

    TestRelay(Path spool, UnaryOperator<Settings> change) throws IOException {
        this.spool = spool;
        this.relay = Relay.start(change.apply(settings()), new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    private Settings settings() {
        return new Settings(
                api.uri(),
                Optional.of(rest.uri()),
                Optional.of(api.uri()),
                SECRET,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Optional.empty(),
                Set.of(InetAddress.ofLiteral("127.0.0.1")),
                false,
                spool,
                LIMITS);
    }

    static Settings with(Settings from, Settings.Limits limits) {
        return new Settings(
                from.api(),
                from.rest(),
                from.web(),
                from.secret(),
                from.listen(),
                from.tls(),
                from.trustedProxies(),
                from.noTrackData(),
                from.spool(),
                limits);
    }

    static Settings with(Settings from, Optional<Settings.Tls> tls) {
        return new Settings(
                from.api(),
                from.rest(),
                from.web(),
                from.secret(),
                from.listen(),
                tls,
                from.trustedProxies(),
                from.noTrackData(),
                from.spool(),
                from.limits());
    }

    /** Returns limits for tests in which the API stays unreachable. */
    static Settings.Limits retryingFor(Duration retry) {
        return new Settings.Limits(
                LIMITS.uploadBytes(),
                LIMITS.spoolBytes(),
                LIMITS.freeBytes(),
                LIMITS.uploads(),
                LIMITS.uploadsPerAddress(),
                LIMITS.connections(),
                LIMITS.idle(),
                LIMITS.total(),
                LIMITS.check(),
                LIMITS.queue(),
                LIMITS.bytesPerSecond(),
                retry);
    }

    URI uri() {
        return relay.uri();
    }

    HttpResponse<String> get(String target, String... headers) throws Exception {
        return send("GET", target, BodyPublishers.noBody(), headers);
    }

    HttpResponse<String> send(String method, String target, BodyPublisher body, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(relay.uri() + target)).method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** Sends an upload in chunks, as the Android app does. */
    HttpResponse<String> upload(String target, TestUpload upload, String... headers) throws Exception {
        return upload(target, upload.body(), headers);
    }

    HttpResponse<String> upload(String target, InputStream body, String... headers) throws Exception {
        var all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = TestUpload.CONTENT_TYPE;
        return send("POST", target, BodyPublishers.ofInputStream(() -> body), all);
    }

    /** Returns the target of an app's upload. */
    static String appUpload(String name) {
        return "/userdata/upload-file?deviceid=7&accessToken=" + StubApi.TOKEN + "&type=FILE&name="
                + QueryString.encode(name) + "&clienttime=42";
    }

    /** Returns the names of the files in the spool folder. */
    Set<String> spooled() throws IOException {
        try (var files = Files.list(spool)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("lock"))
                    .collect(java.util.stream.Collectors.toSet());
        }
    }

    @Override
    public void close() {
        relay.close();
        api.close();
        rest.close();
    }
}
