package net.osmand.account.functions.auth;

import net.osmand.account.aws.Adapters;
import net.osmand.account.aws.Platform;
import net.osmand.account.codes.CheckCode;
import net.osmand.account.codes.CodeLimits;
import net.osmand.account.codes.RequestCode;
import net.osmand.account.http.DeviceDoor;
import net.osmand.account.http.Door;
import net.osmand.account.http.Request;
import net.osmand.account.http.Viewer;
import net.osmand.account.http.WebDoor;
import net.osmand.account.identity.AccountId;
import net.osmand.account.identity.AddressProven;
import net.osmand.account.identity.AuthenticateDevice;
import net.osmand.account.identity.AuthenticateSession;
import net.osmand.account.identity.ChangeEmail;
import net.osmand.account.identity.DeleteAccount;
import net.osmand.account.identity.FinishEmailChange;
import net.osmand.account.identity.PoolUsers;
import net.osmand.account.identity.RegisterDevice;
import net.osmand.account.identity.RegisterUser;
import net.osmand.account.identity.SignUps;
import net.osmand.account.identity.StartSession;
import net.osmand.account.identity.WebSignIn;
import net.osmand.account.identity.WebSignUp;
import net.osmand.account.mail.Outbox;
import net.osmand.account.purchases.ReportOrderId;

/** The use cases of this area, each built from just the adapters it needs. */
final class AuthWiring {
    private final Adapters adapters;
    private final Platform platform;

    AuthWiring(Platform platform) {
        this.platform = platform;
        adapters = new Adapters(platform);
    }

    Door deviceDoor() {
        return new DeviceDoor(new AuthenticateDevice(adapters.accounts()));
    }

    WebDoor webDoor() {
        return new WebDoor(
                new AuthenticateSession(adapters.sessions(), platform.clock()),
                new AuthenticateDevice(adapters.accounts()),
                viewer());
    }

    Viewer viewer() {
        return Viewer.of(platform.environment());
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
                adapters.accounts(), checkCode(), users(), heard(), outbox(), platform.clock(), platform.random());
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
                heard(),
                platform.clock());
    }

    WebSignIn webSignIn() {
        return new WebSignIn(adapters.accounts(), adapters.codeIssuer());
    }

    ChangeEmail changeEmail() {
        var finish = new FinishEmailChange(
                adapters.accounts(), adapters.pendingCodes(), users(), adapters.sessions(), outbox(), platform.clock());
        return new ChangeEmail(adapters.accounts(), requestCode(), checkCode(), signUps(), finish, heard());
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
    private AddressProven heard() {
        return (account, email) -> adapters.linkPurchases().toAccount(account, email);
    }

    ReportOrderId reportOrderId() {
        return adapters.reportOrderId();
    }

    Outbox outbox() {
        return adapters.outbox();
    }

    private SignUps signUps() {
        return SignUps.of(platform.variable("SIGN_UPS"));
    }

    private int number(String variable) {
        return Integer.parseInt(platform.variable(variable));
    }

    /** Notes where an account was signed in from. */
    interface KnownSource {
        void remember(AccountId account, Request request);
    }
}
