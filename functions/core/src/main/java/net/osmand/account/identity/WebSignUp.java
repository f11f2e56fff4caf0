package net.osmand.account.identity;

import java.time.Clock;
import java.util.Optional;
import net.osmand.account.codes.CheckCode;
import net.osmand.account.codes.CodeIssuer;
import net.osmand.account.codes.CodePurpose;
import net.osmand.account.codes.PendingCodes;
import net.osmand.account.codes.RequestCode;
import net.osmand.account.identity.WebRefused.Reason;

/**
 * Signing up in a browser, and setting or resetting the password there: a code is asked for, checked, and answered with a
 * password. The first right sign-up code makes the account.
 */
public final class WebSignUp {
    private final Accounts accounts;
    private final PendingCodes codes;
    private final RequestCode requestCode;
    private final CheckCode checkCode;
    private final CodeIssuer issuer;
    private final Sessions sessions;
    private final SignUps signUps;
    private final AddressProven heard;
    private final Clock clock;

    public WebSignUp(
            Accounts accounts,
            PendingCodes codes,
            RequestCode requestCode,
            CheckCode checkCode,
            CodeIssuer issuer,
            Sessions sessions,
            SignUps signUps,
            AddressProven heard,
            Clock clock) {
        this.accounts = accounts;
        this.codes = codes;
        this.requestCode = requestCode;
        this.checkCode = checkCode;
        this.issuer = issuer;
        this.sessions = sessions;
        this.signUps = signUps;
        this.heard = heard;
        this.clock = clock;
    }

    /**
     * Mails a code: of sign-up to an address without account, of reset to one with.
     *
     * @param isNew whether the person means to sign up
     * @throws WebRefused where a sign-up's address is taken, or a reset's unknown
     */
    public void register(String email, boolean isNew, String language, String source) {
        var address = parse(email);
        var account = accounts.find(address);
        if (account.isPresent() && isNew && !accounts.devices(account.get()).isEmpty()) {
            throw new WebRefused(Reason.ALREADY_REGISTERED);
        }
        if (account.isEmpty()
                && !isNew
                && codes.find(address, CodePurpose.SIGN_UP).isEmpty()) {
            throw new WebRefused(Reason.UNKNOWN_EMAIL);
        }
        if (account.isEmpty() && !signUps.isInvited(address)) {
            throw new WebRefused(Reason.NOT_INVITED);
        }
        requestCode.request(
                account.isPresent() ? CodePurpose.RESET : CodePurpose.SIGN_UP,
                new RequestCode.Addressee(address, account, language, source));
    }

    /**
     * Checks a code without spending it.
     *
     * @return the account to start a session of, where it was a sign-up's (rulings 3)
     * @throws WebRefused where address or code is wrong
     */
    public Optional<AccountId> validate(String email, String code) {
        var address = known(email);
        if (codes.find(address, CodePurpose.SIGN_UP).isPresent() && checkCode.confirm(address, code)) {
            return Optional.of(account(address));
        }
        if (checkCode.prove(address, CodePurpose.RESET, code).isEmpty()) {
            throw new WebRefused(Reason.WRONG_CODE);
        }
        return Optional.empty();
    }

    /**
     * Sets the password against a code: of a sign-up, also one that {@link #validate} accepted just before, or of a reset.
     * After a reset every session of the account is over.
     *
     * @return the account to start a session of, where it was a sign-up's
     * @throws WebRefused where address or code is wrong
     */
    public Optional<AccountId> activate(String email, String code, Password password) {
        var address = known(email);
        if (codes.find(address, CodePurpose.SIGN_UP).isPresent() && checkCode.confirm(address, code)) {
            var account = account(address);
            issuer.setPassword(address, password.value());
            return Optional.of(account);
        }
        if (!checkCode.reset(address, code, password.value(), () -> isReset(address))) {
            throw new WebRefused(Reason.WRONG_CODE);
        }
        return Optional.empty();
    }

    private void isReset(EmailAddress email) {
        accounts.find(email).ifPresent(account -> {
            sessions.endAll(account);
            heard.proven(account, email);
        });
    }

    private AccountId account(EmailAddress email) {
        var account =
                accounts.find(email).orElseGet(() -> accounts.create(email, issuer.subject(email), clock.millis()));
        heard.proven(account, email);
        return account;
    }

    private EmailAddress known(String email) {
        var address = EmailAddress.parse(email).orElseThrow(() -> new WebRefused(Reason.UNKNOWN_EMAIL));
        if (accounts.find(address).isEmpty()
                && codes.find(address, CodePurpose.SIGN_UP).isEmpty()) {
            throw new WebRefused(Reason.UNKNOWN_EMAIL);
        }
        return address;
    }

    static EmailAddress parse(String email) {
        return EmailAddress.parse(email)
                .filter(EmailAddress::hasDomain)
                .orElseThrow(() -> new WebRefused(Reason.EMAIL_NOT_VALID));
    }
}
