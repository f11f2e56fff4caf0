package net.osmand.account.core.signin;

import java.util.EnumSet;
import net.osmand.account.core.account.Account;
import net.osmand.account.core.codes.CheckCode;
import net.osmand.account.core.values.CodePurpose;
import net.osmand.account.core.values.WebErrorException;
import net.osmand.account.core.values.WebErrorException.Reason;

/**
 * Confirms the account's unproven address with a code that was mailed to it and entered in a session or on a device.
 */
public final class ConfirmEmail {
    private final CheckCode checkCode;
    private final ProveAddress proveAddress;

    public ConfirmEmail(CheckCode checkCode, ProveAddress proveAddress) {
        this.checkCode = checkCode;
        this.proveAddress = proveAddress;
    }

    /**
     * Confirms the address without ending sessions or devices. The code is spent last, so a retry can finish a request
     * that a crash interrupted.
     *
     * @throws WebErrorException if the code is wrong or expired
     */
    public void confirm(Account account, CheckCode.EnteredCode code) {
        var proven = checkCode
                .prove(account.email(), EnumSet.of(CodePurpose.CONFIRM), code)
                .filter(pending -> pending.isOf(account.id()))
                .orElseThrow(() -> new WebErrorException(Reason.WRONG_CODE));
        proveAddress.proveFromInside(account.id(), account.email());
        checkCode.spend(proven, code);
    }
}
