package net.osmand.account.core.values;

import java.util.HexFormat;
import java.util.function.Supplier;

/** HMAC-SHA256 in hex, for values so short that a plain hash could be reversed by trying. */
public final class KeyedHash {
    private final Supplier<String> key;

    /** @param key asked for each hash, and not before: keys are read from where secrets are kept */
    public KeyedHash(Supplier<String> key) {
        this.key = key;
    }

    /** The hash of the texts in their order. They hold no NUL. */
    public String of(String... texts) {
        return HexFormat.of().formatHex(new Hmac(key.get()).sign(String.join("\0", texts)));
    }
}
