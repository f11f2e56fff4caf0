package net.osmand.account.relay;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Settings of the relay.
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

    /** Returns the settings of a relay in front of the dev server, whose pages it also serves. */
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

    /** PEM files: a certificate with its chain, and its private key in PKCS #8. */
    public record Tls(Path certificate, Path key) {}

    /**
     * Limits on callers.
     *
     * @param uploadBytes maximum size of one file's gzip
     * @param spoolBytes maximum size of all files in the spool folder
     * @param freeBytes bytes of the disk that must stay free
     * @param uploads maximum number of concurrent uploads
     * @param uploadsPerAddress maximum number of concurrent uploads of one address
     * @param connections maximum number of concurrent connections
     * @param idle time without a byte after which a connection is closed; longer than the apps' own timeout
     * @param total maximum time for a request body to arrive
     * @param check maximum time for the API to check an upload
     * @param queue maximum time that an upload waits for a slot
     * @param bytesPerSecond minimum average rate of a caller
     * @param retry time during which failed calls to the API are retried
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
        /** The defaults: the 3000 MiB of Pro, and 50 concurrent uploads in 16 GiB. */
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
