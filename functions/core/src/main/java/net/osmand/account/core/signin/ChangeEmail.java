package net.osmand.account.core.signin;

import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;
import net.osmand.account.core.account.Account;
import net.osmand.account.core.account.Accounts;
import net.osmand.account.core.account.Accounts.ChangedBy;
import net.osmand.account.core.account.Accounts.EmailChange;
import net.osmand.account.core.codes.CheckCode;
import net.osmand.account.core.codes.RequestCode;
import net.osmand.account.core.values.CodePurpose;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.WebErrorException;
import net.osmand.account.core.values.WebErrorException.Reason;

/**
 * Changes the e-mail address of an account. The pointers decide which account owns an address and change in one
 * transaction. {@link FinishEmailChange} then updates Cognito. Sessions end; devices, files, purchases and password
 * stay.
 */
public final class ChangeEmail {
    private final Accounts accounts;
    private final RequestCode requestCode;
    private final CheckCode checkCode;
    private final SignUpPolicy signUps;
    private final FinishEmailChange finish;
    private final ProveAddress proveAddress;
    private final Clock clock;

    public ChangeEmail(
            Accounts accounts,
            RequestCode requestCode,
            CheckCode checkCode,
            SignUpPolicy signUps,
            FinishEmailChange finish,
            ProveAddress proveAddress,
            Clock clock) {
        this.accounts = accounts;
        this.requestCode = requestCode;
        this.checkCode = checkCode;
        this.signUps = signUps;
        this.finish = finish;
        this.proveAddress = proveAddress;
        this.clock = clock;
    }

    /**
     * Checks the code of the current address and mails a code to the new address. This is the first step of the public
     * client.
     */
    public void verifyNew(Account account, String newEmail, CheckCode.EnteredCode code, String language) {
        var address = free(account, newEmail);
        if (checkCode
                .prove(account.email(), EnumSet.of(CodePurpose.CHANGE), code)
                .isEmpty()) {
            throw new WebErrorException(Reason.WRONG_CODE);
        }
        var id = Optional.of(account.id());
        requestCode.request(CodePurpose.CHANGE_NEW, new RequestCode.Addressee(address, id, language, code.source()));
    }

    /**
     * Changes the address with a code mailed to the current or to the new address
     * (docs/protocol/codes.md#change-of-address).
     *
     * @return the account with the new address; empty if the address has changed again
     * @throws WebErrorException if the new address is malformed, taken, not invited or the same, or the code is wrong
     */
    public Optional<Account> change(Account account, String newEmail, CheckCode.EnteredCode code, String language) {
        var address = free(account, newEmail);
        var byOldAddress = checkCode.spend(account.email(), CodePurpose.CHANGE, account.id(), code);
        if (!byOldAddress && !checkCode.spend(address, CodePurpose.CHANGE_NEW, account.id(), code)) {
            throw new WebErrorException(Reason.WRONG_CODE);
        }
        if (byOldAddress) {
            proveAddress.proveFromInside(account.id(), account.email());
        }
        var change = new EmailChange(
                account.id(),
                account.subject(),
                account.email(),
                address,
                language,
                byOldAddress ? ChangedBy.OLD_ADDRESS : ChangedBy.NEW_ADDRESS,
                clock.millis());
        if (!accounts.changeEmail(change)) {
            throw new WebErrorException(Reason.ALREADY_REGISTERED);
        }
        finish.finish(change);
        if (!byOldAddress) {
            proveAddress.proveFromInside(account.id(), address);
        }
        return accounts.account(account.id()).filter(changed -> changed.email().equals(address));
    }

    private EmailAddress free(Account account, String newEmail) {
        var address = WebSignUp.parse(newEmail);
        if (address.equals(account.email())) {
            throw new WebErrorException(Reason.SAME_EMAIL);
        }
        if (accounts.find(address).isPresent()) {
            throw new WebErrorException(Reason.ALREADY_REGISTERED);
        }
        if (!signUps.isInvited(address)) {
            throw new WebErrorException(Reason.NOT_INVITED);
        }
        return address;
    }
}
