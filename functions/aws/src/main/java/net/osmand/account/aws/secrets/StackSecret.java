package net.osmand.account.aws.secrets;

import java.util.HexFormat;
import java.util.function.Supplier;
import net.osmand.account.aws.Lazy;
import net.osmand.account.core.values.Hmac;

/**
 * The stack's secret, from which the keys of all stored hashes are derived. It is read when the first hash is made, and kept in
 * memory as long as the execution environment lives. A SnapStart snapshot is older than the first hash, so it never contains it.
 */
public final class StackSecret {
    private final Supplier<Hmac> secret;

    /** @param read reads the secret; called by the first hash only */
    public StackSecret(Supplier<String> read) {
        secret = new Lazy<>(() -> new Hmac(read.get()));
    }

    /** The key for one use: the HMAC-SHA256 of its label in hex. Nobody can compute a key from the key of another label. */
    public Supplier<String> key(String label) {
        return new Lazy<>(() -> HexFormat.of().formatHex(secret.get().sign(label)));
    }
}
