package net.osmand.account.core.codes;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.CodePurpose;
import net.osmand.account.core.values.EmailAddress;

/**
 * A code that was requested and is not spent yet.
 *
 * @param account the account of the code; empty for a sign-up
 * @param endsAccess whether the code ends every older device and session of the account if it is entered outside of
 *     them
 * @param hashes keyed hashes of the codes mailed for this request, usually one
 * @param wrongTries wrong tries of all sources together
 * @param wrongTriesBySource wrong tries by {@link CodeHash#ofSource}
 * @param requestedAt epoch milliseconds of the request
 * @param expiresAt epoch milliseconds until which the code can be proven
 * @param provenUntil epoch milliseconds until which the proof allows the next step of the same flow; 0 if not proven
 */
public record PendingCode(
        EmailAddress email,
        CodePurpose purpose,
        Optional<AccountId> account,
        boolean endsAccess,
        List<String> hashes,
        String language,
        int wrongTries,
        Map<String, Integer> wrongTriesBySource,
        long requestedAt,
        long expiresAt,
        long provenUntil) {

    /**
     * Limit of wrong tries of an undo code over all sources. It is high, because an attacker who took over the account
     * must not be able to invalidate the code from a few sources.
     */
    public static final int TRIES_OF_UNDO = 1_000;

    /** Returns the wrong tries of all sources together after which the code is invalid. */
    public int tries(Limits limits) {
        return purpose == CodePurpose.UNDO ? TRIES_OF_UNDO : limits.triesPerCode();
    }

    /** Returns whether the source can use the code. Once the code is proven, only the validity of the proof counts. */
    public boolean isOpen(long now, String source, Limits limits) {
        return wrongTries < tries(limits)
                && wrongTriesBySource.getOrDefault(source, 0) < limits.triesPerCodeAndSource()
                && now < (provenUntil > 0 ? provenUntil : expiresAt);
    }

    /** Returns whether the code belongs to this account or to none. A code of another account never works. */
    public boolean isOf(AccountId id) {
        return account.isEmpty() || account.get().equals(id);
    }
}
