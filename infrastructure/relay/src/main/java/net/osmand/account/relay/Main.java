package net.osmand.account.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the relay with options or environment variables and runs it until SIGTERM. */
@Command(
        name = "osmand-relay",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description =
                "Serves an OsmAnd host: the account's requests go to the API, large files to S3, all others to another host.")
final class Main implements Callable<Integer> {
    private static final long MIB = 1L << 20;

    @Option(
            names = "--api",
            required = true,
            defaultValue = "${env:RELAY_API}",
            description = "URL of the API (output ApiUrl of the stack). $RELAY_API")
    private @Nullable URI api;

    @Option(
            names = "--rest",
            defaultValue = "${env:RELAY_REST}",
            description =
                    "URL of the host for all other requests, such as https://osmand.net; 404 without it. $RELAY_REST")
    private @Nullable URI rest;

    @Option(
            names = "--web",
            defaultValue = "${env:RELAY_WEB}",
            description =
                    "URL of the portal, which serves /map/account/, or the word rest; the API's URL without it. $RELAY_WEB")
    private @Nullable String web;

    @Option(
            names = "--secret",
            defaultValue = "${env:RELAY_SECRET}",
            description =
                    "The stack's ProxySecret. With it the API sees the callers' addresses. Better set $RELAY_SECRET")
    private @Nullable String secret;

    @Option(
            names = "--listen",
            defaultValue = "${env:RELAY_LISTEN:-127.0.0.1:8090}",
            description = "Address and port. $RELAY_LISTEN")
    private String listen = "";

    @Option(
            names = "--tls-cert",
            defaultValue = "${env:RELAY_TLS_CERT}",
            description = "Certificate chain in PEM. $RELAY_TLS_CERT")
    private @Nullable Path certificate;

    @Option(
            names = "--tls-key",
            defaultValue = "${env:RELAY_TLS_KEY}",
            description = "Private key in PEM, PKCS #8. $RELAY_TLS_KEY")
    private @Nullable Path key;

    @Option(
            names = "--trust-proxy",
            split = ",",
            defaultValue = "${env:RELAY_TRUST_PROXY:-127.0.0.1,::1}",
            description = "Proxies in front, whose X-Forwarded-For is believed. $RELAY_TRUST_PROXY")
    private List<String> proxies = List.of();

    @Option(
            names = "--no-track-data",
            defaultValue = "${env:RELAY_NO_TRACK_DATA:-false}",
            description =
                    "Refuses /gpx/process-track-data, by which the web client sends private tracks to the other host. $RELAY_NO_TRACK_DATA")
    private boolean noTrackData;

    @Option(
            names = "--spool",
            defaultValue = "${env:RELAY_SPOOL:-${sys:java.io.tmpdir}/osmand-relay}",
            description = "Folder for uploads on their way. $RELAY_SPOOL")
    private Path spool = Path.of("");

    @Option(
            names = "--spool-mib",
            defaultValue = "${env:RELAY_SPOOL_MIB:-16384}",
            description = "MiB of all uploads at once. $RELAY_SPOOL_MIB")
    private long spoolMib;

    @Option(
            names = "--free-mib",
            defaultValue = "${env:RELAY_FREE_MIB:-512}",
            description = "MiB of the disk that stay free. $RELAY_FREE_MIB")
    private long freeMib;

    @Option(
            names = "--upload-mib",
            defaultValue = "${env:RELAY_UPLOAD_MIB:-3000}",
            description = "MiB of one upload. $RELAY_UPLOAD_MIB")
    private long uploadMib;

    @Option(
            names = "--uploads",
            defaultValue = "${env:RELAY_UPLOADS:-50}",
            description = "Uploads at once; more wait. $RELAY_UPLOADS")
    private int uploads;

    @Option(
            names = "--uploads-per-address",
            defaultValue = "${env:RELAY_UPLOADS_PER_ADDRESS:-20}",
            description = "Uploads at once from one address; more wait. $RELAY_UPLOADS_PER_ADDRESS")
    private int uploadsPerAddress;

    private Main() {}

    /** Runs the relay. Exits with 2 if an option is invalid, and with 1 if the relay cannot start. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main());
    }

    @Override
    public Integer call() throws InterruptedException {
        var log = new JsonLog(System.out, Clock.systemUTC());
        log.captureLibraries();
        try {
            var relay = Relay.start(settings(), log);
            log.info("started", Map.of("url", relay.uri().toString()));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                relay.close();
                log.info("stopped", Map.of());
            }));
            new CountDownLatch(1).await();
            return 0;
        } catch (IOException e) {
            System.err.println(e.getMessage());
            return 1;
        }
    }

    private Settings settings() throws IOException {
        var base = base(Optional.ofNullable(api).orElseThrow());
        var otherHost = Optional.ofNullable(rest).map(Main::base);
        var page = web == null
                ? Optional.of(base)
                : Optional.of(web).filter(where -> !where.equals("rest")).map(where -> base(URI.create(where)));
        var defaults = Settings.Limits.DEFAULT;
        return new Settings(
                base,
                otherHost,
                page,
                secret == null ? "" : secret,
                address(listen),
                tls(),
                proxies.stream().map(InetAddress::ofLiteral).collect(Collectors.toSet()),
                noTrackData,
                spool,
                new Settings.Limits(
                        uploadMib * MIB,
                        spoolMib * MIB,
                        freeMib * MIB,
                        uploads,
                        uploadsPerAddress,
                        defaults.connections(),
                        defaults.idle(),
                        defaults.total(),
                        defaults.check(),
                        defaults.queue(),
                        defaults.bytesPerSecond(),
                        defaults.retry()));
    }

    private Optional<Settings.Tls> tls() throws IOException {
        if (certificate == null && key == null) {
            return Optional.empty();
        } else if (certificate == null || key == null) {
            throw new IOException("--tls-cert and --tls-key need each other");
        }
        return Optional.of(new Settings.Tls(certificate, key));
    }

    private static InetSocketAddress address(String text) throws IOException {
        var colon = text.lastIndexOf(':');
        try {
            return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new IOException("--listen needs an address and a port, such as 127.0.0.1:8090", e);
        }
    }

    private static URI base(URI uri) {
        var text = uri.toString();
        return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : uri;
    }
}
