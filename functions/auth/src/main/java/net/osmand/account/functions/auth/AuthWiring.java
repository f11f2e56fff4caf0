package net.osmand.account.functions.auth;

import net.osmand.account.aws.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.account.AuthenticateDevice;
import net.osmand.account.core.account.AuthenticateSession;
import net.osmand.account.core.codes.CheckCode;
import net.osmand.account.core.codes.CodeLimits;
import net.osmand.account.core.codes.PoolUsers;
import net.osmand.account.core.codes.RequestCode;
import net.osmand.account.core.codes.SendConfirmation;
import net.osmand.account.core.deletion.DeleteAccount;
import net.osmand.account.core.mail.Outbox;
import net.osmand.account.core.purchases.ReportOrderId;
import net.osmand.account.core.signin.ChangeEmail;
import net.osmand.account.core.signin.ConfirmEmail;
import net.osmand.account.core.signin.EmailVerifiedListener;
import net.osmand.account.core.signin.FinishEmailChange;
import net.osmand.account.core.signin.ProveAddress;
import net.osmand.account.core.signin.RegisterDevice;
import net.osmand.account.core.signin.RegisterUser;
import net.osmand.account.core.signin.SignUpPolicy;
import net.osmand.account.core.signin.StartSession;
import net.osmand.account.core.signin.UndoEmailChange;
import net.osmand.account.core.signin.WebSignIn;
import net.osmand.account.core.signin.WebSignUp;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.DeviceAuthenticator;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.RequestOrigin;
import net.osmand.account.lambda.SessionAuthenticator;

/** The use cases of this area, each built from just the adapters it needs. */
final class AuthWiring {
    private final Application adapters;
    private final LambdaEnvironment platform;

    AuthWiring(LambdaEnvironment platform) {
        this.platform = platform;
        adapters = new Application(platform);
    }

    Authenticator deviceDoor() {
        return new DeviceAuthenticator(new AuthenticateDevice(adapters.accounts()));
    }

    SessionAuthenticator webDoor() {
        return new SessionAuthenticator(
                new AuthenticateSession(adapters.sessions(), platform.clock()),
                new AuthenticateDevice(adapters.accounts()),
                viewer());
    }

    RequestOrigin viewer() {
        return RequestOrigin.of(platform.environment());
    }

    RequestCode requestCode() {
        var limits = new CodeLimits.Limits(
                number("CODES_IN_TEN_MINUTES"), number("CODES_A_DAY"), number("CODES_A_DAY_FROM_A_SOURCE"));
        return new RequestCode(
                adapters.pendingCodes(),
                adapters.codeIssuer(),
                users(),
                new CodeLimits(adapters.counters(), adapters.knownSources(), limits, platform.clock()),
                platform.clock());
    }

    CheckCode checkCode() {
        return new CheckCode(adapters.pendingCodes(), adapters.codeHash(), platform.clock());
    }

    RegisterUser registerUser() {
        return new RegisterUser(adapters.accounts(), requestCode(), signUps());
    }

    RegisterDevice registerDevice() {
        return new RegisterDevice(
                adapters.accounts(),
                checkCode(),
                users(),
                proveAddress(),
                outbox(),
                platform.clock(),
                platform.random());
    }

    WebSignUp webSignUp() {
        return new WebSignUp(
                adapters.accounts(),
                adapters.pendingCodes(),
                requestCode(),
                checkCode(),
                adapters.codeIssuer(),
                users(),
                adapters.sessions(),
                signUps(),
                proveAddress(),
                platform.clock());
    }

    WebSignIn webSignIn() {
        return new WebSignIn(adapters.accounts(), adapters.codeIssuer());
    }

    ChangeEmail changeEmail() {
        return new ChangeEmail(
                adapters.accounts(),
                requestCode(),
                checkCode(),
                signUps(),
                finishEmailChange(),
                proveAddress(),
                platform.clock());
    }

    ConfirmEmail confirmEmail() {
        return new ConfirmEmail(checkCode(), proveAddress());
    }

    UndoEmailChange undoEmailChange() {
        return new UndoEmailChange(adapters.accounts(), checkCode(), finishEmailChange(), platform.clock());
    }

    private FinishEmailChange finishEmailChange() {
        return new FinishEmailChange(
                adapters.accounts(),
                adapters.pendingCodes(),
                adapters.codeHash(),
                new SendConfirmation(adapters.pendingCodes(), adapters.codeIssuer(), platform.clock()),
                users(),
                adapters.sessions(),
                outbox(),
                platform.clock(),
                platform.random());
    }

    private ProveAddress proveAddress() {
        return new ProveAddress(adapters.accounts(), adapters.pendingCodes(), users(), heard(), platform.clock());
    }

    DeleteAccount deleteAccount() {
        return new DeleteAccount(
                adapters.accounts(),
                adapters.fileVersions(),
                adapters.fileContents(),
                adapters.codeIssuer(),
                adapters.unlinkPurchases(),
                outbox(),
                platform.clock());
    }

    private PoolUsers users() {
        return new PoolUsers(adapters.accounts(), adapters.codeIssuer(), platform.random());
    }

    /** Ends a session, or starts one in place of the one that the browser had. */
    SessionChange sessionChange() {
        return new SessionChange(
                adapters.sessions(),
                new StartSession(adapters.sessions(), adapters.pendingCodes(), platform.clock(), platform.random()));
    }

    /** Somebody signed in from there: its requests for codes do not count for the day (issue 2's figures). */
    KnownSource knownSource() {
        return (account, request) -> adapters.knownSources()
                .remember(account, viewer().address(request), platform.clock().millis());
    }

    /** Who proves an address gets the purchases that wait for it. Made when it is heard: few functions may. */
    private EmailVerifiedListener heard() {
        return (account, email) -> adapters.linkPurchases().claim(account, email);
    }

    ReportOrderId reportOrderId() {
        return adapters.reportOrderId();
    }

    Outbox outbox() {
        return adapters.outbox();
    }

    private SignUpPolicy signUps() {
        return SignUpPolicy.of(platform.variable("SIGN_UPS"));
    }

    private int number(String variable) {
        return Integer.parseInt(platform.variable(variable));
    }

    /** Notes where an account was signed in from. */
    interface KnownSource {
        void remember(AccountId account, Request request);
    }
}
