package net.osmand.account.core.codes;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.CodePurpose;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.ShortText;

/** Where pending codes wait, one for each address and purpose, as keyed hashes. All reads are consistent. */
public interface PendingCodes {
    /**
     * A request for a code. Times are epoch milliseconds.
     *
     * @param account whose code it is; none at a sign-up
     * @param endsAccess whether the code, typed from outside, ends every older device and session of the account
     */
    record Asked(
            EmailAddress email,
            CodePurpose purpose,
            Optional<AccountId> account,
            String language,
            boolean endsAccess,
            long now,
            long expiresAt) {
        public Asked {
            language = ShortText.cut(language);
        }
    }

    /** Replaces what was pending for this purpose: written before Cognito is asked, since its mail trigger reads it. */
    void ask(Asked asked);

    /**
     * Adds the hash of a code that is being mailed.
     *
     * @param expiresAt epoch milliseconds until which that code can be proven
     */
    void keepHash(PendingCode code, String hash, long expiresAt);

    Optional<PendingCode> find(EmailAddress email, CodePurpose purpose);

    /** All that is pending for the address, newest first. */
    List<PendingCode> all(EmailAddress email);

    /** Counts a wrong try of this source by one atomic update. */
    void countWrongTry(PendingCode code, String source);

    /**
     * Marks it proven, on condition that it is the same asking and not dead meanwhile for this source.
     *
     * @param limits of wrong tries
     * @param provenUntil epoch milliseconds; an earlier proof keeps its own time
     * @return the code as it is now, or empty
     */
    Optional<PendingCode> prove(PendingCode code, String source, Limits limits, long provenUntil);

    /** Removes the codes of these purposes that are pending for the address. */
    void forget(EmailAddress email, Set<CodePurpose> purposes);

    /**
     * Removes it, on condition that it is the same asking, as proven as it was, and not dead meanwhile for this
     * source.
     *
     * @param limits of wrong tries
     * @return whether this call removed it: of several at once one
     */
    boolean spend(PendingCode code, String source, Limits limits);

    /**
     * Notes the session that a proof of this code started.
     *
     * @param tokenHash of the session
     * @return the hash of the session that an earlier step with this code started
     */
    Optional<String> keepSession(PendingCode code, String tokenHash);
}
