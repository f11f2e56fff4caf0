package net.osmand.account.codes;

import java.util.List;
import java.util.Optional;
import net.osmand.account.identity.AccountId;
import net.osmand.account.identity.EmailAddress;

/** Where pending codes wait, one for each address and purpose, as keyed hashes. All reads are consistent. */
public interface PendingCodes {
    /** Replaces what was pending for this purpose: written before Cognito is asked, since its mail trigger reads it. */
    void ask(
            EmailAddress email,
            CodePurpose purpose,
            Optional<AccountId> account,
            String language,
            long now,
            long expiresAt);

    /** Keeps the challenge session that Cognito answered with. */
    void keepSession(EmailAddress email, CodePurpose purpose, String session);

    /** Adds the hash of a code that was just mailed. */
    void keepHash(EmailAddress email, CodePurpose purpose, String hash);

    Optional<PendingCode> find(EmailAddress email, CodePurpose purpose);

    /** All that is pending for the address, newest first. */
    List<PendingCode> all(EmailAddress email);

    /** Counts a wrong try by one atomic update. */
    void countWrongTry(PendingCode code);

    /** Marks it proven, on condition that it is the same asking and not dead meanwhile; false otherwise. */
    boolean prove(PendingCode code, long provenUntil);

    /** Removes all that is pending for the address. */
    void forget(EmailAddress email);

    /** Removes it, on condition that it is the same asking. */
    void spend(PendingCode code);
}
