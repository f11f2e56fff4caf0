package net.osmand.account.identity;

import net.osmand.account.codes.CodeIssuer;
import net.osmand.account.identity.WebRefused.Reason;

/** Signing in to the portal with e-mail address and password. */
public final class WebSignIn {
    private final Accounts accounts;
    private final CodeIssuer issuer;

    public WebSignIn(Accounts accounts, CodeIssuer issuer) {
        this.accounts = accounts;
        this.issuer = issuer;
    }

    /**
     * Checks the password.
     *
     * @return the account to start a session of
     * @throws WebRefused where the address has no account, or the password is wrong or was never set
     */
    public AccountId signIn(String email, String password) {
        var address = EmailAddress.parse(email).orElseThrow(() -> new WebRefused(Reason.UNKNOWN_EMAIL));
        var account = accounts.find(address).orElseThrow(() -> new WebRefused(Reason.UNKNOWN_EMAIL));
        if (!issuer.isPassword(address, password)) {
            throw new WebRefused(Reason.WRONG_PASSWORD);
        }
        return account;
    }
}
