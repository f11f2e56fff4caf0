package net.osmand.account.core.values;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The secret of a device, in the format of a UUID. The first 8 hex digits are the account number, so device, account
 * and usage can be loaded with one read. The other 24 are 96 random bits. Only {@link #hash()} is stored.
 */
public final class AccessToken {
    private static final Pattern SHAPE =
            Pattern.compile("[0-7][0-9a-f]{7}-([0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32})");
    private static final HexFormat HEX = HexFormat.of();

    private final String text;

    private AccessToken(String text) {
        this.text = text;
    }

    public static AccessToken create(AccountId account, SecureRandom random) {
        var secret = new byte[12];
        random.nextBytes(secret);
        var hex = HEX.formatHex(secret);
        return new AccessToken("%08x-%s-%s-%s-%s"
                .formatted(
                        account.value(),
                        hex.substring(0, 4),
                        hex.substring(4, 8),
                        hex.substring(8, 12),
                        hex.substring(12)));
    }

    /**
     * Creates the secret of a session: the account number and 128 random bits. It does not need the format of a UUID.
     */
    public static AccessToken createForSession(AccountId account, SecureRandom random) {
        return new AccessToken("%08x-%s".formatted(account.value(), RandomId.next(random)));
    }

    /** Parses a token. Empty if the text does not have its format. */
    public static Optional<AccessToken> parse(String text) {
        return SHAPE.matcher(text).matches() && !text.startsWith("00000000")
                ? Optional.of(new AccessToken(text))
                : Optional.empty();
    }

    public AccountId account() {
        return new AccountId(HexFormat.fromHexDigits(text, 0, 8));
    }

    /** Returns the SHA-256 hash of the token in hex, which is stored. */
    public String hash() {
        try {
            return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Compares the hash of the token with a stored one in constant time. */
    public boolean matches(String storedHash) {
        return MessageDigest.isEqual(
                hash().getBytes(StandardCharsets.US_ASCII), storedHash.getBytes(StandardCharsets.US_ASCII));
    }

    /** Returns the secret itself, for the response that issues it. */
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "access token";
    }
}
