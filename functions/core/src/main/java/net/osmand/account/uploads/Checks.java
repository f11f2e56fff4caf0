package net.osmand.account.uploads;

import net.osmand.account.identity.AccountId;

/** The queue of the uploads that have arrived: each message comes at least once. */
@FunctionalInterface
public interface Checks {
    void ask(AccountId account, String id);
}
