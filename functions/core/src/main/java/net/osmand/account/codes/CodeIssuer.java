package net.osmand.account.codes;

import java.util.Optional;
import net.osmand.account.identity.EmailAddress;

/** Makes and checks codes: Cognito. Its limits surface as {@code Refused} with 429. */
public interface CodeIssuer {
    /** Mails a sign-up code: by SignUp, again by ResendConfirmationCode, anew where an unconfirmed user is worn out. */
    void signUp(EmailAddress email);

    /** False where the code is wrong or expired; true also where the user was confirmed already. */
    boolean confirmSignUp(EmailAddress email, String code);

    /** Cognito's own name of the user, which stays when the address changes. */
    String subject(EmailAddress email);

    /** Mails a code that answers a challenge, and returns the session to answer it with. */
    String challenge(EmailAddress email);

    /** False where the code is wrong, or the session over or used. */
    boolean answer(EmailAddress email, String session, String code);

    /**
     * Mails a code that sets a password.
     *
     * @return the session of a challenge, where Cognito has no such code for a user who never had a password
     */
    Optional<String> forgotPassword(EmailAddress email);

    /** Sets the password against the mailed code; false where the code is wrong, expired or used. */
    boolean resetPassword(EmailAddress email, String code, String password);

    /** Sets the password of a user who proved the address. */
    void setPassword(EmailAddress email, String password);

    /** Whether this is the user's password; refused with 429 while Cognito locks the user out. */
    boolean isPassword(EmailAddress email, String password);

    /** Gives the user another address, which counts as verified; nothing where the user is gone. Safe to repeat. */
    void changeEmail(String subject, EmailAddress email);

    /** Removes users who never confirmed their address and signed up before that time, epoch milliseconds. */
    void deleteUnconfirmed(long signedUpBefore);

    /** Removes the user; nothing happens where it is gone. */
    void delete(String subject);
}
