package net.osmand.account.functions.purchases;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import net.osmand.account.core.values.Hmac;

/** FastSpring's signature: base64 of the HMAC-SHA256 of the unmodified body (docs/protocol/purchases.md#signature). */
final class FastSpringSignature {
    private static final int BYTES = 32;

    private FastSpringSignature() {}

    /**
     * Returns whether the signature was made with one of the secrets. It always compares all of them, in constant time.
     */
    static boolean isValid(String header, byte[] body, List<String> secrets) {
        byte[] given;
        try {
            given = Base64.getDecoder().decode(header);
        } catch (IllegalArgumentException _) {
            return false;
        }
        var valid = false;
        for (var secret : secrets) {
            valid |= given.length == BYTES && MessageDigest.isEqual(given, new Hmac(secret).sign(body));
        }
        return valid;
    }
}
