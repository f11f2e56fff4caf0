package net.osmand.account.core.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import net.osmand.account.core.account.Accounts;
import net.osmand.account.core.codes.CheckCode;
import net.osmand.account.core.codes.PendingCode;
import net.osmand.account.core.codes.RequestCode;
import net.osmand.account.core.mail.Mail;
import net.osmand.account.core.mail.MailKind;
import net.osmand.account.core.testing.PortWrapper;
import net.osmand.account.core.values.CodePurpose;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.WebErrorException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeEmailTest {
    private static final EmailAddress NEW = new EmailAddress("new@example.org");

    private final AccountTestBed bed = new AccountTestBed();
    private final TestPerson ann = TestPerson.withPassword(bed, "ann@example.org");
    private final TestPerson renamed = new TestPerson(bed, NEW.value());
    private final ChangeEmail change = ann.use.changeEmail;

    @Test
    void changesTheAddressInOneStep() {
        var account = ann.account();
        var session = ann.startsSession();
        change.change(account, NEW.value(), code(ann, CodePurpose.CHANGE), "nl");
        assertThat(ann.findId()).isEmpty();
        assertThat(renamed.id()).isEqualTo(account.id());
        assertThat(renamed.account().email()).isEqualTo(NEW);
        assertThat(renamed.account().subject()).isEqualTo(account.subject());
        assertThat(renamed.isSignedIn(session)).isFalse();
        assertThat(bed.accounts.emailChanges()).isEmpty();
        assertThat(TestPerson.signIn(ann.use, NEW.value(), TestPerson.PASSWORD)).isEqualTo(account.id());
        WebSignUpTest.isRejected(
                () -> TestPerson.signIn(ann.use, "ann@example.org", TestPerson.PASSWORD), Reason.UNKNOWN_EMAIL);
    }

    @Test
    void tellsBothAddresses() {
        change.change(ann.account(), NEW.value(), code(ann, CodePurpose.CHANGE), "nl");
        var old = bed.outbox.to(ann.email).getLast();
        assertThat(old.kind()).isEqualTo(MailKind.ADDRESS_LEFT);
        assertThat(old.arguments()).containsEntry(Mail.NEW_ADDRESS, NEW.value());
        assertThat(old.language()).isEqualTo("nl");
        assertThat(old.arguments()).containsKey(Mail.CODE);
        assertThat(bed.outbox.kinds(NEW)).containsExactly(MailKind.CONFIRM_CODE);
    }

    /** The code of the old address does not prove the new one. Purchases of the new address wait until it is proven. */
    @Test
    void countsTheNewAddressAsUnprovenInOneStepAndAsProvenInTwo() {
        bed.proven.clear();
        change.change(ann.account(), NEW.value(), code(ann, CodePurpose.CHANGE), "en");
        assertThat(bed.proven).containsOnlyKeys(ann.email);
        var bob = TestPerson.withPassword(bed, "bob@example.org");
        bed.proven.clear();
        change.verifyNew(bob.account(), "bob2@example.org", code(bob, CodePurpose.CHANGE), "en");
        var bob2 = new TestPerson(bed, "bob2@example.org");
        change.change(bob.account(), "bob2@example.org", TestPerson.answer(bob2.code()), "en");
        assertThat(bed.proven).containsOnlyKeys(bob2.email);
    }

    @Test
    void changesTheAddressInTwoSteps() {
        var account = ann.account();
        change.verifyNew(account, NEW.value(), code(ann, CodePurpose.CHANGE), "en");
        assertThat(bed.outbox.kinds(NEW)).containsExactly(MailKind.NEW_ADDRESS_CODE);
        change.change(account, NEW.value(), TestPerson.answer(renamed.code()), "en");
        assertThat(renamed.id()).isEqualTo(account.id());
        assertThat(TestPerson.signIn(ann.use, NEW.value(), TestPerson.PASSWORD)).isEqualTo(account.id());
    }

    @Test
    void repeatsTheFirstStepWithTheSameCode() {
        var code = code(ann, CodePurpose.CHANGE);
        change.verifyNew(ann.account(), NEW.value(), code, "en");
        bed.clock.advance(Duration.ofMinutes(1));
        change.verifyNew(ann.account(), NEW.value(), code, "en");
        assertThat(bed.outbox.to(NEW)).hasSize(2);
    }

    @Test
    void neverReservesTheNewAddressByTheFirstStep() {
        change.verifyNew(ann.account(), NEW.value(), code(ann, CodePurpose.CHANGE), "en");
        var code = TestPerson.answer(renamed.code());
        bed.clock.advance(Duration.ofMinutes(1));
        var stranger = TestPerson.withPassword(bed, NEW.value());
        assertThat(stranger.id()).isNotEqualTo(ann.id());
        WebSignUpTest.isRejected(
                () -> change.change(ann.account(), NEW.value(), code, "en"), Reason.ALREADY_REGISTERED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere", "a@b", ""})
    void rejectsInvalidAddressesWithoutSpendingTheCode(String address) {
        var code = code(ann, CodePurpose.CHANGE);
        WebSignUpTest.isRejected(() -> change.change(ann.account(), address, code, "en"), Reason.EMAIL_NOT_VALID);
        WebSignUpTest.isRejected(() -> change.verifyNew(ann.account(), address, code, "en"), Reason.EMAIL_NOT_VALID);
        change.change(ann.account(), NEW.value(), code, "en");
    }

    @Test
    void rejectsTakenAndUnchangedAddressesWithoutSpendingTheCode() {
        TestPerson.withPhone(bed, "bob@example.org");
        var code = code(ann, CodePurpose.CHANGE);
        WebSignUpTest.isRejected(
                () -> change.change(ann.account(), "bob@example.org", code, "en"), Reason.ALREADY_REGISTERED);
        WebSignUpTest.isRejected(() -> change.change(ann.account(), "ANN@example.org", code, "en"), Reason.SAME_EMAIL);
        change.change(ann.account(), NEW.value(), code, "en");
    }

    @Test
    void rejectsAddressesThatAreNotInvited() {
        var invited = bed.useCases(SignUpPolicy.of("example.com"), PortWrapper.none()).changeEmail;
        WebSignUpTest.isRejected(
                () -> invited.change(ann.account(), NEW.value(), code(ann, CodePurpose.CHANGE), "en"),
                Reason.NOT_INVITED);
    }

    @Test
    void rejectsWrongAndUsedCodesAndThoseOfOtherPurposes() {
        WebSignUpTest.isRejected(
                () -> change.change(ann.account(), NEW.value(), TestPerson.answer("000"), "en"), Reason.WRONG_CODE);
        WebSignUpTest.isRejected(
                () -> change.verifyNew(ann.account(), NEW.value(), TestPerson.answer("000"), "en"), Reason.WRONG_CODE);
        var delete = code(ann, CodePurpose.DELETE);
        WebSignUpTest.isRejected(() -> change.change(ann.account(), NEW.value(), delete, "en"), Reason.WRONG_CODE);
        var code = code(ann, CodePurpose.CHANGE);
        change.change(ann.account(), NEW.value(), code, "en");
        WebSignUpTest.isRejected(
                () -> change.change(renamed.account(), "third@example.org", code, "en"), Reason.WRONG_CODE);
    }

    @Test
    void rejectsACodeThatAnotherAccountRequested() {
        var bob = TestPerson.withPassword(bed, "bob@example.org");
        var code = code(ann, CodePurpose.CHANGE);
        change.verifyNew(ann.account(), NEW.value(), code, "en");
        WebSignUpTest.isRejected(
                () -> change.change(bob.account(), NEW.value(), TestPerson.answer(renamed.code()), "en"),
                Reason.WRONG_CODE);
    }

    @Test
    void letsOneOfTwoAccountsHaveAnAddress() {
        var bob = TestPerson.withPassword(bed, "bob@example.org");
        var annsCode = code(ann, CodePurpose.CHANGE);
        var bobsCode = code(bob, CodePurpose.CHANGE);
        var annsAccount = ann.account();
        change.change(bob.account(), NEW.value(), bobsCode, "en");
        WebSignUpTest.isRejected(
                () -> change.change(annsAccount, NEW.value(), annsCode, "en"), Reason.ALREADY_REGISTERED);
        assertThat(TestPerson.signIn(ann.use, "ann@example.org", TestPerson.PASSWORD))
                .isEqualTo(annsAccount.id());
    }

    @Test
    void killsPendingCodesOfTheOldAddress() {
        code(ann, CodePurpose.DELETE);
        change.change(ann.account(), NEW.value(), code(ann, CodePurpose.CHANGE), "en");
        assertThat(bed.codes.all(ann.email)).extracting(PendingCode::purpose).containsExactly(CodePurpose.UNDO);
    }

    @Test
    void isFinishedByTheScheduleIfItWasInterrupted() {
        var account = ann.account();
        var session = ann.startsSession();
        var interrupted = new Accounts.EmailChange(
                account.id(), account.subject(), ann.email, NEW, "en", Accounts.ChangedBy.OLD_ADDRESS, 1);
        assertThat(bed.accounts.changeEmail(interrupted)).isTrue();
        ann.use.finishEmailChange.resume();
        ann.use.finishEmailChange.resume();
        assertThat(bed.accounts.emailChanges()).isEmpty();
        assertThat(renamed.isSignedIn(session)).isFalse();
        assertThat(bed.outbox.kinds(NEW)).containsExactly(MailKind.CONFIRM_CODE);
        assertThat(TestPerson.signIn(ann.use, NEW.value(), TestPerson.PASSWORD)).isEqualTo(account.id());
    }

    private CheckCode.EnteredCode code(TestPerson person, CodePurpose purpose) {
        bed.clock.advance(Duration.ofSeconds(1));
        person.use.requestCode.request(
                purpose, new RequestCode.Addressee(person.email, Optional.of(person.id()), "en", TestPerson.IP));
        return TestPerson.answer(person.code());
    }
}
