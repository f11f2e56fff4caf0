package net.osmand.account.codes;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import net.osmand.account.identity.EmailAddress;

/** The keyed hash of a code: six digits alone would be found by trying. */
public final class CodeHash {
    private final KeyedHash hash;

    public CodeHash(KeyedHash hash) {
        this.hash = hash;
    }

    public String of(EmailAddress email, String code) {
        return hash.of(email.value(), code);
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
