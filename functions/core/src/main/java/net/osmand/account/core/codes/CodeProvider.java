package net.osmand.account.core.codes;

import java.util.Optional;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.ProblemException;

/**
 * The Cognito user pool. It creates codes, has them mailed, and stores passwords. {@link CheckCode} decides whether a
 * code is correct, and {@link net.osmand.account.core.account.Accounts} decides who has an account. The pool's rate
 * limits are reported as {@code ProblemException} with status 429.
 */
public interface CodeProvider {
    /** The result of a sign-up. */
    enum SignUp {
        /** A code was mailed. */
        MAILED,
        /** The address already has a confirmed user. Nothing was mailed. */
        CONFIRMED,
        /** The address has an unconfirmed user who reached the hourly limit of the pool. Nothing was mailed. */
        EXHAUSTED
    }

    /**
     * A user of the pool.
     *
     * @param subject Cognito's user id (sub); does not change with the address
     * @param ready whether user and address are confirmed; only then can codes of every purpose be mailed
     */
    record User(String subject, boolean ready) {}

    /** Creates an unconfirmed user and mails a sign-up code. If the user exists, mails another code. */
    SignUp signUp(EmailAddress email);

    Optional<User> find(EmailAddress email);

    /** Creates a ready user without a password and without a mail. Returns the subject, also if the user exists. */
    String create(EmailAddress email);

    /** Makes the user of a proven address ready. Idempotent. */
    void confirm(EmailAddress email);

    /**
     * Mails a code to a ready user.
     *
     * @throws ProblemException 104 if the user is not ready, because the address changed or the account was deleted
     */
    void challenge(EmailAddress email);

    /** Mails a code for setting a password. A user without a password gets the code of a {@link #challenge}. */
    void forgotPassword(EmailAddress email);

    /**
     * Sets the password of a user who proved the address.
     *
     * @return false if no user has the address, because it changed or the account was deleted
     * @throws ProblemException 112 if the pool rejects the password as too weak
     */
    boolean setPassword(EmailAddress email, String password);

    /** Returns whether this is the user's password. Throws 429 while the pool has locked the user. */
    boolean isPassword(EmailAddress email, String password);

    /**
     * Changes the address of the user and marks it as verified. Idempotent; does nothing if the user does not exist.
     *
     * @return false if another user has the address
     */
    boolean changeEmail(String subject, EmailAddress email);

    /** Removes users who never confirmed their address and signed up before that time, epoch milliseconds. */
    void deleteUnconfirmed(long signedUpBefore);

    /** Removes the user. Does nothing if the user does not exist. */
    void delete(String subject);
}
