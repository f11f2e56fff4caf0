package net.osmand.account.codes;

import java.util.List;
import java.util.Optional;
import net.osmand.account.identity.AccountId;
import net.osmand.account.identity.EmailAddress;

/**
 * A code that was asked for and not yet spent.
 *
 * @param account whose code it is; none at a sign-up, nor where an older release asked
 * @param hashes keyed hashes of the codes that were mailed since it was asked for, usually one
 * @param askedAt epoch milliseconds
 * @param expiresAt epoch milliseconds
 * @param session Cognito's challenge session, for codes that answer a challenge
 * @param provenUntil epoch milliseconds until which the same code is accepted again for the same purpose; 0 if unproven
 */
public record PendingCode(
        EmailAddress email,
        CodePurpose purpose,
        Optional<AccountId> account,
        List<String> hashes,
        String language,
        int wrongTries,
        long askedAt,
        long expiresAt,
        Optional<String> session,
        long provenUntil) {

    /** After this many wrong tries the code is dead, right or not (mobile-userdata.md 4.3). */
    public static final int TRIES = 4;

    public boolean isOpen(long now) {
        return wrongTries < TRIES && (now < expiresAt || now < provenUntil);
    }

    /** Whether it was asked for by this account; one for another account never works. */
    public boolean isOf(AccountId id) {
        return account.isEmpty() || account.get().equals(id);
    }

    public boolean isProven(long now) {
        return now < provenUntil;
    }
}
