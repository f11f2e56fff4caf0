package net.osmand.account.core.purchases;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.osmand.account.core.values.EmailAddress;

/** The keyed hash that stays of a deleted account's address, so that whoever registers it again finds their purchases. */
public final class DeletedOwnerHash {
    private final SecretKeySpec key;

    public DeletedOwnerHash(String secret) {
        key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    public String hash(EmailAddress email) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(email.value().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
