package net.osmand.account.relay;

import java.util.Locale;
import java.util.Set;

/** Decides which headers are forwarded. All names are in lower case. */
final class HeaderRules {
    /** Hop-by-hop headers (RFC 9110 7.6.1), and headers that the HTTP client sets itself. */
    private static final Set<String> CONNECTION = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /** Headers that state the origin of a request. Only the relay may send them. */
    private static final Set<String> ORIGIN =
            Set.of("forwarded", "x-real-ip", "x-origin-secret", "x-proxy-secret", "x-proxy-client-address", "via");

    /** The only headers that the other host receives. They reveal neither the account nor the caller. */
    private static final Set<String> TO_REST = Set.of(
            "accept",
            "accept-encoding",
            "accept-language",
            "cache-control",
            "content-encoding",
            "content-type",
            "if-match",
            "if-modified-since",
            "if-none-match",
            "if-range",
            "if-unmodified-since",
            "pragma",
            "range",
            "user-agent",
            "x-requested-with");

    /** Headers of the other host that would change cookies, storage or transport of this host. */
    private static final Set<String> NOT_FROM_REST =
            Set.of("set-cookie", "clear-site-data", "strict-transport-security", "alt-svc", "public-key-pins");

    private HeaderRules() {}

    static boolean goesToApi(String header) {
        var name = header.toLowerCase(Locale.ROOT);
        return !CONNECTION.contains(name)
                && !ORIGIN.contains(name)
                && !name.startsWith("x-forwarded-")
                && !name.startsWith("x-viewer-");
    }

    static boolean goesToRest(String header) {
        return TO_REST.contains(header.toLowerCase(Locale.ROOT));
    }

    static boolean comesFromApi(String header) {
        return !CONNECTION.contains(header.toLowerCase(Locale.ROOT)) && !header.startsWith(":");
    }

    static boolean comesFromRest(String header) {
        return comesFromApi(header) && !NOT_FROM_REST.contains(header.toLowerCase(Locale.ROOT));
    }
}
