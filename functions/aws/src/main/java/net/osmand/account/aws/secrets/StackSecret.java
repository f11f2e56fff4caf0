package net.osmand.account.aws.secrets;

import java.util.HexFormat;
import java.util.function.Supplier;
import net.osmand.account.aws.Lazy;
import net.osmand.account.core.values.Hmac;

/**
 * The stack's secret, from which the keys of all stored hashes are derived. It is read for the first hash and kept in
 * memory for the lifetime of the execution environment. SnapStart takes its snapshot before the first hash, so the
 * snapshot never contains it.
 */
public final class StackSecret {
    private final Supplier<Hmac> secret;

    /** @param read reads the secret; called for the first hash only */
    public StackSecret(Supplier<String> read) {
        secret = new Lazy<>(() -> new Hmac(read.get()));
    }

    /**
     * Returns the key for one use: the HMAC-SHA256 of its label in hex. A key does not reveal the keys of other labels.
     */
    public Supplier<String> key(String label) {
        return new Lazy<>(() -> HexFormat.of().formatHex(secret.get().sign(label)));
    }
}
