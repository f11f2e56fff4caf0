package net.osmand.account.codes;

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

    /** Mails a code that sets a password. */
    void forgotPassword(EmailAddress email);

    /** Removes the user; nothing happens where it is gone. */
    void delete(String subject);
}
