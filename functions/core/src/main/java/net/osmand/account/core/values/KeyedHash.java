package net.osmand.account.core.values;

import java.util.HexFormat;
import java.util.function.Supplier;

/** HMAC-SHA256 in hex, for short values whose plain hash could be reversed by brute force. */
public final class KeyedHash {
    private final Supplier<String> key;

    /** @param key the key, read for each hash and not in the constructor, because it comes from the secret store */
    public KeyedHash(Supplier<String> key) {
        this.key = key;
    }

    /** Returns the hash of the texts in order. They must not contain NUL. */
    public String of(String... texts) {
        return HexFormat.of().formatHex(new Hmac(key.get()).sign(String.join("\0", texts)));
    }
}
