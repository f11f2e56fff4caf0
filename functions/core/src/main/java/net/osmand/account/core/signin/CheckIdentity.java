package net.osmand.account.core.signin;

import net.osmand.account.core.account.Account;
import net.osmand.account.core.account.Accounts;
import net.osmand.account.core.codes.PoolUsers;
import net.osmand.account.core.values.AccountId;

/**
 * The identity part of an account's full check (invariant I12). The address must point to the account, and the pool
 * must have a ready user with that address and the stored subject. Either can be missing after the table or the pool
 * was restored alone.
 */
public final class CheckIdentity {
    private final Accounts accounts;
    private final PoolUsers users;

    public CheckIdentity(Accounts accounts, PoolUsers users) {
        this.accounts = accounts;
        this.users = users;
    }

    /**
     * The result of the check.
     *
     * @param pointersRestored number of addresses that pointed to no account and were restored
     * @param addressesTaken number of addresses that point to another account; only an operator can decide who owns
     *     them
     * @param usersRepaired number of users of the pool that were missing, unconfirmed or had another subject
     */
    public record Report(int pointersRestored, int addressesTaken, int usersRepaired) {
        public static final Report NOTHING = new Report(0, 0, 0);
    }

    /** Checks and repairs an account, unless it is being deleted. Idempotent. */
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
            // An account that has just changed its address or was closed needs no repair.
            var isCurrent =
                    accounts.account(account.id()).filter(account::equals).isPresent();
            return new Report(0, isCurrent ? 1 : 0, 0);
        }
        return new Report(isRestored ? 1 : 0, 0, users.check(account) ? 1 : 0);
    }
}
