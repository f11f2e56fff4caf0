package net.osmand.account.lambda;

import java.net.URI;
import java.util.Optional;
import java.util.function.Predicate;
import net.osmand.account.core.codes.Source;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;

/**
 * Determines where a request comes from. Behind CloudFront, our CloudFront function sets headers with the viewer's host
 * and address. The address is trusted only together with the secret that CloudFront adds for its origin. The host needs
 * no secret: it is compared with the page that the browser reports, and a page can't set this header for another site,
 * because CORS does not allow such a request.
 */
public final class RequestOrigin {
    private final String portalOrigin;
    private final Predicate<String> isCloudFront;
    private final Predicate<String> isProxy;
    private final Cookies cookies;

    /**
     * Creates an instance with the stack's own addresses.
     *
     * @param portalOrigin such as {@code https://account.example.org}; empty without a portal
     * @param isCloudFront whether a text is CloudFront's secret
     * @param isProxy whether a text is the secret of the relay or another proxy, which may report the caller's address
     */
    public RequestOrigin(
            String portalOrigin, Predicate<String> isCloudFront, Predicate<String> isProxy, Cookies cookies) {
        this.portalOrigin = portalOrigin;
        this.isCloudFront = isCloudFront;
        this.isProxy = isProxy;
        this.cookies = cookies;
    }

    /** Returns the network of the browser or app, and the browser if its cookie identifies it. */
    public Source source(Request request) {
        var address = fromProxy(request).or(() -> fromCloudFront(request)).orElseGet(request::sourceAddress);
        return Source.of(address).with(cookies.browser(request));
    }

    /**
     * Rejects requests from pages of other sites, for calls that do not require a session.
     *
     * @throws ProblemException 403
     */
    public void refuseForeign(Request request) {
        if (isForeign(request)) {
            throw new ProblemException(Problem.FOREIGN_ORIGIN);
        }
    }

    /**
     * Returns whether the browser reports a page of another site as sender. Callers other than browsers report nothing.
     */
    boolean isForeign(Request request) {
        var site = request.header("sec-fetch-site");
        if (site.isPresent()) {
            return !site.get().equals("same-origin") && !site.get().equals("none");
        }
        return request.header("origin")
                .filter(origin -> !isOwn(request, origin))
                .isPresent();
    }

    /** Returns whether the request has our portal's header. Only the portal understands the response. */
    public boolean isPortal(Request request) {
        return request.isOfPortal();
    }

    /**
     * Returns the origin under which the user sees this server, for links in mails: the origin of our own page that
     * sent the request, otherwise the portal's, otherwise the requested host.
     */
    public String publicOrigin(Request request) {
        return request.header("origin")
                .filter(origin -> origin.startsWith("http") && isFromOwnPage(request))
                .orElseGet(() -> portalOrigin.isEmpty()
                        ? "https://" + request.header("host").orElse("")
                        : portalOrigin);
    }

    /** Returns whether the browser reports our own page as sender. */
    boolean isFromOwnPage(Request request) {
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
