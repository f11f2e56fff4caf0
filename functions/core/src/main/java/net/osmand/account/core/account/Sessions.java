package net.osmand.account.core.account;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import net.osmand.account.core.values.AccessToken;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileRead;
import net.osmand.account.core.values.WebErrorException;

/**
 * Stores the web sessions of accounts. A session's secret has the format of an access token and therefore contains the
 * account number. Only its hash is stored. All sessions of an account act as its one web device.
 */
public interface Sessions {
    /** A session and its caller. */
    record Found(Caller caller, WebSession session) {}

    /**
     * Reads session, account, usage and the file in one BatchGetItem. Empty if session, account or usage is missing.
     *
     * @param file as in {@link Accounts#caller}
     */
    Optional<Found> find(AccessToken secret, Optional<FileRead> file);

    /**
     * Returns the account's web device. The first web sign-in creates it; its number never changes.
     *
     * @throws WebErrorException if the account has been deleted
     */
    Device webDevice(AccountId account, String language, long now);

    /** Stores a session. It is valid as long as {@link Access#sessions()} of the account equals its own number. */
    void start(AccountId account, WebSession session);

    /** Returns every stored session of the account. Some of them may have ended. */
    List<WebSession> all(AccountId account);

    /** Records a use and a new end, if the session still exists. Times are epoch milliseconds. */
    void extend(AccessToken secret, long now, long expiresAt);

    void end(AccessToken secret);

    /** Same as {@link #end(AccessToken)}, by the hash of the secret. */
    void end(AccountId account, String tokenHash);

    /**
     * Ends every session of the account, including those that an older proof is starting.
     *
     * @return the number of sessions that are valid from now on ({@link Access#sessions()}); empty if there is no such
     *     account
     */
    OptionalLong endAll(AccountId account);
}
