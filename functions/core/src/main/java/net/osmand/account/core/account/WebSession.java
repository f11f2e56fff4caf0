package net.osmand.account.core.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import net.osmand.account.core.values.AccessToken;

/**
 * A stored web session. Times are epoch milliseconds.
 *
 * @param tokenHash SHA-256 of the session's secret, hex
 * @param access {@link Access#sessions()} when its code or password was checked
 * @param lastUsedAt precise to the day
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

    /** Returns whether the session is valid at that time, epoch milliseconds. */
    boolean isValid(Account account, long now) {
        return !account.closing()
                && access == account.access().sessions()
                && now < expiresAt
                && now < startedAt + AuthenticateSession.MAX_VALIDITY.toMillis();
    }

    /** Returns the public name of the session with this secret. It reveals neither the secret nor the stored hash. */
    public static String publicName(AccessToken secret) {
        return publicName(secret.hash());
    }

    String publicName() {
        return publicName(tokenHash);
    }

    private static String publicName(String tokenHash) {
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest(("name of a session\0" + tokenHash).getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest).substring(0, NAME_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
