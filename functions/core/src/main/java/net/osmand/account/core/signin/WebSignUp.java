package net.osmand.account.core.signin;

import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;
import net.osmand.account.core.account.Access;
import net.osmand.account.core.account.Accounts;
import net.osmand.account.core.account.Sessions;
import net.osmand.account.core.codes.CheckCode;
import net.osmand.account.core.codes.CodeProvider;
import net.osmand.account.core.codes.PendingCode;
import net.osmand.account.core.codes.PendingCodes;
import net.osmand.account.core.codes.PoolUsers;
import net.osmand.account.core.codes.RequestCode;
import net.osmand.account.core.codes.Source;
import net.osmand.account.core.mail.Mail;
import net.osmand.account.core.mail.Outbox;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.CodePurpose;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.WebErrorException;
import net.osmand.account.core.values.WebErrorException.Reason;

/**
 * Signs up in a browser, and sets or resets the password: the user requests a code, enters it, and chooses a password.
 * The first correct sign-up code creates the account.
 */
public final class WebSignUp {
    private final Accounts accounts;
    private final PendingCodes codes;
    private final RequestCode requestCode;
    private final CheckCode checkCode;
    private final CodeProvider issuer;
    private final PoolUsers users;
    private final Sessions sessions;
    private final SignUpPolicy signUps;
    private final ProveAddress proveAddress;
    private final Outbox outbox;
    private final Clock clock;

    public WebSignUp(
            Accounts accounts,
            PendingCodes codes,
            RequestCode requestCode,
            CheckCode checkCode,
            CodeProvider issuer,
            PoolUsers users,
            Sessions sessions,
            SignUpPolicy signUps,
            ProveAddress proveAddress,
            Outbox outbox,
            Clock clock) {
        this.accounts = accounts;
        this.codes = codes;
        this.requestCode = requestCode;
        this.checkCode = checkCode;
        this.issuer = issuer;
        this.users = users;
        this.sessions = sessions;
        this.signUps = signUps;
        this.proveAddress = proveAddress;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Mails a sign-up code to an address without an account, or a reset code to an address with one.
     *
     * @param isNew whether the user wants to sign up
     * @throws WebErrorException if the address is invalid or not invited, is taken (sign-up) or has no account (reset)
     */
    public void register(String email, boolean isNew, String language, Source source) {
        var address = parse(email);
        var account = accounts.find(address);
        if (account.isPresent() && isNew && !accounts.devices(account.get()).isEmpty()) {
            throw new WebErrorException(Reason.ALREADY_REGISTERED);
        }
        if (account.isEmpty()
                && !isNew
                && codes.find(address, CodePurpose.SIGN_UP).isEmpty()) {
            throw new WebErrorException(Reason.UNKNOWN_EMAIL);
        }
        if (account.isEmpty() && !signUps.isInvited(address)) {
            throw new WebErrorException(Reason.NOT_INVITED);
        }
        requestCode.request(
                account.isPresent() ? CodePurpose.RESET : CodePurpose.SIGN_UP,
                new RequestCode.Addressee(address, account, language, source));
    }

    /**
     * An account that was created or entered with a sign-up code.
     *
     * @param access the access of the account
     * @param code the code to which the new session belongs
     */
    public record SignedUp(AccountId account, Access access, PendingCode code) {}

    /**
     * Checks a code without spending it.
     *
     * @return the account for a new session, if it was a sign-up code (docs/protocol/codes.md#proof-of-an-address)
     * @throws WebErrorException if address or code is wrong
     */
    public Optional<SignedUp> validate(String email, CheckCode.EnteredCode code) {
        var proven = prove(requireKnown(email), code);
        return proven.purpose() == CodePurpose.SIGN_UP ? Optional.of(signUp(proven)) : Optional.empty();
    }

    /** Whether a reset ends the account's devices. */
    public enum EndDevices {
        YES,
        NO,
        /** A first password ends no device. */
        IF_PASSWORD_EXISTED;

        boolean apply(boolean hadPassword) {
            return this == YES || (this == IF_PASSWORD_EXISTED && hadPassword);
        }
    }

    /**
     * A new password and the code that authorizes it.
     *
     * @param signedInAs the account whose session or device sent the request; empty for a request from outside
     */
    public record Activation(
            String email,
            CheckCode.EnteredCode code,
            Password password,
            Optional<AccountId> signedInAs,
            EndDevices endDevices,
            String language) {
        /** Creates a request from outside that ends no device. */
        public Activation(String email, CheckCode.EnteredCode code, Password password) {
            this(email, code, password, Optional.empty(), EndDevices.NO, "en");
        }
    }

    /**
     * An account whose password was set.
     *
     * @param signedUp the account for a new session after a sign-up; empty after a reset, which starts no session
     */
    public record Activated(AccountId account, Optional<SignedUp> signedUp) {}

    /**
     * Sets the password with a sign-up code, which {@link #validate} may have accepted before, or with a reset code. A
     * reset ends every session of the account and, on request, every device.
     *
     * @throws WebErrorException if address or code is wrong
     */
    public Activated activate(Activation activation) {
        var address = requireKnown(activation.email());
        var password = activation.password();
        password.mustDifferFrom(address);
        var proven = prove(address, activation.code());
        if (proven.purpose() == CodePurpose.SIGN_UP) {
            var signedUp = signUp(proven);
            set(password, proven.email());
            accounts.recordPasswordSet(signedUp.account(), proven.requestedAt());
            return new Activated(signedUp.account(), Optional.of(signedUp));
        }
        return new Activated(reset(proven, activation), Optional.empty());
    }

    private PendingCode prove(EmailAddress email, CheckCode.EnteredCode code) {
        return checkCode
                .prove(email, EnumSet.of(CodePurpose.SIGN_UP, CodePurpose.RESET), code)
                .orElseThrow(() -> new WebErrorException(Reason.WRONG_CODE));
    }

    private SignedUp signUp(PendingCode proven) {
        var email = proven.email();
        var id = accounts.find(email).orElseGet(() -> accounts.create(email, users.ensureReady(email), clock.millis()));
        var account =
                proveAddress.proveFromOutside(id, email).orElseThrow(() -> new WebErrorException(Reason.WRONG_CODE));
        return new SignedUp(id, account.access(), proven);
    }

    /** Resets the password. The code is spent last, so a retry can finish a request that a crash interrupted. */
    private AccountId reset(PendingCode proven, Activation activation) {
        var email = proven.email();
        var account =
                accounts.find(email).filter(proven::isOf).orElseThrow(() -> new WebErrorException(Reason.WRONG_CODE));
        if (activation.signedInAs().filter(account::equals).isPresent()) {
            proveAddress.proveFromInside(account, email);
        } else if (proveAddress.proveFromOutside(account, email).isEmpty()) {
            throw new WebErrorException(Reason.WRONG_CODE);
        }
        set(activation.password(), email);
        var hadPassword = accounts.recordPasswordSet(account, proven.requestedAt());
        sessions.endAll(account);
        if (activation.endDevices().apply(hadPassword)) {
            accounts.endDevices(account);
        }
        outbox.send(Mail.passwordChanged(account, email, activation.language(), clock.millis()));
        checkCode.spend(proven, activation.code());
        return account;
    }

    private void set(Password password, EmailAddress email) {
        if (!issuer.setPassword(email, password.value())) {
            throw new WebErrorException(Reason.WRONG_CODE);
        }
    }

    private EmailAddress requireKnown(String email) {
        var address = EmailAddress.parse(email).orElseThrow(() -> new WebErrorException(Reason.UNKNOWN_EMAIL));
        if (accounts.find(address).isEmpty()
                && codes.find(address, CodePurpose.SIGN_UP).isEmpty()) {
            throw new WebErrorException(Reason.UNKNOWN_EMAIL);
        }
        return address;
    }

    static EmailAddress parse(String email) {
        return EmailAddress.parse(email)
                .filter(EmailAddress::hasDomain)
                .orElseThrow(() -> new WebErrorException(Reason.EMAIL_NOT_VALID));
    }
}
