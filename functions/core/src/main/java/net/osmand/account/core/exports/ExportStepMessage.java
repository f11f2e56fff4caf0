package net.osmand.account.core.exports;

import net.osmand.account.core.values.AccountId;

/**
 * A message that says: go on with this export.
 *
 * @param step how many times it continued itself
 * @param tries how many times this step failed
 */
public record ExportStepMessage(AccountId account, String export, int step, int tries) {
    static ExportStepMessage of(Export export) {
        return new ExportStepMessage(export.account(), export.id(), export.step(), 0);
    }
}
