package net.osmand.account.core.account;

import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;

/** Signs a device out permanently. Its token stops working at once. Its files stay. */
public final class RevokeDevice {
    private final Accounts accounts;
    private final Sessions sessions;

    public RevokeDevice(Accounts accounts, Sessions sessions) {
        this.accounts = accounts;
        this.sessions = sessions;
    }

    /**
     * Revokes the device with that number. For the portal, ends all sessions.
     *
     * @throws ProblemException 404 if the account has no such device
     */
    public void revoke(AccountId account, long number) {
        var device = accounts.devices(account).stream()
                .filter(candidate -> candidate.id().value() == number)
                .findFirst()
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
        if (device.isWeb()) {
            sessions.endAll(account);
        } else {
            accounts.remove(account, device.id());
        }
    }
}
