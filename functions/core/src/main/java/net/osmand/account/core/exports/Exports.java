package net.osmand.account.core.exports;

import java.util.Optional;
import net.osmand.account.core.values.AccountId;

/** Where exports are kept track of: an account has one place for them. All reads are consistent. */
public interface Exports {
    /**
     * Takes the account's place.
     *
     * @param abandonedBefore an active export that did not move since, epoch milliseconds, gives way
     * @return false where another export is active
     */
    boolean claim(Export export, long abandonedBefore);

    /** The account's newest export. */
    Optional<Export> find(AccountId account);

    /**
     * Writes what became of an export. Progress may be written by two at a time, and is never a condition.
     *
     * @return false where the account's export is another one now, or in another state, or with another upload than seen
     */
    boolean replace(Export seen, Export next);
}
