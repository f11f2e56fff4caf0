package net.osmand.account.core.codes;

import net.osmand.account.core.values.AccountId;

/** Which networks and browsers signed in to an account in the last half year, as hashes. */
public interface KnownSources {
    /** Whether the network or the browser signed in to the account before. */
    boolean isKnown(AccountId account, Source source);

    /** Whether the browser, by its cookie, signed in to the account before. */
    boolean isKnownBrowser(AccountId account, Source source);

    /** Notes a sign-in, at epoch milliseconds. */
    void remember(AccountId account, Source source, long now);
}
