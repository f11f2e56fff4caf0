package net.osmand.account.core.signin;

import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import net.osmand.account.core.account.Account;
import net.osmand.account.core.account.Accounts;
import net.osmand.account.core.account.Device;
import net.osmand.account.core.codes.PendingCodes;
import net.osmand.account.core.codes.PoolUsers;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.CodePurpose;
import net.osmand.account.core.values.EmailAddress;

/**
 * Applies the proof of an account's address (invariant I10). The address is unproven after a change that was authorized
 * by the code of the old address. A proof in a session or on a device of the account ends nothing. A proof from outside
 * ends everything older: devices, sessions, the password and pending codes. Files stay.
 */
public final class ProveAddress {
    /** Purposes of codes that only a session or a device of the account can request. */
    private static final Set<CodePurpose> REQUESTED_INSIDE =
            EnumSet.of(CodePurpose.CHANGE, CodePurpose.CONFIRM, CodePurpose.DELETE);

    private final Accounts accounts;
    private final PendingCodes codes;
    private final PoolUsers users;
    private final EmailVerifiedListener listener;
    private final Clock clock;

    public ProveAddress(
            Accounts accounts, PendingCodes codes, PoolUsers users, EmailVerifiedListener listener, Clock clock) {
        this.accounts = accounts;
        this.codes = codes;
        this.users = users;
        this.listener = listener;
        this.clock = clock;
    }

    /** Applies a proof from inside: the code was entered in a session or on a device of the account. */
    public void proveFromInside(AccountId account, EmailAddress email) {
        accounts.prove(account, email, false, clock.millis());
        listener.proven(account, email);
    }

    /**
     * Applies a proof from outside: the code signs in or resets the password. The old password is replaced first, and
     * rows are removed last. A single write in between marks the address as proven and invalidates all older devices
     * and sessions, including those that are being created.
     *
     * @return the updated account; empty if the account has another address or is being deleted
     */
    public Optional<Account> proveFromOutside(AccountId id, EmailAddress email) {
        var account = read(id, email);
        if (account.isPresent() && !account.get().access().proven()) {
            users.resetToRandomPassword(email);
            var isFirst = accounts.prove(id, email, true, clock.millis());
            account = read(id, email);
            if (isFirst) {
                account.ifPresent(this::removeOlder);
            }
        }
        account.ifPresent(_ -> listener.proven(id, email));
        return account;
    }

    /**
     * Removes devices that are already invalid, and codes requested from inside. Rows of sessions expire on their own.
     */
    private void removeOlder(Account account) {
        accounts.devices(account.id()).stream()
                .filter(device -> !device.isWeb())
                .filter(device -> device.access() != account.access().devices())
                .map(Device::id)
                .forEach(device -> accounts.remove(account.id(), device));
        codes.removeAll(account.email(), REQUESTED_INSIDE);
    }

    private Optional<Account> read(AccountId id, EmailAddress email) {
        return accounts.account(id)
                .filter(account -> account.email().equals(email))
                .filter(account -> !account.closing());
    }
}
