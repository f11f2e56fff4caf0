package net.osmand.account.core.signin;

import java.time.Clock;
import net.osmand.account.core.account.Account;
import net.osmand.account.core.account.Accounts;
import net.osmand.account.core.codes.CodeProvider;
import net.osmand.account.core.codes.KnownSources;
import net.osmand.account.core.codes.PasswordLimits;
import net.osmand.account.core.codes.Source;
import net.osmand.account.core.mail.Mail;
import net.osmand.account.core.mail.Outbox;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.core.values.WebErrorException;
import net.osmand.account.core.values.WebErrorException.Reason;

/** Signs in to the portal with e-mail address and password. Mails a notice if the browser is new to the account. */
public final class WebSignIn {
    private final Accounts accounts;
    private final CodeProvider issuer;
    private final PasswordLimits limits;
    private final KnownSources knownSources;
    private final Outbox outbox;
    private final Clock clock;

    public WebSignIn(
            Accounts accounts,
            CodeProvider issuer,
            PasswordLimits limits,
            KnownSources knownSources,
            Outbox outbox,
            Clock clock) {
        this.accounts = accounts;
        this.issuer = issuer;
        this.limits = limits;
        this.knownSources = knownSources;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Checks the password. The account is read first, so a parallel password reset invalidates the new session.
     *
     * @return the account for the new session
     * @throws WebErrorException if the address has no account, or the password is wrong or was never set
     * @throws ProblemException 429 after too many wrong passwords of this source
     */
    public Account signIn(String email, String password, Source source, String language) {
        var address = EmailAddress.parse(email).orElseThrow(() -> new WebErrorException(Reason.UNKNOWN_EMAIL));
        var account = accounts.find(address)
                .flatMap(accounts::account)
                .filter(found -> found.email().equals(address))
                .orElseThrow(() -> new WebErrorException(Reason.UNKNOWN_EMAIL));
        if (!limits.attempt(account.id(), source, () -> issuer.isPassword(address, password))) {
            throw new WebErrorException(Reason.WRONG_PASSWORD);
        }
        var now = clock.millis();
        if (!knownSources.isKnownBrowser(account.id(), source)) {
            outbox.send(Mail.newBrowser(account.id(), address, language, now));
        }
        knownSources.remember(account.id(), source, now);
        return account;
    }
}
