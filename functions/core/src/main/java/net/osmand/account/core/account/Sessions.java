package net.osmand.account.core.account;

import java.util.Optional;
import net.osmand.account.core.values.AccessToken;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileRead;
import net.osmand.account.core.values.WebErrorException;

/**
 * Where the web sessions of accounts live. A session's secret has the shape of an access token, so it names its account; only
 * its hash is stored. All sessions of an account act as its one web device.
 */
public interface Sessions {
    /**
     * What a session's row says. Times are epoch milliseconds.
     *
     * @param access {@link Access#sessions()} when the right to it was proven
     */
    record Session(Caller caller, long access, long startedAt, long expiresAt) {}

    /**
     * Session, account, usage and the file in one BatchGetItem; empty where session, account or usage is missing.
     *
     * @param file as of {@link Accounts#caller}
     */
    Optional<Session> find(AccessToken secret, Optional<FileRead> file);

    /**
     * The account's web device, made at its first sign-in; its number stays for ever.
     *
     * @throws WebErrorException if the account was deleted meanwhile
     */
    Device webDevice(AccountId account, String language, long now);

    /** Stores a session that the authentication accepts while the account's number of valid sessions is this one. */
    void start(AccessToken secret, long access, String language, long now, long expiresAt);

    /** Only where the session still exists. */
    void extend(AccessToken secret, long expiresAt);

    void end(AccessToken secret);

    /** As {@link #end(AccessToken)}, by the hash of the secret. */
    void end(AccountId account, String tokenHash);

    /** Ends every session of the account, also those that are being started by an older proof. */
    void endAll(AccountId account);
}
