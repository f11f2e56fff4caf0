package net.osmand.account.core.values;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Random ids of 128 bits, which nobody can guess. */
public final class RandomId {
    private static final int BYTES = 16;

    private RandomId() {}

    /** 32 hexadecimal digits. */
    public static String next(SecureRandom random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
