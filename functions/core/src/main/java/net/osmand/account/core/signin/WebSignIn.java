package net.osmand.account.core.signin;

import net.osmand.account.core.account.Account;
import net.osmand.account.core.account.Accounts;
import net.osmand.account.core.codes.CodeProvider;
import net.osmand.account.core.codes.PasswordLimits;
import net.osmand.account.core.codes.Source;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.core.values.WebErrorException;
import net.osmand.account.core.values.WebErrorException.Reason;

/** Signing in to the portal with e-mail address and password. */
public final class WebSignIn {
    private final Accounts accounts;
    private final CodeProvider issuer;
    private final PasswordLimits limits;

    public WebSignIn(Accounts accounts, CodeProvider issuer, PasswordLimits limits) {
        this.accounts = accounts;
        this.issuer = issuer;
        this.limits = limits;
    }

    /**
     * Checks the password. The account is read before, so that a session of a password that is reset at this moment is not
     * valid.
     *
     * @return the account to start a session of
     * @throws WebErrorException where the address has no account, or the password is wrong or was never set
     * @throws ProblemException 429 after too many wrong passwords of this source
     */
    public Account signIn(String email, String password, Source source) {
        var address = EmailAddress.parse(email).orElseThrow(() -> new WebErrorException(Reason.UNKNOWN_EMAIL));
        var account = accounts.find(address)
                .flatMap(accounts::account)
                .filter(found -> found.email().equals(address))
                .orElseThrow(() -> new WebErrorException(Reason.UNKNOWN_EMAIL));
        if (!limits.attempt(account.id(), source, () -> issuer.isPassword(address, password))) {
            throw new WebErrorException(Reason.WRONG_PASSWORD);
        }
        return account;
    }
}
