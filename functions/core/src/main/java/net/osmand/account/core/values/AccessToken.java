package net.osmand.account.core.values;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A device's secret, in the shape of a UUID. Its first 8 hex digits are the account's number, so that device, account and
 * usage are one read; the other 24 are 96 random bits. Only {@link #hash()} is ever stored.
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

    /** The secret of a session, which needs no UUID's shape: 128 random bits behind the account's number. */
    public static AccessToken createForSession(AccountId account, SecureRandom random) {
        return new AccessToken("%08x-%s".formatted(account.value(), RandomId.next(random)));
    }

    /** Empty where the text can't be a token of ours. */
    public static Optional<AccessToken> parse(String text) {
        return SHAPE.matcher(text).matches() && !text.startsWith("00000000")
                ? Optional.of(new AccessToken(text))
                : Optional.empty();
    }

    public AccountId account() {
        return new AccountId(HexFormat.fromHexDigits(text, 0, 8));
    }

    /** SHA-256 of the token in hex: what is stored. */
    public String hash() {
        try {
            return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Compares in constant time. */
    public boolean matches(String storedHash) {
        return MessageDigest.isEqual(
                hash().getBytes(StandardCharsets.US_ASCII), storedHash.getBytes(StandardCharsets.US_ASCII));
    }

    /** The secret itself, for the one answer that hands it out. */
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "access token";
    }
}
