package net.osmand.account.core.exports;

import java.util.Optional;
import net.osmand.account.core.values.AccountId;

/** Stores the newest export of each account. All reads are consistent. */
public interface Exports {
    /**
     * Stores a new export of the account.
     *
     * @param abandonedBefore an active export without progress since this time is replaced, epoch milliseconds
     * @return false if another export is active
     */
    boolean claim(Export export, long abandonedBefore);

    /** Finds the account's newest export. */
    Optional<Export> find(AccountId account);

    /**
     * Stores a new state of an export. Two steps may write progress at the same time, so progress is not part of the
     * condition.
     *
     * @return false if the account has a newer export, or the state or the upload has changed since {@code seen} was
     *     read
     */
    boolean replace(Export seen, Export next);
}
