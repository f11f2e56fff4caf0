package net.osmand.account.lambda;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import net.osmand.account.core.codes.Source;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;

/**
 * Where a request comes from. Behind CloudFront the viewer's host and address are headers that our CloudFront Function sets;
 * they are believed only together with the secret that CloudFront adds for its origin.
 */
public final class RequestOrigin {
    private final String portalOrigin;
    private final String originSecret;
    private final String proxySecret;
    private final Cookies cookies;

    /**
     * Knows the stack's own addresses.
     *
     * @param portalOrigin such as {@code https://account.example.org}; empty without a portal
     * @param originSecret by which CloudFront is recognised; empty without CloudFront
     * @param proxySecret by which the relay or another proxy is recognised, which may state the caller's address and nothing else
     */
    public RequestOrigin(String portalOrigin, String originSecret, String proxySecret, Cookies cookies) {
        this.portalOrigin = portalOrigin;
        this.originSecret = originSecret;
        this.proxySecret = proxySecret;
        this.cookies = cookies;
    }

    /** The network that the person's browser or app is in, and the browser if it is known by its cookie. */
    public Source source(Request request) {
        var address = fromProxy(request)
                .or(() -> fromEdge(request, "x-viewer-address"))
                .orElseGet(request::sourceAddress);
        return Source.of(address).with(cookies.browser(request));
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

    /** Whether our own portal says that it sent this: only calls of it know what the answer means. */
    public boolean isPortal(Request request) {
        return request.isOfPortal();
    }

    /**
     * The origin under which the user sees this server, for links in mails: that of the own page that sent this, otherwise the
     * portal's, otherwise the host that was asked.
     */
    public String shown(Request request) {
        return request.header("origin")
                .filter(origin -> origin.startsWith("http") && isProvenOwn(request))
                .orElseGet(() -> portalOrigin.isEmpty()
                        ? "https://" + request.header("host").orElse("")
                        : portalOrigin);
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
