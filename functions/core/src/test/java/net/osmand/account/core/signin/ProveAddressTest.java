package net.osmand.account.core.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import net.osmand.account.core.codes.CheckCode;
import net.osmand.account.core.codes.RequestCode;
import net.osmand.account.core.mail.Mail;
import net.osmand.account.core.mail.MailKind;
import net.osmand.account.core.signin.WebSignUp.Activation;
import net.osmand.account.core.signin.WebSignUp.EndDevices;
import net.osmand.account.core.values.AccessToken;
import net.osmand.account.core.values.CodePurpose;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.core.values.WebErrorException.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests the access that a proof of an address ends, and the recovery with the undo code. */
class ProveAddressTest {
    private static final String NEW = "new@example.org";
    private static final Password OTHER = new Password("another horse");

    private final AccountTestBed bed = new AccountTestBed();
    private final TestPerson ann = TestPerson.withPassword(bed, "ann@example.org");
    private final TestPerson renamed = new TestPerson(bed, NEW);
    private RegisterDevice.Registered phone = registersPhone();
    private AccessToken session = ann.startsSession();

    private RegisterDevice.Registered registersPhone() {
        ann.requestsCode(true);
        return ann.registers(ann.code(), "phone");
    }

    @BeforeEach
    void changesAddress() {
        var code = code(ann, CodePurpose.CHANGE);
        ann.use.changeEmail.change(ann.account(), NEW, code, "en");
        session = renamed.startsSession();
        bed.proven.clear();
        later();
    }

    @Test
    void endsNothingInASession() {
        renamed.use.confirmEmail.confirm(renamed.account(), TestPerson.answer(renamed.code()));
        assertThat(renamed.account().access().proven()).isTrue();
        assertThat(isPhoneValid()).isTrue();
        assertThat(renamed.isSignedIn(session)).isTrue();
        assertThat(TestPerson.signIn(ann.use, NEW, TestPerson.PASSWORD)).isEqualTo(renamed.id());
        assertThat(bed.proven).containsOnlyKeys(renamed.email);
        WebSignUpTest.isRejected(
                () -> renamed.use.confirmEmail.confirm(renamed.account(), TestPerson.answer(renamed.code())),
                Reason.WRONG_CODE);
    }

    @Test
    void endsEverythingOlderByASignInFromOutside() {
        renamed.requestsCode(true);
        assertThat(bed.outbox.to(renamed.email).getLast().arguments()).containsKey(Mail.ENDS_ACCESS);
        assertThat(bed.proven).as("before the proof").isEmpty();
        var tablet = renamed.registers(renamed.code(), "tablet");
        assertThat(isPhoneValid()).isFalse();
        assertThat(isValid(tablet)).isTrue();
        assertThat(renamed.isSignedIn(session)).isFalse();
        assertThat(bed.pool.isPassword(renamed.email, TestPerson.PASSWORD)).isFalse();
        assertThat(bed.proven).containsOnlyKeys(renamed.email);
        assertThat(bed.accounts.devices(renamed.id()))
                .filteredOn(device -> !device.isWeb())
                .hasSize(1);

        later();
        renamed.requestsCode(true);
        assertThat(bed.outbox.to(renamed.email).getLast().arguments()).doesNotContainKey(Mail.ENDS_ACCESS);
        renamed.registers(renamed.code(), "another");
        assertThat(isValid(tablet)).as("after a second sign-in").isTrue();
    }

    @Test
    void endsTheCodesThatWereRequestedInside() {
        var deletion = code(renamed, CodePurpose.DELETE);
        later();
        renamed.requestsCode(true);
        renamed.registers(renamed.code(), "tablet");
        assertThat(renamed.use.checkCode.spend(renamed.account().email(), CodePurpose.DELETE, renamed.id(), deletion))
                .isFalse();
    }

    @Test
    void endsEverythingOlderByAResetFromOutside() {
        renamed.resets();
        renamed.use.webSignUp.activate(new Activation(NEW, TestPerson.answer(renamed.code()), OTHER));
        assertThat(isPhoneValid()).isFalse();
        assertThat(renamed.isSignedIn(session)).isFalse();
        assertThat(bed.pool.isPassword(renamed.email, OTHER.value())).isTrue();
    }

    @Test
    void endsNoDeviceByAResetInASession() {
        renamed.resets();
        renamed.use.webSignUp.activate(new Activation(
                NEW, TestPerson.answer(renamed.code()), OTHER, Optional.of(renamed.id()), EndDevices.NO, "en"));
        assertThat(isPhoneValid()).isTrue();
        assertThat(renamed.account().access().proven()).isTrue();
    }

    @Test
    void movesTheAccountBackByTheUndoCode() {
        var undo = bed.outbox.newestCode(ann.email);
        bed.clock.advance(Duration.ofDays(6));
        ann.use.undoEmailChange.undo(ann.email.value(), TestPerson.answer(undo));
        assertThat(ann.account().access().proven()).isTrue();
        assertThat(renamed.findId()).isEmpty();
        assertThat(isPhoneValid()).isTrue();
        assertThat(ann.isSignedIn(session)).isFalse();
        assertThat(bed.pool.isPassword(ann.email, TestPerson.PASSWORD)).isFalse();
        assertThat(bed.outbox.kinds(renamed.email)).endsWith(MailKind.ADDRESS_TAKEN_BACK);
        WebSignUpTest.isRejected(
                () -> ann.use.undoEmailChange.undo(ann.email.value(), TestPerson.answer(undo)), Reason.WRONG_CODE);
    }

    @Test
    void endsTheUndoCodeByAProofFromOutsideOnly() {
        var undo = bed.outbox.newestCode(ann.email);
        renamed.requestsCode(true);
        renamed.registers(renamed.code(), "tablet");
        WebSignUpTest.isRejected(
                () -> ann.use.undoEmailChange.undo(ann.email.value(), TestPerson.answer(undo)), Reason.WRONG_CODE);
    }

    @Test
    void undoesAChangeThatWasProvenInside() {
        renamed.use.confirmEmail.confirm(renamed.account(), TestPerson.answer(renamed.code()));
        ann.use.undoEmailChange.undo(ann.email.value(), TestPerson.answer(bed.outbox.newestCode(ann.email)));
        assertThat(ann.findId()).isPresent();
    }

    @Test
    void refusesTheUndoOfAnAddressThatHasAnotherAccount() {
        var undo = TestPerson.answer(bed.outbox.newestCode(ann.email));
        var newcomer = new TestPerson(bed, "ann@example.org");
        newcomer.requestsCode(false);
        newcomer.registers(newcomer.code(), "phone");
        WebSignUpTest.isRejected(
                () -> ann.use.undoEmailChange.undo(ann.email.value(), undo), Reason.ALREADY_REGISTERED);
        assertThat(renamed.id()).isNotEqualTo(newcomer.id());
    }

    @Test
    void keepsTheUndoCodeThroughThirtyWrongTriesOfStrangers() {
        var undo = TestPerson.answer(bed.outbox.newestCode(ann.email));
        for (var stranger = 0; stranger < 40; stranger++) {
            var wrong = new CheckCode.EnteredCode(
                    "00000000", net.osmand.account.core.codes.Source.of("198.51.100." + stranger));
            WebSignUpTest.isRejected(() -> ann.use.undoEmailChange.undo(ann.email.value(), wrong), Reason.WRONG_CODE);
        }
        ann.use.undoEmailChange.undo(ann.email.value(), undo);
        assertThat(ann.findId()).isPresent();
    }

    @Test
    void refusesADeviceWhoseCodeWasForTheAddressBefore() {
        // The code of the old address was spent, and then the address changed before the device was added.
        var bob = TestPerson.withPhone(bed, "bob@example.org");
        var before = bob.account();
        bob.use.changeEmail.change(before, "bob2@example.org", code(bob, CodePurpose.CHANGE), "en");
        assertThat(bed.accounts.add(before, phone.device()).name()).isEqualTo("ACCOUNT_CHANGED");
    }

    private CheckCode.EnteredCode code(TestPerson person, CodePurpose purpose) {
        later();
        person.use.requestCode.request(
                purpose, new RequestCode.Addressee(person.email, Optional.of(person.id()), "en", TestPerson.IP));
        return TestPerson.answer(person.code());
    }

    private void later() {
        bed.clock.advance(Duration.ofMinutes(3));
    }

    private boolean isPhoneValid() {
        return isValid(phone);
    }

    private boolean isValid(RegisterDevice.Registered device) {
        try {
            ann.use.authenticateDevice.authenticate(
                    Integer.toString(device.device().id().value()),
                    device.token().reveal());
            return true;
        } catch (ProblemException refusal) {
            assertThat(refusal.problem()).isEqualTo(Problem.DEVICE_REJECTED);
            return false;
        }
    }
}
