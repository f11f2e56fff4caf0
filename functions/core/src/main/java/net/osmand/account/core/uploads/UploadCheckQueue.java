package net.osmand.account.core.uploads;

import net.osmand.account.core.values.AccountId;

/** The queue of upload checks, with at-least-once delivery. */
@FunctionalInterface
public interface UploadCheckQueue {
    void send(AccountId account, String id);
}
