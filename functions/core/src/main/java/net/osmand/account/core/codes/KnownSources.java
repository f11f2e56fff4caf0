package net.osmand.account.core.codes;

import net.osmand.account.core.values.AccountId;

/** Stores, as hashes, the networks and browsers that signed in to an account in the last half year. */
public interface KnownSources {
    /** Returns whether the network or the browser signed in to the account before. */
    boolean isKnown(AccountId account, Source source);

    /** Returns whether the browser, identified by its cookie, signed in to the account before. */
    boolean isKnownBrowser(AccountId account, Source source);

    /** Records a sign-in at that time, epoch milliseconds. */
    void remember(AccountId account, Source source, long now);
}
