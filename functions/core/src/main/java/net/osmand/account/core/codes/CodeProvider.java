package net.osmand.account.core.codes;

import java.util.Optional;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.ProblemException;

/**
 * The user pool: it makes codes, has them mailed, and keeps passwords. Whether a code is right is decided by
 * {@link CheckCode}, who has an account by {@link net.osmand.account.core.account.Accounts}. The pool's limits surface as
 * {@code ProblemException} with 429.
 */
public interface CodeProvider {
    /** What became of a sign-up. */
    enum SignUp {
        /** A code is on its way. */
        MAILED,
        /** The address has a confirmed user already: nothing was mailed. */
        CONFIRMED,
        /** The address has an unconfirmed user for whom the pool mails no more codes this hour: nothing was mailed. */
        EXHAUSTED
    }

    /**
     * A user of the pool.
     *
     * @param subject the pool's own name of the user, which stays when the address changes
     * @param ready whether user and address are confirmed, so that codes of every purpose can be mailed
     */
    record User(String subject, boolean ready) {}

    /** Creates an unconfirmed user and mails a sign-up code; mails another one if the user exists. */
    SignUp signUp(EmailAddress email);

    Optional<User> find(EmailAddress email);

    /** Creates a ready user without a password and without a mail; returns the subject, also of a user who exists. */
    String create(EmailAddress email);

    /** Makes the user of a proven address ready. Safe to repeat. */
    void confirm(EmailAddress email);

    /**
     * Mails a code to a ready user.
     *
     * @throws ProblemException 104 if the user is not ready: the address changed, or the account was deleted meanwhile
     */
    void challenge(EmailAddress email);

    /** Mails a code that sets a password; the code of a {@link #challenge} to a user who never had one. */
    void forgotPassword(EmailAddress email);

    /**
     * Sets the password of a user who proved the address.
     *
     * @return false if no user has the address: it changed, or the account was deleted meanwhile
     * @throws ProblemException 112 if the pool finds it too simple
     */
    boolean setPassword(EmailAddress email, String password);

    /** Whether this is the user's password; refused with 429 while the pool locks the user out. */
    boolean isPassword(EmailAddress email, String password);

    /**
     * Gives the user another address, which counts as verified. Safe to repeat; does nothing if the user is missing.
     *
     * @return false if another user has the address
     */
    boolean changeEmail(String subject, EmailAddress email);

    /** Removes users who never confirmed their address and signed up before that time, epoch milliseconds. */
    void deleteUnconfirmed(long signedUpBefore);

    /** Removes the user; does nothing if the user is missing. */
    void delete(String subject);
}
