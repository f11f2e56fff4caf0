package net.osmand.account.core.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.osmand.account.core.account.Browser;
import net.osmand.account.core.mail.MailKind;
import net.osmand.account.core.signin.WebSignUp.Activation;
import net.osmand.account.core.testing.PortWrapper;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.WebErrorException;
import net.osmand.account.core.values.WebErrorException.Reason;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebSignUpTest {
    private static final Password PASSWORD = new Password(TestPerson.PASSWORD);
    private static final Password OTHER = new Password("another horse");

    private final AccountTestBed bed = new AccountTestBed();
    private final TestPerson ann = new TestPerson(bed, "ann@example.org");
    private final WebSignUp signUp = ann.use.webSignUp;

    @Test
    void opensAnAccountByTheFirstRightCodeAndStartsASession() {
        ann.signsUp();
        assertThat(ann.findId()).isEmpty();
        var signedUp = signUp.validate("ann@example.org", TestPerson.answer(ann.code()))
                .orElseThrow();
        assertThat(signedUp.account()).isEqualTo(ann.id());
        assertThat(ann.isSignedIn(ann.use.startSession.start(signedUp, "en", Browser.UNKNOWN)))
                .isTrue();
        assertThat(bed.proven).containsEntry(ann.email, ann.id());
        assertThat(bed.pool.find(ann.email).orElseThrow().ready()).isTrue();
    }

    @Test
    void setsThePasswordInTheSecondStep() {
        ann.signsUp();
        var code = TestPerson.answer(ann.code());
        signUp.validate("ann@example.org", code);
        assertThat(bed.pool.isPassword(ann.email, TestPerson.PASSWORD)).isFalse();
        assertThat(signUp.activate(new Activation("ann@example.org", code, PASSWORD))
                        .signedUp())
                .isPresent();
        assertThat(bed.pool.isPassword(ann.email, TestPerson.PASSWORD)).isTrue();
        assertThat(bed.accounts.count()).isOne();
    }

    @Test
    void signsUpInOneStep() {
        ann.signsUp();
        assertThat(signUp.activate(new Activation("ann@example.org", TestPerson.answer(ann.code()), PASSWORD))
                        .signedUp())
                .isPresent();
        assertThat(TestPerson.signIn(ann.use, "ann@example.org", TestPerson.PASSWORD))
                .isEqualTo(ann.id());
    }

    @Test
    void replacesTheSessionOfARepeatedProof() {
        ann.signsUp();
        var code = TestPerson.answer(ann.code());
        var first = ann.use.startSession.start(
                signUp.validate("ann@example.org", code).orElseThrow(), "en", Browser.UNKNOWN);
        var second = ann.use.startSession.start(
                signUp.validate("ann@example.org", code).orElseThrow(), "en", Browser.UNKNOWN);
        assertThat(ann.isSignedIn(first)).isFalse();
        assertThat(ann.isSignedIn(second)).isTrue();
        assertThat(bed.sessions.count(ann.id())).isOne();
    }

    @Test
    void neverServesAnAppWithACodeThatTheWebProved() {
        ann.signsUp();
        signUp.validate("ann@example.org", TestPerson.answer(ann.code()));
        RegisterDeviceTest.isRejected(() -> ann.registers(ann.code(), "phone"), Problem.CODE_REJECTED);
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 60, 1200})
    void killsASignUpCodeFifteenMinutesAfterItsProof(int minutes) {
        ann.signsUp();
        var code = TestPerson.answer(ann.code());
        signUp.activate(new Activation("ann@example.org", code, PASSWORD));
        bed.clock.advance(Duration.ofMinutes(minutes));
        isRejected(() -> signUp.validate("ann@example.org", code), Reason.WRONG_CODE);
        isRejected(() -> signUp.activate(new Activation("ann@example.org", code, OTHER)), Reason.WRONG_CODE);
        assertThat(bed.pool.isPassword(ann.email, TestPerson.PASSWORD)).isTrue();
    }

    @Test
    void acceptsAProvenSignUpCodeForFourteenMinutes() {
        ann.signsUp();
        var code = TestPerson.answer(ann.code());
        signUp.validate("ann@example.org", code);
        bed.clock.advance(Duration.ofMinutes(14));
        assertThat(signUp.activate(new Activation("ann@example.org", code, PASSWORD))
                        .signedUp())
                .isPresent();
    }

    @Test
    void rejectsASignUpCodeAfter24Hours() {
        ann.signsUp();
        bed.clock.advance(Duration.ofHours(24));
        isRejected(() -> signUp.validate("ann@example.org", TestPerson.answer(ann.code())), Reason.WRONG_CODE);
        assertThat(ann.findId()).isEmpty();
    }

    @Test
    void mailsNewCodesToAnUnconfirmedSignUp() {
        ann.signsUp();
        ann.signsUp();
        ann.resets();
        assertThat(bed.outbox.kinds(ann.email)).hasSize(3).containsOnly(MailKind.SIGN_UP_CODE);
        assertThat(signUp.validate("ann@example.org", TestPerson.answer(ann.code())))
                .isPresent();
    }

    @Test
    void rejectsTheSignUpOfAnAccountWithDevices() {
        TestPerson.withPhone(bed, "ann@example.org");
        isRejected(ann::signsUp, Reason.ALREADY_REGISTERED);
    }

    /** Its sign-up was interrupted. It has neither device nor session, so a reset code lets its owner sign in. */
    @Test
    void resetsAnAccountWithoutDevicesAtASignUp() {
        bed.accounts.create(ann.email, bed.pool.create(ann.email), bed.clock.millis());
        ann.signsUp();
        assertThat(bed.outbox.kinds(ann.email)).containsExactly(MailKind.RESET_CODE);
    }

    @Test
    void rejectsTheResetOfAnUnknownAddress() {
        isRejected(ann::resets, Reason.UNKNOWN_EMAIL);
        assertThat(ann.mails()).isZero();
    }

    @Test
    void rejectsInvalidAddressesAndThoseThatAreNotInvited() {
        for (var email : new String[] {"no-address", "ann@localhost", ""}) {
            isRejected(() -> signUp.register(email, true, "en", TestPerson.IP), Reason.EMAIL_NOT_VALID);
        }
        var invited = bed.useCases(SignUpPolicy.of("example.com"), PortWrapper.none()).webSignUp;
        isRejected(() -> invited.register("ann@example.org", true, "en", TestPerson.IP), Reason.NOT_INVITED);
        invited.register("bob@example.com", true, "en", TestPerson.IP);
    }

    @Test
    void tellsUnknownAddressesAndWrongCodesApart() {
        isRejected(() -> signUp.validate("ann@example.org", TestPerson.answer("1")), Reason.UNKNOWN_EMAIL);
        isRejected(() -> signUp.validate("nonsense", TestPerson.answer("1")), Reason.UNKNOWN_EMAIL);
        ann.signsUp();
        isRejected(() -> signUp.validate("ann@example.org", TestPerson.answer("000000")), Reason.WRONG_CODE);
        isRejected(
                () -> signUp.activate(new Activation("ann@example.org", TestPerson.answer("000000"), PASSWORD)),
                Reason.WRONG_CODE);
    }

    @Test
    void isDeadAfterFourWrongTries() {
        ann.signsUp();
        for (var tries = 0; tries < 4; tries++) {
            isRejected(() -> signUp.validate("ann@example.org", TestPerson.answer("000000")), Reason.WRONG_CODE);
        }
        isRejected(() -> signUp.validate("ann@example.org", TestPerson.answer(ann.code())), Reason.WRONG_CODE);
    }

    @Test
    void setsThePasswordOfAPhonesAccountByAReset() {
        var phone = TestPerson.withPhone(bed, "ann@example.org");
        phone.resets();
        assertThat(signUp.activate(new Activation("ann@example.org", TestPerson.answer(ann.code()), PASSWORD))
                        .signedUp())
                .isEmpty();
        assertThat(TestPerson.signIn(ann.use, "ann@example.org", TestPerson.PASSWORD))
                .isEqualTo(ann.id());
        assertThat(bed.accounts.devices(ann.id())).hasSize(1);
    }

    @Test
    void endsEverySessionAndTheOldPasswordByAReset() {
        TestPerson.withPassword(bed, "ann@example.org");
        var session = ann.startsSession();
        ann.resets();
        var code = TestPerson.answer(ann.code());
        assertThat(signUp.validate("ann@example.org", code)).isEmpty();
        assertThat(ann.isSignedIn(session)).isTrue();
        assertThat(signUp.activate(new Activation("ann@example.org", code, OTHER))
                        .signedUp())
                .isEmpty();
        assertThat(ann.isSignedIn(session)).isFalse();
        assertThat(bed.pool.isPassword(ann.email, TestPerson.PASSWORD)).isFalse();
        assertThat(bed.pool.isPassword(ann.email, OTHER.value())).isTrue();
        isRejected(() -> signUp.activate(new Activation("ann@example.org", code, PASSWORD)), Reason.WRONG_CODE);
    }

    @Test
    void rejectsAResetCodeAfterAnHour() {
        TestPerson.withPassword(bed, "ann@example.org");
        ann.resets();
        bed.clock.advance(Duration.ofHours(1));
        isRejected(
                () -> signUp.activate(new Activation("ann@example.org", TestPerson.answer(ann.code()), OTHER)),
                Reason.WRONG_CODE);
    }

    @Test
    void resetsAfterThePoolLostItsUsers() {
        TestPerson.withPassword(bed, "ann@example.org");
        bed.pool.lose(ann.email);
        ann.resets();
        signUp.activate(new Activation("ann@example.org", TestPerson.answer(ann.code()), OTHER));
        assertThat(bed.pool.isPassword(ann.email, OTHER.value())).isTrue();
    }

    static void isRejected(ThrowingCallable call, Reason reason) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        WebErrorException.class,
                        refusal -> assertThat(refusal.text()).isEqualTo(new WebErrorException(reason).text()));
    }
}
