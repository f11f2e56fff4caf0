package net.osmand.account.relay;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Options of the relay.
 *
 * @param api base URL of the API, without a slash at the end
 * @param rest base URL of the host that gets all other requests
 * @param web base URL of the account's web page; empty if the page comes from {@code rest} like all other requests
 * @param secret proves to the API that this relay states the caller's address; may be empty
 * @param trustedProxies peers whose {@code X-Forwarded-For} is believed
 * @param noTrackData whether tracks of the web client are kept from {@code rest}
 */
public record Settings(
        URI api,
        Optional<URI> rest,
        Optional<URI> web,
        String secret,
        InetSocketAddress listen,
        Optional<Tls> tls,
        Set<InetAddress> trustedProxies,
        boolean noTrackData,
        Path spool,
        Limits limits) {
    public Settings {
        trustedProxies = Set.copyOf(trustedProxies);
    }

    /** A relay on this machine in front of the dev server, whose pages it serves too. */
    public static Settings local(URI api, Optional<URI> rest, String secret, int port, Path spool) {
        return new Settings(
                api,
                rest,
                Optional.of(api),
                secret,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                Optional.empty(),
                Set.of(InetAddress.getLoopbackAddress()),
                false,
                spool,
                Limits.DEFAULT);
    }

    /** Files in PEM: a certificate with its chain, and its private key in PKCS #8. */
    public record Tls(Path certificate, Path key) {}

    /**
     * Bounds of what callers can use.
     *
     * @param uploadBytes of one file's gzip
     * @param spoolBytes of all files that are in the spool folder at once
     * @param freeBytes that stay free on the disk
     * @param uploads at once
     * @param uploadsPerAddress at once
     * @param connections at once
     * @param idle time without a byte after which a connection ends; longer than the apps' own
     * @param total time in which one request body has to arrive
     * @param check time that the API has to check an upload
     * @param queue time that an upload waits for its turn
     * @param bytesPerSecond that a caller has to send on average
     * @param retry time in which failed calls to the API are repeated
     */
    public record Limits(
            long uploadBytes,
            long spoolBytes,
            long freeBytes,
            int uploads,
            int uploadsPerAddress,
            int connections,
            Duration idle,
            Duration total,
            Duration check,
            Duration queue,
            int bytesPerSecond,
            Duration retry) {
        /** The defaults: Pro's 3000 MiB, and 50 uploads of 200 MB at once. */
        public static final Limits DEFAULT = new Limits(
                3000L << 20,
                16L << 30,
                512L << 20,
                50,
                20,
                2000,
                Duration.ofMinutes(5),
                Duration.ofHours(2),
                Duration.ofMinutes(15),
                Duration.ofMinutes(5),
                500,
                Duration.ofMinutes(1));
    }
}
