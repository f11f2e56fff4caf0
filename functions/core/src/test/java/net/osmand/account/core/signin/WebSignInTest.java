package net.osmand.account.core.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import net.osmand.account.core.account.Browser;
import net.osmand.account.core.codes.Source;
import net.osmand.account.core.mail.MailKind;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.core.values.ProtocolException;
import net.osmand.account.core.values.WebErrorException.Reason;
import org.junit.jupiter.api.Test;

class WebSignInTest {
    private final AccountTestBed bed = new AccountTestBed();
    private final TestPerson ann = TestPerson.withPassword(bed, "ann@example.org");

    @Test
    void returnsTheAccountOfTheRightPassword() {
        assertThat(signIn(" ANN@example.org", TestPerson.PASSWORD)).isEqualTo(ann.id());
    }

    @Test
    void tellsUnknownAddressAndWrongPasswordApart() {
        WebSignUpTest.isRejected(() -> signIn("bob@example.org", "x"), Reason.UNKNOWN_EMAIL);
        WebSignUpTest.isRejected(() -> signIn("nonsense", "x"), Reason.UNKNOWN_EMAIL);
        WebSignUpTest.isRejected(() -> signIn("ann@example.org", "wrong"), Reason.WRONG_PASSWORD);
        WebSignUpTest.isRejected(() -> signIn("ann@example.org", ""), Reason.WRONG_PASSWORD);
    }

    @Test
    void rejectsAnAccountWithoutAPassword() {
        TestPerson.withPhone(bed, "bob@example.org");
        WebSignUpTest.isRejected(() -> signIn("bob@example.org", TestPerson.PASSWORD), Reason.WRONG_PASSWORD);
    }

    @Test
    void rejectsAnAccountWhoseUserIsMissing() {
        bed.pool.lose(ann.email);
        WebSignUpTest.isRejected(() -> signIn("ann@example.org", TestPerson.PASSWORD), Reason.WRONG_PASSWORD);
    }

    @Test
    void asksThePoolNothingAfterFourWrongPasswordsOfASource() {
        for (var tries = 0; tries < 4; tries++) {
            WebSignUpTest.isRejected(() -> signIn("ann@example.org", "wrong"), Reason.WRONG_PASSWORD);
        }
        assertThatThrownBy(() -> signIn("ann@example.org", TestPerson.PASSWORD))
                .isInstanceOfSatisfying(ProblemException.class, refusal -> {
                    assertThat(refusal.problem()).isEqualTo(Problem.TOO_MANY_REQUESTS);
                    assertThat(refusal.retryAfterSeconds())
                            .isEqualTo(Duration.ofMinutes(15).toSeconds());
                });
        var elsewhere = Source.of("198.51.100.7");
        assertThat(ann.use.webSignIn.signIn("ann@example.org", TestPerson.PASSWORD, elsewhere, "en"))
                .as("from another source")
                .isEqualTo(ann.account());
        bed.clock.advance(Duration.ofMinutes(15));
        assertThat(signIn("ann@example.org", TestPerson.PASSWORD)).isEqualTo(ann.id());
    }

    /** Cognito locks the password for at most 15 minutes, for all sources. Codes, sessions and devices still work. */
    @Test
    void strangersCanLockThePasswordAndNothingElse() {
        var session = ann.startsSession();
        for (var tries = 0; tries < 16; tries++) {
            bed.clock.advance(Duration.ofSeconds(Math.min(800, 1L << Math.max(0, tries - 4))));
            var stranger = Source.of("198.51.100." + tries);
            assertThatThrownBy(() -> ann.use.webSignIn.signIn("ann@example.org", "wrong", stranger, "en"))
                    .isInstanceOf(ProtocolException.class);
        }
        assertThatThrownBy(() -> signIn("ann@example.org", TestPerson.PASSWORD)).isInstanceOf(ProblemException.class);
        assertThat(ann.isSignedIn(session)).isTrue();
        ann.requestsCode(true);
        assertThat(ann.registers(ann.code(), "phone").account()).isEqualTo(ann.id());
        bed.clock.advance(Duration.ofMinutes(15));
        assertThat(signIn("ann@example.org", TestPerson.PASSWORD)).isEqualTo(ann.id());
    }

    @Test
    void forgetsWrongPasswordsOfASourceThatSignsIn() {
        for (var round = 0; round < 3; round++) {
            for (var tries = 0; tries < 3; tries++) {
                WebSignUpTest.isRejected(() -> signIn("ann@example.org", "wrong"), Reason.WRONG_PASSWORD);
            }
            assertThat(signIn("ann@example.org", TestPerson.PASSWORD)).isEqualTo(ann.id());
            bed.clock.advance(Duration.ofMinutes(15));
        }
    }

    @Test
    void limitsWrongPasswordsOfASourceOverAllAccounts() {
        for (var number = 0; number < 5; number++) {
            var other = TestPerson.withPassword(bed, "user" + number + "@example.org");
            for (var tries = 0; tries < 4; tries++) {
                WebSignUpTest.isRejected(() -> signIn(other.email.value(), "wrong"), Reason.WRONG_PASSWORD);
            }
        }
        assertThatThrownBy(() -> signIn("ann@example.org", TestPerson.PASSWORD))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem()).isEqualTo(Problem.TOO_MANY_REQUESTS));
        bed.clock.advance(Duration.ofHours(1));
        assertThat(signIn("ann@example.org", TestPerson.PASSWORD)).isEqualTo(ann.id());
    }

    @Test
    void tellsTheMailboxOfABrowserThatIsNewToTheAccount() {
        var browser = TestPerson.IP.with(Optional.of("browser-1"));
        ann.use.webSignIn.signIn("ann@example.org", TestPerson.PASSWORD, browser, "nl");
        ann.use.webSignIn.signIn("ann@example.org", TestPerson.PASSWORD, browser, "nl");
        var notices = bed.outbox.to(ann.email).stream()
                .filter(mail -> mail.kind() == MailKind.NEW_BROWSER)
                .toList();
        assertThat(notices).hasSize(1);
        assertThat(notices.getFirst().language()).isEqualTo("nl");
        ann.use.webSignIn.signIn("ann@example.org", TestPerson.PASSWORD, TestPerson.IP, "nl");
        assertThat(bed.outbox.to(ann.email).getLast().id())
                .as("mails of one day with one id are sent once")
                .isEqualTo(notices.getFirst().id());
    }

    @Test
    void aSessionOfAPasswordThatIsResetMeanwhileIsNotValid() {
        var account = ann.use.webSignIn.signIn("ann@example.org", TestPerson.PASSWORD, TestPerson.IP, "en");
        ann.resets();
        ann.use.webSignUp.activate(new WebSignUp.Activation(
                "ann@example.org", TestPerson.answer(ann.code()), new Password("another horse")));
        var session = ann.use.startSession.start(account.id(), account.access(), "en", Browser.UNKNOWN);
        assertThat(ann.isSignedIn(session)).isFalse();
    }

    private AccountId signIn(String email, String password) {
        return TestPerson.signIn(ann.use, email, password);
    }
}
