package net.osmand.account.functions.purchases;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** FastSpring's signature: base64 of HMAC-SHA256 over the body's bytes as they came (docs/protocol/purchases.md#signature). */
final class FastSpringSignature {
    private static final int BYTES = 32;

    private FastSpringSignature() {}

    /** Whether one of the secrets made it; always compares with each, in constant time. */
    static boolean isValid(String header, byte[] body, List<String> secrets) {
        byte[] given;
        try {
            given = Base64.getDecoder().decode(header);
        } catch (IllegalArgumentException _) {
            return false;
        }
        var valid = false;
        for (var secret : secrets) {
            valid |= given.length == BYTES && MessageDigest.isEqual(given, sign(body, secret));
        }
        return valid;
    }

    private static byte[] sign(byte[] body, String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
