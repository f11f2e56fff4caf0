package net.osmand.account.lambda;

import java.net.URI;
import java.util.Optional;
import java.util.function.Predicate;
import net.osmand.account.core.codes.Source;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;

/**
 * Where a request comes from. Behind CloudFront, our CloudFront function sets headers with the viewer's host and address. The
 * address counts only together with the secret that CloudFront adds for its origin. The host needs none: it is compared with
 * the page that a browser names, and a page can't set this header for another site, because the API allows no such request
 * (CORS).
 */
public final class RequestOrigin {
    private final String portalOrigin;
    private final Predicate<String> isCloudFront;
    private final Predicate<String> isProxy;
    private final Cookies cookies;

    /**
     * Knows the stack's own addresses.
     *
     * @param portalOrigin such as {@code https://account.example.org}; empty without a portal
     * @param isCloudFront whether a text is CloudFront's secret
     * @param isProxy whether a text is the secret of the relay or another proxy, which may state the caller's address
     */
    public RequestOrigin(
            String portalOrigin, Predicate<String> isCloudFront, Predicate<String> isProxy, Cookies cookies) {
        this.portalOrigin = portalOrigin;
        this.isCloudFront = isCloudFront;
        this.isProxy = isProxy;
        this.cookies = cookies;
    }

    /** The network that the person's browser or app is in, and the browser if it is known by its cookie. */
    public Source source(Request request) {
        var address = fromProxy(request).or(() -> fromCloudFront(request)).orElseGet(request::sourceAddress);
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
        return request.header("x-account-client").filter("portal"::equals).isPresent();
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
            var host = request.header("x-viewer-host")
                    .or(() -> request.header("host"))
                    .orElse("");
            return origin.equals(portalOrigin) || (!host.isEmpty() && host.equals(uri.getAuthority()));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private Optional<String> fromProxy(Request request) {
        return request.header("x-proxy-client-address")
                .map(String::strip)
                .filter(address -> !address.isEmpty())
                .filter(_ -> request.header("x-proxy-secret").filter(isProxy).isPresent());
    }

    private Optional<String> fromCloudFront(Request request) {
        return request.header("x-viewer-address")
                .filter(_ ->
                        request.header("x-origin-secret").filter(isCloudFront).isPresent());
    }
}
