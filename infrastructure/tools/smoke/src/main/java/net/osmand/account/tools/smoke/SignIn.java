package net.osmand.account.tools.smoke;

import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Checks Cognito and the mails: sign-up, EMAIL_OTP, and a first password. */
final class SignIn {
    private static final int WRONG_CODE = 104;
    private static final int RESET_DIGITS = 6;
    private static final String SUITE = "OtherCognitoSuite asks it of a pool of its own: docs/operate.md";

    private final Api api;
    private final TestAccount account;

    SignIn(Api api, TestAccount account) {
        this.api = api;
        this.account = account;
    }

    void check(Report report, Answer registered) {
        var signUp = report.check("A code comes by mail and opens an account", () -> signUp(registered));
        var otp = row(report, "EMAIL_OTP: the right code works after a wrong one", this::wrongThenRight);
        var digits = new AtomicInteger();
        var reset = row(report, "A user without a password can set one by a code", () -> reset(digits));
        report.check(
                "ForgotPassword mails a user who never had a password",
                () -> digits.get() == 0
                        ? Finding.notTried("no code came")
                        : Finding.of(digits.get() == RESET_DIGITS, "a code of " + digits + " digits"));
        var all = signUp.isConfirmed() && otp.isConfirmed() && reset.isConfirmed();
        report.check(
                "Cognito accepts SECRET_HASH over the e-mail address",
                () -> all
                        ? Finding.of(true, "by SignUp, ConfirmSignUp, EMAIL_OTP and the reset")
                        : Finding.notTried("a row above failed; the functions' log names the exception"));
        report.check("An hourly limit answers LimitExceededException", () -> Finding.notTried(SUITE));
        report.check("ConfirmSignUp of an unknown user is a CodeMismatchException", () -> Finding.notTried(SUITE));
    }

    private Finding row(Report report, String assumption, Report.Check check) {
        return report.check(assumption, account.exists() ? check : () -> Finding.notTried("there is no account"));
    }

    private Finding signUp(Answer registered) throws IOException {
        if (!registered.isOk()) {
            return Finding.of(false, "user-register: " + registered.shown());
        }
        var device = account.registerDevice(account.code("sign-up"));
        return Finding.of(account.exists(), "device-register: " + device.status());
    }

    private Finding wrongThenRight() throws IOException {
        var sent = account.register(true);
        if (!sent.isOk()) {
            return Finding.of(false, "user-register: " + sent.shown());
        }
        var code = account.code("sign-in");
        var wrong = account.registerDevice(other(code));
        var right = account.registerDevice(code);
        return Finding.of(
                wrong.errorCode() == WRONG_CODE && right.isOk(),
                "wrong: %d, error %d; right: %d".formatted(wrong.status(), wrong.errorCode(), right.status()));
    }

    private Finding reset(AtomicInteger digits) throws IOException {
        var sent = api.postJson(
                "/mapapi/auth/register", Map.of("isNew", "false", "lang", "en"), Map.of("username", account.email()));
        if (!sent.isOk()) {
            return Finding.of(false, "register: " + sent.shown());
        }
        var code = account.code("reset");
        digits.set(code.length());
        var password = UUID.randomUUID().toString();
        var activated = api.postJson(
                "/mapapi/auth/activate",
                Map.of(),
                Map.of("username", account.email(), "token", code, "password", password, "lang", "en"));
        var login = api.postJson(
                "/mapapi/auth/login",
                Map.of(),
                Map.of("username", account.email(), "password", password, "lang", "en"));
        return Finding.of(
                activated.isOk() && login.isOk(),
                "activate: %d; login: %d".formatted(activated.status(), login.status()));
    }

    /** Returns another code of the same length. */
    private static String other(String code) {
        return (code.charAt(0) == '9' ? '1' : (char) (code.charAt(0) + 1)) + code.substring(1);
    }
}
