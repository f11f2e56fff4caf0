package net.osmand.account.core.exports;

import net.osmand.account.core.values.AccountId;

/**
 * A message that requests the next step of an export.
 *
 * @param step number of steps so far
 * @param tries number of times that this step failed
 */
public record ExportStepMessage(AccountId account, String export, int step, int tries) {
    static ExportStepMessage of(Export export) {
        return new ExportStepMessage(export.account(), export.id(), export.step(), 0);
    }
}
