package net.osmand.account.core.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import net.osmand.account.core.account.Access;
import net.osmand.account.core.account.Account;
import net.osmand.account.core.account.Browser;
import net.osmand.account.core.codes.CheckCode;
import net.osmand.account.core.codes.RequestCode;
import net.osmand.account.core.codes.Source;
import net.osmand.account.core.mail.MailKind;
import net.osmand.account.core.signin.ChangePassword.NewPassword;
import net.osmand.account.core.signin.ChangePassword.Proof;
import net.osmand.account.core.values.AccessToken;
import net.osmand.account.core.values.CodePurpose;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import org.junit.jupiter.api.Test;

class ChangePasswordTest {
    private static final String NEW = "another horse";
    private static final Source ELSEWHERE = Source.of("198.51.100.7");

    private final AccountTestBed bed = new AccountTestBed();
    private final TestPerson ann = TestPerson.withPassword(bed, "ann@example.org");
    private final AccessToken own = ann.startsSession();
    private final AccessToken other = ann.startsSession();

    @Test
    void changesItAgainstTheOldOneAndEndsEverySession() {
        var valid = change(old(TestPerson.PASSWORD), false).orElseThrow();
        assertThat(ann.isSignedIn(own)).isFalse();
        assertThat(ann.isSignedIn(other)).isFalse();
        assertThat(ann.isSignedIn(start(valid))).isTrue();
        assertThat(isPassword(NEW)).isTrue();
        assertThat(isPassword(TestPerson.PASSWORD)).isFalse();
        assertThat(bed.outbox.to(ann.email).getLast().kind()).isEqualTo(MailKind.PASSWORD_CHANGED);
    }

    @Test
    void setsAFirstOneAgainstAMailedCode() {
        var bob = TestPerson.withPhone(bed, "bob@example.org");
        isRefused(Problem.OLD_PASSWORD_WRONG, () -> change(bob, old(""), false));
        requestsCode(bob);
        var code = mailed(bob.code());
        assertThat(change(bob, code, false)).isPresent();
        assertThat(bed.pool.isPassword(bob.email, NEW)).isTrue();
        assertThat(bed.accounts.hasPassword(bob.id())).isTrue();
        assertThat(bed.accounts.devices(bob.id())).as("the phone").hasSize(1);
        isRefused(Problem.CODE_REJECTED, () -> change(bob, code, false));
    }

    @Test
    void endsTheDevicesOnRequestOnly() {
        ann.requestsCode(true);
        var phone = ann.registers(ann.code(), "phone");
        change(old(TestPerson.PASSWORD), false);
        assertThat(ann.use.authenticateDevice.authenticate(phone.token().reveal()))
                .isPresent();
        bed.clock.advance(Duration.ofSeconds(1));
        change(old(NEW), true);
        assertThat(ann.use.authenticateDevice.authenticate(phone.token().reveal()))
                .isEmpty();
    }

    @Test
    void countsAWrongOldOneAsAWrongSignIn() {
        for (var tries = 0; tries < 3; tries++) {
            isRefused(Problem.OLD_PASSWORD_WRONG, () -> change(old("wrong"), false));
        }
        assertThatThrownBy(() -> TestPerson.signIn(ann.use, "ann@example.org", "wrong"))
                .hasMessage("error_password");
        isRefused(Problem.TOO_MANY_REQUESTS, () -> change(old(TestPerson.PASSWORD), false));
        assertThat(isPassword(TestPerson.PASSWORD)).isTrue();
        assertThat(ann.isSignedIn(own)).as("a session after refusals").isTrue();
        assertThat(change(new Proof.OldPassword(TestPerson.PASSWORD, ELSEWHERE), false))
                .as("from another source")
                .isPresent();
    }

    @Test
    void countsAWrongCodeAndNoTryForAPasswordThatIsTooSimple() {
        requestsCode(ann);
        var code = ann.code();
        for (var tries = 0; tries < 5; tries++) {
            isRefused(
                    Problem.PASSWORD_TOO_SIMPLE,
                    () -> ann.use.changePassword.change(
                            ann.account(),
                            mailed("000000"),
                            new NewPassword(new Password("ann@example.org"), false, "en")));
        }
        for (var tries = 0; tries < 4; tries++) {
            isRefused(Problem.CODE_REJECTED, () -> change(mailed("000000"), false));
        }
        isRefused(Problem.CODE_REJECTED, () -> change(mailed(code), false));
        assertThat(isPassword(TestPerson.PASSWORD)).isTrue();
        assertThat(ann.isSignedIn(own)).isTrue();
    }

    @Test
    void takesNoCodeOfAnotherPurposeAndNoneOfAnotherAccount() {
        ann.requestsCode(true);
        isRefused(Problem.CODE_REJECTED, () -> change(mailed(ann.code()), false));
        var bob = TestPerson.withPassword(bed, "bob@example.org");
        requestsCode(bob);
        isRefused(Problem.CODE_REJECTED, () -> change(mailed(bob.code()), false));
    }

    /** An attacker who moved the account to someone else's address knows its password but cannot read the mailbox. */
    @Test
    void anUnprovenAddressNeedsTheMailedCode() {
        ann.use.requestCode.request(CodePurpose.CHANGE, addressee(ann));
        ann.use.changeEmail.change(ann.account(), "new@example.org", TestPerson.answer(ann.code()), "en");
        var moved = new TestPerson(bed, "new@example.org");
        isRefused(Problem.OLD_PASSWORD_WRONG, () -> change(moved, old(TestPerson.PASSWORD), false));
        requestsCode(moved);
        assertThat(change(moved, mailed(moved.code()), false)).isPresent();
        assertThat(moved.account().access().proven()).isTrue();
    }

    @Test
    void aSignInWithTheOldOneThatRacesWithTheChangeEnds() {
        var signedIn = ann.use.webSignIn.signIn("ann@example.org", TestPerson.PASSWORD, ELSEWHERE, "en");
        change(old(TestPerson.PASSWORD), false);
        assertThat(ann.isSignedIn(start(signedIn.access()))).isFalse();
    }

    /** The caller was authenticated before all access ended. */
    @Test
    void aCallerWhoseSessionEndedMeanwhileGetsNoNewOne() {
        var stale = ann.account();
        ann.use.endAccess.endAll(ann.id());
        assertThat(ann.use.changePassword.change(stale, old(TestPerson.PASSWORD), wanted(false)))
                .isEmpty();
    }

    private Optional<Access> change(Proof proof, boolean endDevices) {
        return change(ann, proof, endDevices);
    }

    private static Optional<Access> change(TestPerson person, Proof proof, boolean endDevices) {
        Account account = person.account();
        return person.use.changePassword.change(account, proof, wanted(endDevices));
    }

    private static NewPassword wanted(boolean endDevices) {
        return new NewPassword(new Password(NEW), endDevices, "en");
    }

    private static Proof old(String password) {
        return new Proof.OldPassword(password, TestPerson.IP);
    }

    private static Proof mailed(String code) {
        return new Proof.MailedCode(new CheckCode.EnteredCode(code, TestPerson.IP));
    }

    private static void requestsCode(TestPerson person) {
        person.use.requestCode.request(CodePurpose.RESET, addressee(person));
    }

    private static RequestCode.Addressee addressee(TestPerson person) {
        return new RequestCode.Addressee(person.email, person.findId(), "en", TestPerson.IP);
    }

    private AccessToken start(Access access) {
        return ann.use.startSession.start(ann.id(), access, "en", Browser.UNKNOWN);
    }

    private boolean isPassword(String password) {
        return bed.pool.isPassword(ann.email, password);
    }

    private static void isRefused(Problem problem, Runnable request) {
        assertThatThrownBy(request::run)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem()).isEqualTo(problem));
    }
}
