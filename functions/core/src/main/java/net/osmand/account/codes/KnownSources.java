package net.osmand.account.codes;

import net.osmand.account.identity.AccountId;

/** From which network addresses somebody signed in to an account, for half a year, as hashes. */
public interface KnownSources {
    boolean isKnown(AccountId account, String source);

    void remember(AccountId account, String source, long now);
}
