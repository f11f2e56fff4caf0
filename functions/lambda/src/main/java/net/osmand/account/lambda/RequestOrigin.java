package net.osmand.account.lambda;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;

/**
 * Where a request comes from. Behind CloudFront the viewer's host and address are headers that our CloudFront Function sets;
 * they are believed only together with the secret that CloudFront adds for its origin. Behind the relay or another proxy the
 * caller's address, and nothing else, is believed together with the proxy's own secret.
 */
public final class RequestOrigin {
    private final String portalOrigin;
    private final String originSecret;
    private final String proxySecret;

    private RequestOrigin(String portalOrigin, String originSecret, String proxySecret) {
        this.portalOrigin = portalOrigin;
        this.originSecret = originSecret;
        this.proxySecret = proxySecret;
    }

    /**
     * From {@code PORTAL_ORIGIN} (such as {@code https://account.example.org}), {@code ORIGIN_SECRET} and {@code PROXY_SECRET},
     * all optional.
     */
    public static RequestOrigin of(Map<String, String> environment) {
        return new RequestOrigin(
                environment.getOrDefault("PORTAL_ORIGIN", ""),
                environment.getOrDefault("ORIGIN_SECRET", ""),
                environment.getOrDefault("PROXY_SECRET", ""));
    }

    /** The address that the person's browser or app has. */
    public String address(Request request) {
        return fromProxy(request)
                .or(() -> fromEdge(request, "x-viewer-address"))
                .orElseGet(request::sourceAddress);
    }

    /**
     * Refuses what a page of another site sends, for calls that nobody needs to be signed in for.
     *
     * @throws ProblemException 403
     */
    public void refuseForeign(Request request) {
        if (isForeign(request)) {
            throw new ProblemException(Problem.FOREIGN_ORIGIN);
        }
    }

    /** Whether the browser says that a page of another site sent this. Callers that are no browsers say nothing. */
    boolean isForeign(Request request) {
        var site = request.header("sec-fetch-site");
        if (site.isPresent()) {
            return !site.get().equals("same-origin") && !site.get().equals("none");
        }
        return request.header("origin")
                .filter(origin -> !isOwn(request, origin))
                .isPresent();
    }

    /** Whether the browser says that our own page sent this. */
    boolean isProvenOwn(Request request) {
        return request.header("sec-fetch-site").filter("same-origin"::equals).isPresent()
                || request.header("origin")
                        .or(() -> request.header("referer"))
                        .filter(from -> isOwn(request, from))
                        .isPresent();
    }

    private boolean isOwn(Request request, String from) {
        try {
            var uri = URI.create(from);
            var origin = uri.getScheme() + "://" + uri.getAuthority();
            var host = fromEdge(request, "x-viewer-host")
                    .or(() -> request.header("host"))
                    .orElse("");
            return origin.equals(portalOrigin) || (!host.isEmpty() && host.equals(uri.getAuthority()));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private Optional<String> fromProxy(Request request) {
        return isProven(request, "x-proxy-secret", proxySecret)
                ? request.header("x-proxy-client-address").map(String::strip).filter(address -> !address.isEmpty())
                : Optional.empty();
    }

    private Optional<String> fromEdge(Request request, String header) {
        return isProven(request, "x-origin-secret", originSecret) ? request.header(header) : Optional.empty();
    }

    private static boolean isProven(Request request, String header, String expected) {
        var secret = request.header(header).orElse("").getBytes(StandardCharsets.UTF_8);
        return !expected.isEmpty() && MessageDigest.isEqual(secret, expected.getBytes(StandardCharsets.UTF_8));
    }
}
