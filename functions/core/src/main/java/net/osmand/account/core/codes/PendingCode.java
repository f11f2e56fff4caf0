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

    /** After this many wrong tries of one source the code is dead for it, right or not (mobile-userdata.md 4.3). */
    public static final int TRIES_OF_A_SOURCE = 4;

    /** After this many wrong tries of all sources together the code is dead for everybody (rulings 5). */
    public static final int TRIES = 30;

    /** The same of an undo code: a thief of the account must not be able to end it by wrong tries from a few sources. */
    public static final int TRIES_OF_UNDO = 1_000;

    /** After how many wrong tries of all sources together the code is dead. */
    public int tries() {
        return purpose == CodePurpose.UNDO ? TRIES_OF_UNDO : TRIES;
    }

    /** A code proves once: from then on only the validity of the proof counts, however long the code would have lived. */
    public boolean isOpen(long now, String source) {
        return wrongTries < tries()
                && wrongTriesBySource.getOrDefault(source, 0) < TRIES_OF_A_SOURCE
                && now < (provenUntil > 0 ? provenUntil : expiresAt);
    }

    /** Whether it was asked for by this account; one for another account never works. */
    public boolean isOf(AccountId id) {
        return account.isEmpty() || account.get().equals(id);
    }
}
