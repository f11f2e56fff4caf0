package net.osmand.account.core.values;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Generates random ids of 128 bits, which cannot be guessed. */
public final class RandomId {
    private static final int BYTES = 16;

    private RandomId() {}

    /** Returns 32 hexadecimal digits. */
    public static String next(SecureRandom random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
