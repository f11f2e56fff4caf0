package net.osmand.account.lambda;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import net.osmand.account.core.account.AuthenticateSession;
import net.osmand.account.core.values.AccessToken;
import net.osmand.account.core.values.RandomId;

/**
 * The portal's two cookies, which scripts can't read: the session's secret, and an id of the browser that recognizes
 * earlier sign-ins. Over https both have the prefix {@code __Host-}, so no other host of the domain can set them.
 */
public final class Cookies {
    private static final Pattern BROWSER = Pattern.compile("[0-9a-f]{32}");

    /** The longest period for which browsers keep a cookie. */
    private static final Duration BROWSER_VALIDITY = Duration.ofDays(400);

    private final boolean https;
    private final SecureRandom random;

    /** @param https false only for a server on the developer's machine, which is served over http */
    public Cookies(boolean https, SecureRandom random) {
        this.https = https;
        this.random = random;
    }

    /** Returns the session's secret that the browser sent. */
    public Optional<String> session(Request request) {
        return request.cookie(name("session")).filter(value -> !value.isEmpty());
    }

    /**
     * Returns the session cookie. It is set at sign-in and again at each page load, because the session's end moves as
     * well.
     */
    public String setSession(AccessToken secret) {
        return cookie("session", secret.reveal(), AuthenticateSession.VALIDITY);
    }

    /** Returns a cookie that removes the session from the browser. */
    public String forgetSession() {
        return cookie("session", "", Duration.ZERO);
    }

    /** Returns the id of the browser. */
    public Optional<String> browser(Request request) {
        return request.cookie(name("browser"))
                .filter(value -> BROWSER.matcher(value).matches());
    }

    /** Creates an id for a browser that has none yet. */
    public String newBrowser() {
        return RandomId.next(random);
    }

    /** Returns the browser cookie, which is set at each sign-in. */
    public String setBrowser(String browser) {
        return cookie("browser", browser, BROWSER_VALIDITY);
    }

    private String name(String plain) {
        return https ? "__Host-" + plain : plain;
    }

    private String cookie(String plain, String value, Duration life) {
        return name(plain) + "=" + value + "; Path=/; Max-Age=" + life.toSeconds() + "; HttpOnly; SameSite=Lax"
                + (https ? "; Secure" : "");
    }
}
