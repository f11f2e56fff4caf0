package net.osmand.account.archive;

import net.osmand.account.identity.AccountId;

/**
 * A message that says: go on with this export.
 *
 * @param step how many times it continued itself
 * @param tries how many times this step failed
 */
public record Turn(AccountId account, String export, int step, int tries) {
    static Turn of(Export export) {
        return new Turn(export.account(), export.id(), export.step(), 0);
    }
}
