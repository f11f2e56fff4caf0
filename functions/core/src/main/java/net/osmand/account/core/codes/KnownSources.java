package net.osmand.account.core.codes;

import net.osmand.account.core.values.AccountId;

/** From which network addresses somebody signed in to an account, for half a year, as hashes. */
public interface KnownIpAddresses {
    boolean isKnown(AccountId account, String source);

    void remember(AccountId account, String source, long now);
}
