package net.osmand.account.core.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import net.osmand.account.core.account.Browser;
import net.osmand.account.core.codes.RequestCode;
import net.osmand.account.core.signin.WebSignUp.Activation;
import net.osmand.account.core.testing.CrashInjector;
import net.osmand.account.core.testing.CrashInjector.Crash;
import net.osmand.account.core.values.CodePurpose;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.core.values.WebErrorException;
import org.junit.jupiter.api.Test;

/**
 * Runs the requests of an account with a crash before and after each call to a port. Then the user retries the request
 * and can sign in with the next code, regardless of the crash.
 */
class AccountCrashTest {
    private static final String ANN = "ann@example.org";
    private static final String NEW = "new@example.org";
    private static final Password OTHER = new Password("another horse");

    @Test
    void requestOfASignUpCodeInAnApp() {
        everywhere(4, bed -> new TestPerson(bed, ANN), (person, _) -> person.requestsCode(false), this::getsInByApp);
    }

    @Test
    void registrationOfTheFirstDevice() {
        everywhere(
                5,
                bed -> {
                    var person = new TestPerson(bed, ANN);
                    person.requestsCode(false);
                    return person;
                },
                (person, code) -> person.registers(code, "phone"),
                this::getsInByApp);
    }

    @Test
    void registrationOfAnotherDevice() {
        everywhere(
                5,
                bed -> {
                    var person = TestPerson.withPhone(bed, ANN);
                    person.requestsCode(true);
                    return person;
                },
                (person, code) -> person.registers(code, "phone"),
                person -> {
                    getsInByApp(person);
                    assertThat(person.bed.accounts.devices(person.id()))
                            .as("devices of the same hardware")
                            .hasSize(1);
                });
    }

    @Test
    void requestOfASignUpCodeInABrowser() {
        everywhere(4, bed -> new TestPerson(bed, ANN), (person, _) -> person.signsUp(), this::getsInByBrowser);
    }

    @Test
    void validationOfASignUpCode() {
        everywhere(
                5,
                AccountCrashTest::afterSignUp,
                (person, code) -> person.use
                        .webSignUp
                        .validate(ANN, TestPerson.answer(code))
                        .ifPresent(signedUp -> person.use.startSession.start(signedUp, "en", Browser.UNKNOWN)),
                this::getsInByBrowser);
    }

    @Test
    void activationOfASignUp() {
        everywhere(
                6,
                AccountCrashTest::afterSignUp,
                (person, code) -> person.use.webSignUp.activate(new Activation(ANN, TestPerson.answer(code), OTHER)),
                this::getsInByBrowser);
    }

    private static TestPerson afterSignUp(AccountTestBed bed) {
        var person = new TestPerson(bed, ANN);
        person.signsUp();
        return person;
    }

    @Test
    void activationOfAReset() {
        everywhere(
                5,
                bed -> {
                    var person = TestPerson.withPassword(bed, ANN);
                    person.startsSession();
                    person.resets();
                    return person;
                },
                (person, code) -> person.use.webSignUp.activate(new Activation(ANN, TestPerson.answer(code), OTHER)),
                person -> {
                    var old = person.bed.pool.isPassword(person.email, TestPerson.PASSWORD);
                    assertThat(person.bed.pool.isPassword(person.email, OTHER.value()))
                            .as("one of the two passwords")
                            .isNotEqualTo(old);
                    if (!old) {
                        assertThat(person.bed.sessions.count(person.id()))
                                .as("sessions from before the reset")
                                .isZero();
                    }
                    getsInByBrowser(person);
                });
    }

    /** When the new password works, no older session does. */
    @Test
    void changeOfThePasswordInASession() {
        everywhere(
                5,
                bed -> {
                    var person = TestPerson.withPassword(bed, ANN);
                    person.startsSession();
                    return person;
                },
                (person, _) -> person.use.changePassword.change(
                        person.account(),
                        new ChangePassword.Proof.OldPassword(TestPerson.PASSWORD, TestPerson.IP),
                        new ChangePassword.NewPassword(OTHER, false, "en")),
                person -> {
                    var old = person.bed.pool.isPassword(person.email, TestPerson.PASSWORD);
                    assertThat(person.bed.pool.isPassword(person.email, OTHER.value()))
                            .as("one of the two passwords")
                            .isNotEqualTo(old);
                    if (!old) {
                        assertThat(person.bed.sessions.count(person.id()))
                                .as("sessions from before the change")
                                .isZero();
                    }
                    getsInByBrowser(person);
                });
    }

    @Test
    void logOutEverywhere() {
        everywhere(
                1,
                bed -> {
                    var person = TestPerson.withPassword(bed, ANN);
                    person.startsSession();
                    person.requestsCode(true);
                    person.registers(person.code(), "phone");
                    return person;
                },
                (person, _) -> person.use.endAccess.endAll(person.id()),
                person -> {
                    var listed = person.use.listAccess.list(person.account(), Optional.empty());
                    assertThat(listed.sessions()).isEmpty();
                    assertThat(listed.devices()).isEmpty();
                    getsInByBrowser(person);
                });
    }

    /** A first password ends no device, even if the request is retried after a crash. */
    @Test
    void firstPasswordOfAnAccountWithAPhone() {
        everywhere(
                5,
                bed -> {
                    var person = TestPerson.withPhone(bed, ANN);
                    person.resets();
                    return person;
                },
                (person, code) -> person.use.webSignUp.activate(resetOf(code)),
                person -> assertThat(person.bed.accounts.devices(person.id()))
                        .as("the phone")
                        .anyMatch(device -> !device.isWeb()));
    }

    @Test
    void anotherPasswordEndsThePhones() {
        everywhere(
                5,
                bed -> {
                    var person = TestPerson.withPassword(bed, ANN);
                    person.requestsCode(true);
                    person.registers(person.code(), "phone");
                    person.resets();
                    return person;
                },
                (person, code) -> person.use.webSignUp.activate(resetOf(code)),
                person -> {
                    if (!person.bed.pool.isPassword(person.email, TestPerson.PASSWORD)) {
                        assertThat(person.bed.accounts.devices(person.id()))
                                .as("the phone")
                                .allMatch(device -> device.isWeb());
                    }
                });
    }

    private static Activation resetOf(String code) {
        return new Activation(
                ANN, TestPerson.answer(code), OTHER, Optional.empty(), WebSignUp.EndDevices.IF_PASSWORD_EXISTED, "en");
    }

    @Test
    void changeOfTheAddressByTheCodeOfTheOldOne() {
        everywhere(
                8,
                bed -> {
                    var person = TestPerson.withPassword(bed, ANN);
                    person.startsSession();
                    requests(person, CodePurpose.CHANGE);
                    return person;
                },
                AccountCrashTest::change,
                this::ownsOneAddress);
    }

    @Test
    void changeOfTheAddressByTheCodeOfTheNewOne() {
        everywhere(
                8,
                bed -> {
                    var person = TestPerson.withPassword(bed, ANN);
                    requests(person, CodePurpose.CHANGE);
                    person.use.changeEmail.verifyNew(person.account(), NEW, TestPerson.answer(person.code()), "en");
                    return person;
                },
                (person, _) -> change(person, new TestPerson(person.bed, NEW).code()),
                this::ownsOneAddress);
    }

    /** An attacker moved the account, proved the new address in a session and signed in with a device. */
    @Test
    void undoOfAChangeOfTheAddress() {
        everywhere(
                8,
                bed -> {
                    var person = TestPerson.withPassword(bed, ANN);
                    requests(person, CodePurpose.CHANGE);
                    change(person, person.code());
                    var thief = new TestPerson(bed, NEW);
                    thief.use.confirmEmail.confirm(thief.account(), TestPerson.answer(thief.code()));
                    bed.clock.advance(Duration.ofMinutes(3));
                    thief.requestsCode(true);
                    thief.registers(thief.code(), "tablet");
                    thief.startsSession();
                    return person;
                },
                (person, code) -> person.use.undoEmailChange.undo(ANN, TestPerson.answer(code)),
                person -> {
                    var bed = person.bed;
                    assertThat(person.findId()).isPresent();
                    assertThat(bed.accounts.devices(person.id()))
                            .as("the thief's device")
                            .noneMatch(device -> !device.isWeb());
                    assertThat(bed.sessions.count(person.id()))
                            .as("the thief's session")
                            .isZero();
                    assertThat(bed.pool.isPassword(person.email, TestPerson.PASSWORD))
                            .as("the password that the thief may know")
                            .isFalse();
                    assertThat(bed.accounts.emailChanges()).isEmpty();
                    signsIn(person);
                });
    }

    private static void change(TestPerson person, String code) {
        person.bed
                .accounts
                .find(person.email)
                .flatMap(person.bed.accounts::account)
                .ifPresent(account -> person.use.changeEmail.change(account, NEW, TestPerson.answer(code), "en"));
    }

    private static void requests(TestPerson person, CodePurpose purpose) {
        person.use.requestCode.request(
                purpose, new RequestCode.Addressee(person.email, Optional.of(person.id()), "en", TestPerson.IP));
    }

    /**
     * Checks that the account has the old or the new address, its password works there, and a new user can sign up with
     * the other address.
     */
    private void ownsOneAddress(TestPerson person) {
        var bed = person.bed;
        person.use.finishEmailChange.resume();
        assertThat(bed.accounts.emailChanges()).isEmpty();
        var renamed = new TestPerson(bed, NEW);
        assertThat(person.findId().isPresent()).isNotEqualTo(renamed.findId().isPresent());
        var owner = person.findId().isPresent() ? person : renamed;
        var other = person.findId().isPresent() ? renamed : person;
        assertThat(TestPerson.signIn(owner.use, owner.email.value(), TestPerson.PASSWORD))
                .isEqualTo(owner.id());
        if (owner == renamed) {
            assertThat(bed.sessions.count(owner.id()))
                    .as("sessions from before the change")
                    .isZero();
        }
        signsIn(owner);
        bed.clock.advance(Duration.ofMinutes(11));
        other.requestsCode(true);
        other.registers(other.code(), "newcomer");
        assertThat(other.id()).isNotEqualTo(owner.id());
        assertThat(bed.pool.count()).as("users of the pool").isEqualTo(2);
    }

    /**
     * Checks that an app can sign in with the next code, and that there is one account with its own user in the pool.
     */
    private void getsInByApp(TestPerson person) {
        signsIn(person);
        isWhole(person);
    }

    private static void signsIn(TestPerson person) {
        person.bed.clock.advance(Duration.ofMinutes(11));
        person.requestsCode(true);
        var registered = person.registers(person.code(), "phone");
        assertThat(registered.account()).isEqualTo(person.id());
    }

    private void getsInByBrowser(TestPerson person) {
        person.bed.clock.advance(Duration.ofMinutes(11));
        try {
            person.signsUp();
        } catch (WebErrorException taken) {
            person.resets();
        }
        person.use.webSignUp.activate(
                new Activation(ANN, TestPerson.answer(person.code()), new Password("a third horse")));
        assertThat(TestPerson.signIn(person.use, ANN, "a third horse")).isEqualTo(person.id());
        isWhole(person);
    }

    private static void isWhole(TestPerson person) {
        assertThat(person.bed.accounts.count()).isOne();
        assertThat(person.bed.pool.count()).isOne();
        var user = person.bed.pool.find(person.email).orElseThrow();
        assertThat(user.ready()).isTrue();
        assertThat(user.subject()).isEqualTo(person.account().subject());
    }

    /**
     * Runs a request with a crash at each call, then retries it.
     *
     * @param least the minimum number of calls of the request, so the test fails if it crashes nothing
     * @param request the request; receives the newest code of the mailbox, empty if there is none
     */
    private static void everywhere(
            int least,
            Function<AccountTestBed, TestPerson> preparation,
            BiConsumer<TestPerson, String> request,
            Consumer<TestPerson> outcome) {
        var nth = 0;
        boolean happened;
        do {
            nth++;
            happened = false;
            for (var after : new boolean[] {false, true}) {
                var bed = new AccountTestBed();
                var person = preparation.apply(bed);
                bed.clock.advance(Duration.ofSeconds(1));
                var code = person.mails() == 0 ? "" : person.code();
                var crash = new CrashInjector(nth, after);
                try {
                    request.accept(person.with(bed.useCases(SignUpPolicy.of("open"), crash)), code);
                } catch (Crash expected) {
                    happened = true;
                }
                try {
                    request.accept(person, code);
                } catch (ProblemException | WebErrorException refused) {
                    // The first try may have spent the code.
                }
                try {
                    outcome.accept(person);
                } catch (AssertionError | RuntimeException e) {
                    throw new AssertionError("crash %s call %d: %s".formatted(after ? "after" : "before", nth, e), e);
                }
            }
        } while (happened);
        assertThat(nth).as("calls").isGreaterThan(least);
    }
}
