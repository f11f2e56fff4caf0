package net.osmand.account.core.codes;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.CodePurpose;
import net.osmand.account.core.values.EmailAddress;

/**
 * A code that was asked for and not yet spent.
 *
 * @param account whose code it is; none at a sign-up
 * @param endsAccess whether the code, typed from outside, ends every older device and session of the account
 * @param hashes keyed hashes of the codes that were mailed since it was asked for, usually one
 * @param wrongTries of all sources together
 * @param wrongTriesBySource by {@link CodeHash#ofSource}
 * @param askedAt epoch milliseconds
 * @param expiresAt epoch milliseconds until which the code can be proven
 * @param provenUntil epoch milliseconds until which a proven code lets the next step of the same flow pass; 0 if unproven
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
        long askedAt,
        long expiresAt,
        long provenUntil) {

    /** Wrong tries of an undo code of all sources. A thief of the account must not end it from a few sources. */
    public static final int TRIES_OF_UNDO = 1_000;

    /** After how many wrong tries of all sources together the code is dead. */
    public int tries(Limits limits) {
        return purpose == CodePurpose.UNDO ? TRIES_OF_UNDO : limits.triesPerCode();
    }

    /** A code proves once: from then on only the validity of the proof counts, however long the code would have lived. */
    public boolean isOpen(long now, String source, Limits limits) {
        return wrongTries < tries(limits)
                && wrongTriesBySource.getOrDefault(source, 0) < limits.triesPerCodeAndSource()
                && now < (provenUntil > 0 ? provenUntil : expiresAt);
    }

    /** Whether it was asked for by this account; one for another account never works. */
    public boolean isOf(AccountId id) {
        return account.isEmpty() || account.get().equals(id);
    }
}
