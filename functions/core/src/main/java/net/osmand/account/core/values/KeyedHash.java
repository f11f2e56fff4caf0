package net.osmand.account.core.values;

import java.util.HexFormat;

/** HMAC-SHA256 in hex, for values so short that a plain hash could be reversed by trying. */
public final class KeyedHash {
    private final Hmac hmac;

    public KeyedHash(String secret) {
        hmac = new Hmac(secret);
    }

    /** The hash of the texts in their order. They hold no NUL. */
    public String of(String... texts) {
        return HexFormat.of().formatHex(hmac.sign(String.join("\0", texts)));
    }
}
