package net.osmand.account.application;

import java.security.SecureRandom;
import java.time.Clock;
import net.osmand.account.core.codes.CheckCode;
import net.osmand.account.core.codes.CodeHash;
import net.osmand.account.core.codes.CodeLimits;
import net.osmand.account.core.codes.CodeReceiver;
import net.osmand.account.core.codes.PasswordLimits;
import net.osmand.account.core.codes.PoolUsers;
import net.osmand.account.core.codes.RequestCode;
import net.osmand.account.core.codes.SendConfirmation;
import net.osmand.account.core.signin.ChangeEmail;
import net.osmand.account.core.signin.ChangePassword;
import net.osmand.account.core.signin.CheckIdentity;
import net.osmand.account.core.signin.ConfirmEmail;
import net.osmand.account.core.signin.EmailVerifiedListener;
import net.osmand.account.core.signin.FinishEmailChange;
import net.osmand.account.core.signin.ProveAddress;
import net.osmand.account.core.signin.RegisterDevice;
import net.osmand.account.core.signin.RegisterUser;
import net.osmand.account.core.signin.StartSession;
import net.osmand.account.core.signin.UndoEmailChange;
import net.osmand.account.core.signin.WebSignIn;
import net.osmand.account.core.signin.WebSignUp;

/** Builds the use cases of codes, sign-up, sign-in and the account's address. */
public final class SignInUseCases {
    private final Settings settings;
    private final Adapters adapters;
    private final PurchaseUseCases purchases;
    private final Clock clock;
    private final SecureRandom random;

    SignInUseCases(Settings settings, Adapters adapters, PurchaseUseCases purchases, Clock clock, SecureRandom random) {
        this.settings = settings;
        this.adapters = adapters;
        this.purchases = purchases;
        this.clock = clock;
        this.random = random;
    }

    public RegisterUser registerUser() {
        return new RegisterUser(adapters.accounts(), requestCode(), settings.signUpPolicy());
    }

    public RegisterDevice registerDevice() {
        return new RegisterDevice(
                adapters.accounts(), checkCode(), poolUsers(), proveAddress(), adapters.outbox(), clock, random);
    }

    public WebSignUp webSignUp() {
        return new WebSignUp(
                adapters.accounts(),
                adapters.pendingCodes(),
                requestCode(),
                checkCode(),
                adapters.codeProvider(),
                poolUsers(),
                adapters.sessions(),
                settings.signUpPolicy(),
                proveAddress(),
                adapters.outbox(),
                clock);
    }

    public WebSignIn webSignIn() {
        return new WebSignIn(
                adapters.accounts(),
                adapters.codeProvider(),
                passwordLimits(),
                adapters.knownSources(),
                adapters.outbox(),
                clock);
    }

    public StartSession startSession() {
        return new StartSession(adapters.sessions(), adapters.pendingCodes(), clock, random);
    }

    public RequestCode requestCode() {
        var limits = new CodeLimits(adapters.counters(), adapters.knownSources(), settings.limits(), clock);
        return new RequestCode(adapters.pendingCodes(), adapters.codeProvider(), poolUsers(), limits, clock);
    }

    public CheckCode checkCode() {
        return new CheckCode(adapters.pendingCodes(), codeHash(), settings.limits(), clock);
    }

    public CodeReceiver codeReceiver() {
        return new CodeReceiver(adapters.pendingCodes(), codeHash());
    }

    private CodeHash codeHash() {
        return new CodeHash(adapters.secrets().codeHash());
    }

    public ChangePassword changePassword() {
        return new ChangePassword(
                adapters.accounts(),
                adapters.sessions(),
                checkCode(),
                adapters.codeProvider(),
                passwordLimits(),
                proveAddress(),
                adapters.outbox(),
                clock);
    }

    private PasswordLimits passwordLimits() {
        return new PasswordLimits(adapters.counters(), settings.limits(), clock);
    }

    public ChangeEmail changeEmail() {
        return new ChangeEmail(
                adapters.accounts(),
                requestCode(),
                checkCode(),
                settings.signUpPolicy(),
                finishEmailChange(),
                proveAddress(),
                clock);
    }

    public ConfirmEmail confirmEmail() {
        return new ConfirmEmail(checkCode(), proveAddress());
    }

    public UndoEmailChange undoEmailChange() {
        return new UndoEmailChange(adapters.accounts(), checkCode(), finishEmailChange(), clock);
    }

    public FinishEmailChange finishEmailChange() {
        return new FinishEmailChange(
                adapters.accounts(),
                adapters.pendingCodes(),
                codeHash(),
                new SendConfirmation(adapters.pendingCodes(), adapters.codeProvider(), clock),
                poolUsers(),
                adapters.sessions(),
                adapters.outbox(),
                clock,
                random);
    }

    public CheckIdentity checkIdentity() {
        return new CheckIdentity(adapters.accounts(), poolUsers());
    }

    private ProveAddress proveAddress() {
        return new ProveAddress(adapters.accounts(), adapters.pendingCodes(), poolUsers(), emailVerified(), clock);
    }

    /** Links the purchases that wait for a verified address. Built on demand, since few functions have its settings. */
    private EmailVerifiedListener emailVerified() {
        return (account, email) -> purchases.link().claim(account, email);
    }

    private PoolUsers poolUsers() {
        return new PoolUsers(adapters.accounts(), adapters.codeProvider(), random);
    }
}
