package net.osmand.account.codes;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.osmand.account.identity.EmailAddress;

/** The keyed hash of a code: six digits alone would be found by trying. */
public final class CodeHash {
    private final SecretKeySpec key;

    public CodeHash(String secret) {
        key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    public String of(EmailAddress email, String code) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(email.value().getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return HexFormat.of().formatHex(mac.doFinal(code.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Compares in constant time. */
    public boolean matches(PendingCode pending, String code) {
        var hash = of(pending.email(), code).getBytes(StandardCharsets.US_ASCII);
        var found = false;
        for (var known : pending.hashes()) {
            found |= MessageDigest.isEqual(hash, known.getBytes(StandardCharsets.US_ASCII));
        }
        return found;
    }
}
