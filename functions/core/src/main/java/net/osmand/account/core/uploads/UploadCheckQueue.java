package net.osmand.account.core.uploads;

import net.osmand.account.core.values.AccountId;

/** The queue of the uploads that have arrived: each message comes at least once. */
@FunctionalInterface
public interface UploadCheckQueue {
    void ask(AccountId account, String id);
}
