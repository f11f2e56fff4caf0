package net.osmand.account.lambda;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import net.osmand.account.core.account.AuthenticateSession;
import net.osmand.account.core.values.AccessToken;
import net.osmand.account.core.values.RandomId;

/**
 * The portal's two cookies, which no script reads: the session's secret, and a name by which a browser that signed in before
 * is known again. Over https both have the prefix {@code __Host-}, so no other host of the domain can set them.
 */
public final class Cookies {
    private static final Pattern BROWSER = Pattern.compile("[0-9a-f]{32}");

    /** As long as browsers keep a cookie at most. */
    private static final Duration BROWSER_LIFE = Duration.ofDays(400);

    private final boolean https;
    private final SecureRandom random;

    /** Cookies of a stack that is served over https, or over http on one's own machine. */
    public Cookies(boolean https, SecureRandom random) {
        this.https = https;
        this.random = random;
    }

    /** The session's secret that the browser sent. */
    public Optional<String> session(Request request) {
        return request.cookie(name("session")).filter(value -> !value.isEmpty());
    }

    /** Set at sign-in and again at each page load, so that it slides as the session does. */
    public String setSession(AccessToken secret) {
        return cookie("session", secret.reveal(), AuthenticateSession.LIFE);
    }

    /** Makes the browser forget the session. */
    public String forgetSession() {
        return cookie("session", "", Duration.ZERO);
    }

    /** The name of the browser. */
    public Optional<String> browser(Request request) {
        return request.cookie(name("browser"))
                .filter(value -> BROWSER.matcher(value).matches());
    }

    /** The name of a browser that has none yet. */
    public String newBrowser() {
        return RandomId.next(random);
    }

    /** Set at each sign-in. */
    public String setBrowser(String browser) {
        return cookie("browser", browser, BROWSER_LIFE);
    }

    private String name(String plain) {
        return https ? "__Host-" + plain : plain;
    }

    private String cookie(String plain, String value, Duration life) {
        return name(plain) + "=" + value + "; Path=/; Max-Age=" + life.toSeconds() + "; HttpOnly; SameSite=Lax"
                + (https ? "; Secure" : "");
    }
}
