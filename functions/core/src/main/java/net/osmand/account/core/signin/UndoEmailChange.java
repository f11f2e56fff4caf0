package net.osmand.account.core.signin;

import java.time.Clock;
import java.util.EnumSet;
import net.osmand.account.core.account.Account;
import net.osmand.account.core.account.Accounts;
import net.osmand.account.core.account.Accounts.ChangedBy;
import net.osmand.account.core.account.Accounts.EmailChange;
import net.osmand.account.core.codes.CheckCode;
import net.osmand.account.core.codes.PendingCode;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.CodePurpose;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.WebErrorException;
import net.osmand.account.core.values.WebErrorException.Reason;

/**
 * Moves an account back to its old address with the undo code mailed there. This recovers the account after a mistyped
 * address or a takeover. Sessions, the password and the devices that signed in after the change end.
 */
public final class UndoEmailChange {
    private final Accounts accounts;
    private final CheckCode checkCode;
    private final FinishEmailChange finish;
    private final Clock clock;

    public UndoEmailChange(Accounts accounts, CheckCode checkCode, FinishEmailChange finish, Clock clock) {
        this.accounts = accounts;
        this.checkCode = checkCode;
        this.finish = finish;
        this.clock = clock;
    }

    /**
     * Moves the account back. The code is spent last, so a retry can finish a request that a crash interrupted.
     *
     * @throws WebErrorException if the code is wrong, expired or has too many wrong tries, or the old address now
     *     belongs to another account
     */
    public void undo(String oldEmail, CheckCode.EnteredCode code) {
        var address = EmailAddress.parse(oldEmail).orElseThrow(UndoEmailChange::wrongCode);
        var proven =
                checkCode.prove(address, EnumSet.of(CodePurpose.UNDO), code).orElseThrow(UndoEmailChange::wrongCode);
        var account = proven.account()
                .flatMap(accounts::account)
                .filter(found -> !found.closing())
                .orElseThrow(UndoEmailChange::wrongCode);
        var tookOver = account.access().takenOverAt() >= proven.requestedAt();
        if (!account.email().equals(address)) {
            if (tookOver) {
                // A later proof of the new address from outside, or another undo, invalidated the code.
                throw wrongCode();
            }
            moveBack(account, proven);
        } else if (tookOver) {
            // An earlier request with this code moved the account and may have crashed.
            endAccessSince(proven, account.id(), account.access().takenOverAt());
        }
        checkCode.spend(proven, code);
    }

    private void moveBack(Account account, PendingCode proven) {
        finishChanges(account.id());
        var change = new EmailChange(
                account.id(),
                account.subject(),
                account.email(),
                proven.email(),
                proven.language(),
                ChangedBy.UNDO,
                clock.millis());
        if (!accounts.changeEmail(change)) {
            throw new WebErrorException(Reason.ALREADY_REGISTERED);
        }
        endAccessSince(proven, account.id(), change.changedAt());
    }

    /**
     * Removes the devices that signed in between the change and the undo. Finishing the undo ends sessions and
     * password.
     */
    private void endAccessSince(PendingCode proven, AccountId account, long undoneAt) {
        accounts.devices(account).stream()
                .filter(device -> !device.isWeb())
                .filter(device -> device.registeredAt() >= proven.requestedAt() && device.registeredAt() <= undoneAt)
                .forEach(device -> accounts.remove(account, device.id()));
        finishChanges(account);
    }

    private void finishChanges(AccountId account) {
        accounts.emailChanges().stream()
                .filter(unfinished -> unfinished.account().equals(account))
                .forEach(finish::finish);
    }

    private static WebErrorException wrongCode() {
        return new WebErrorException(Reason.WRONG_CODE);
    }
}
