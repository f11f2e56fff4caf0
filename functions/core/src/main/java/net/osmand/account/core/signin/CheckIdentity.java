package net.osmand.account.core.signin;

import net.osmand.account.core.account.Account;
import net.osmand.account.core.account.Accounts;
import net.osmand.account.core.codes.PoolUsers;
import net.osmand.account.core.values.AccountId;

/**
 * The part of an account's full check that concerns its identity (invariant I12): the account's address points to it, and the
 * pool has a ready user of that address whom the account knows. Both can be missing after a restore of one of the two.
 */
public final class CheckIdentity {
    private final Accounts accounts;
    private final PoolUsers users;

    public CheckIdentity(Accounts accounts, PoolUsers users) {
        this.accounts = accounts;
        this.users = users;
    }

    /**
     * What the check found.
     *
     * @param pointersRestored addresses that pointed to no account and point to theirs again
     * @param addressesTaken addresses that point to another account: only an operator can decide whose they are
     * @param usersRepaired users of the pool that were missing, unconfirmed or others
     */
    public record Report(int pointersRestored, int addressesTaken, int usersRepaired) {
        public static final Report NOTHING = new Report(0, 0, 0);
    }

    /** Checks an account that is not being deleted. Repeatable. */
    public Report check(AccountId id) {
        return accounts.account(id)
                .filter(account -> !account.closing())
                .map(this::check)
                .orElse(Report.NOTHING);
    }

    private Report check(Account account) {
        var isRestored = accounts.find(account.email()).isEmpty() && accounts.restorePointer(account);
        var isOwn = accounts.find(account.email()).filter(account.id()::equals).isPresent();
        if (!isOwn) {
            // An account that moved to another address or was closed meanwhile is right as it is.
            var isCurrent =
                    accounts.account(account.id()).filter(account::equals).isPresent();
            return new Report(0, isCurrent ? 1 : 0, 0);
        }
        return new Report(isRestored ? 1 : 0, 0, users.check(account) ? 1 : 0);
    }
}
