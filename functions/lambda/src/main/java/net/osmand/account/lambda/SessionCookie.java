package net.osmand.account.lambda;

import java.util.Optional;
import net.osmand.account.core.account.AuthenticateSession;
import net.osmand.account.core.values.AccessToken;

/** The cookie that carries a session's secret; no script reads it. */
public final class SessionCookie {
    private static final String NAME = "session";

    private SessionCookie() {}

    /** What the browser sent. */
    public static Optional<String> secret(Request request) {
        return request.cookie(NAME).filter(value -> !value.isEmpty());
    }

    /** Set at sign-in and again at each page load, so that it slides as the session does. */
    public static String set(Request request, AccessToken secret) {
        return cookie(request, secret.reveal(), AuthenticateSession.LIFE.toSeconds());
    }

    /** Makes the browser forget it. */
    public static String forget(Request request) {
        return cookie(request, "", 0);
    }

    private static String cookie(Request request, String value, long seconds) {
        // API Gateway itself speaks nothing but TLS; the local stack says that it does not.
        var secure = request.header("x-forwarded-proto").filter("http"::equals).isEmpty();
        return NAME + "=" + value + "; Path=/; Max-Age=" + seconds + "; HttpOnly; SameSite=Lax"
                + (secure ? "; Secure" : "");
    }
}
