package net.osmand.account.core.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import net.osmand.account.core.values.AccessToken;

/**
 * What is stored of a web session. Times are epoch milliseconds.
 *
 * @param tokenHash SHA-256 of the session's secret, hex
 * @param access {@link Access#sessions()} when the right to it was proven
 * @param lastUsedAt to the day
 */
public record WebSession(
        String tokenHash,
        long access,
        String language,
        Browser browser,
        long startedAt,
        long lastUsedAt,
        long expiresAt) {
    private static final int NAME_DIGITS = 32;

    /** Whether it lets its browser in, at epoch milliseconds. */
    boolean isValid(Account account, long now) {
        return !account.closing()
                && access == account.access().sessions()
                && now < expiresAt
                && now < startedAt + AuthenticateSession.LONGEST_LIFE.toMillis();
    }

    /** The name under which clients see the session of this secret. Neither secret nor stored hash can be derived from it. */
    public static String name(AccessToken secret) {
        return name(secret.hash());
    }

    String name() {
        return name(tokenHash);
    }

    private static String name(String tokenHash) {
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest(("name of a session\0" + tokenHash).getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest).substring(0, NAME_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
