package net.osmand.account.core.purchases;

import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.KeyedHash;

/**
 * Computes the keyed hash of a deleted account's address. If the address registers again, its purchases are found by
 * this hash.
 */
public final class DeletedOwnerHash {
    private final KeyedHash hash;

    public DeletedOwnerHash(KeyedHash hash) {
        this.hash = hash;
    }

    public String hash(EmailAddress email) {
        return hash.of(email.value());
    }
}
