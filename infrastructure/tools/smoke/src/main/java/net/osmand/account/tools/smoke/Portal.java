package net.osmand.account.tools.smoke;

import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Checks the portal's page and the API on the portal's host. */
final class Portal {
    private final Optional<Api> portal;
    private final Optional<URI> link;

    /** Takes a presigned link of the stack, if a download returned one. */
    Portal(Optional<Api> portal, Optional<URI> link) {
        this.portal = portal;
        this.link = link;
    }

    void check(Report report) {
        report.check("The portal passes API calls on, refusals as they are", () -> {
            if (portal.isEmpty()) {
                return Finding.notTried("PORTAL is not set");
            }
            var info = portal.get().get("/mapapi/auth/info", Map.of());
            var unknown = portal.get().get("/mapapi/get-account-info", Map.of());
            return Finding.of(
                    info.isOk() && unknown.status() == 401,
                    "auth/info: %d; get-account-info: %d".formatted(info.status(), unknown.status()));
        });
        report.check("The portal's policy permits the host of presigned links", () -> {
            if (portal.isEmpty() || link.isEmpty()) {
                return Finding.notTried(portal.isEmpty() ? "PORTAL is not set" : "no link was given");
            }
            var page = portal.get().get("/map/account/", Map.of());
            var origin = origin(link.get());
            return Finding.of(page.isOk() && permits(page, origin), "page: %d; %s".formatted(page.status(), origin));
        });
    }

    private static boolean permits(Answer page, String origin) {
        var policy = page.header("content-security-policy").orElse("");
        return Arrays.stream(policy.split(";"))
                .map(String::strip)
                .filter(directive -> directive.startsWith("connect-src "))
                .flatMap(directive -> Arrays.stream(directive.split(" ")))
                .anyMatch(source -> source.equals(origin)
                        || (source.endsWith(":*") && origin.startsWith(source.substring(0, source.length() - 1))));
    }

    private static String origin(URI uri) {
        return uri.getScheme() + "://" + uri.getAuthority();
    }
}
