package net.osmand.account.core.account;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import net.osmand.account.core.values.AccessToken;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileRead;
import net.osmand.account.core.values.WebErrorException;

/**
 * Where the web sessions of accounts live. A session's secret has the shape of an access token, so it names its account; only
 * its hash is stored. All sessions of an account act as its one web device.
 */
public interface Sessions {
    /** A session, and who calls with it. */
    record Found(Caller caller, WebSession session) {}

    /**
     * Session, account, usage and the file in one BatchGetItem; empty where session, account or usage is missing.
     *
     * @param file as of {@link Accounts#caller}
     */
    Optional<Found> find(AccessToken secret, Optional<FileRead> file);

    /**
     * The account's web device, made at its first sign-in; its number stays for ever.
     *
     * @throws WebErrorException if the account was deleted meanwhile
     */
    Device webDevice(AccountId account, String language, long now);

    /** Stores a session that the authentication accepts while the account's number of valid sessions is the session's. */
    void start(AccountId account, WebSession session);

    /** Every stored session of the account, ended ones perhaps among them. */
    List<WebSession> all(AccountId account);

    /** Notes a use, only where the session still exists. Times are epoch milliseconds. */
    void extend(AccessToken secret, long now, long expiresAt);

    void end(AccessToken secret);

    /** As {@link #end(AccessToken)}, by the hash of the secret. */
    void end(AccountId account, String tokenHash);

    /**
     * Ends every session of the account, also those that are being started by an older proof.
     *
     * @return the number of the sessions that are valid from now on ({@link Access#sessions()}); empty without an account
     */
    OptionalLong endAll(AccountId account);
}
