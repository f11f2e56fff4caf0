package net.osmand.account.core.codes;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.CodePurpose;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.ShortText;

/** Stores pending codes as keyed hashes, one per address and purpose. All reads are consistent. */
public interface PendingCodes {
    /**
     * A request for a code. Times are epoch milliseconds.
     *
     * @param account the account of the code; empty for a sign-up
     * @param endsAccess whether the code ends every older device and session of the account if it is entered outside of
     *     them
     */
    record CodeRequest(
            EmailAddress email,
            CodePurpose purpose,
            Optional<AccountId> account,
            String language,
            boolean endsAccess,
            long now,
            long expiresAt) {
        public CodeRequest {
            language = ShortText.truncate(language);
        }
    }

    /**
     * Stores a request and replaces a pending one of the same purpose. Called before Cognito, because Cognito's mail
     * trigger reads the request.
     */
    void putRequest(CodeRequest request);

    /**
     * Adds the hash of a code that is being mailed.
     *
     * @param expiresAt epoch milliseconds until which that code can be proven
     */
    void addHash(PendingCode code, String hash, long expiresAt);

    Optional<PendingCode> find(EmailAddress email, CodePurpose purpose);

    /** Returns all pending codes of the address, newest first. */
    List<PendingCode> all(EmailAddress email);

    /** Counts a wrong try of this source with an atomic update. */
    void countWrongTry(PendingCode code, String source);

    /**
     * Marks the code as proven, on condition that it belongs to the same request and this source can still use it.
     *
     * @param limits of wrong tries
     * @param provenUntil end of the proof, epoch milliseconds; an earlier proof keeps its own end
     * @return the updated code; empty if the condition failed
     */
    Optional<PendingCode> prove(PendingCode code, String source, Limits limits, long provenUntil);

    /** Removes the pending codes of these purposes of the address. */
    void removeAll(EmailAddress email, Set<CodePurpose> purposes);

    /**
     * Removes the code, on condition that it belongs to the same request, its proof has not changed, and this source
     * can still use it.
     *
     * @param limits of wrong tries
     * @return whether this call removed the code; true for only one of several parallel calls
     */
    boolean spend(PendingCode code, String source, Limits limits);

    /**
     * Stores the session that was started with a proof of this code.
     *
     * @param tokenHash the hash of the session's secret
     * @return the hash of the session that was started before with this code; empty if there was none
     */
    Optional<String> putSession(PendingCode code, String tokenHash);
}
