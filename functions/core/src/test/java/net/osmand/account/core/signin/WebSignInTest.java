package net.osmand.account.core.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.core.values.WebErrorException.Reason;
import org.junit.jupiter.api.Test;

class WebSignInTest {
    private final AccountTestBed bed = new AccountTestBed();
    private final TestPerson ann = TestPerson.withPassword(bed, "ann@example.org");
    private final WebSignIn signIn = ann.use.webSignIn;

    @Test
    void returnsTheAccountOfTheRightPassword() {
        assertThat(signIn.signIn(" ANN@example.org", TestPerson.PASSWORD)).isEqualTo(ann.id());
    }

    @Test
    void tellsUnknownAddressAndWrongPasswordApart() {
        WebSignUpTest.isRejected(() -> signIn.signIn("bob@example.org", "x"), Reason.UNKNOWN_EMAIL);
        WebSignUpTest.isRejected(() -> signIn.signIn("nonsense", "x"), Reason.UNKNOWN_EMAIL);
        WebSignUpTest.isRejected(() -> signIn.signIn("ann@example.org", "wrong"), Reason.WRONG_PASSWORD);
        WebSignUpTest.isRejected(() -> signIn.signIn("ann@example.org", ""), Reason.WRONG_PASSWORD);
    }

    @Test
    void rejectsAnAccountWithoutAPassword() {
        TestPerson.withPhone(bed, "bob@example.org");
        WebSignUpTest.isRejected(
                () -> signIn.signIn("bob@example.org", TestPerson.PASSWORD), Reason.WRONG_PASSWORD);
    }

    @Test
    void rejectsAnAccountWhoseUserIsMissing() {
        bed.pool.lose(ann.email);
        WebSignUpTest.isRejected(
                () -> signIn.signIn("ann@example.org", TestPerson.PASSWORD), Reason.WRONG_PASSWORD);
    }

    @Test
    void answers429WhileThePoolLocksTheUserOut() {
        for (var tries = 0; tries < 5; tries++) {
            WebSignUpTest.isRejected(() -> signIn.signIn("ann@example.org", "wrong"), Reason.WRONG_PASSWORD);
        }
        assertThatThrownBy(() -> signIn.signIn("ann@example.org", TestPerson.PASSWORD))
                .isInstanceOfSatisfying(ProblemException.class, refusal -> {
                    assertThat(refusal.problem()).isEqualTo(Problem.TOO_MANY_REQUESTS);
                    assertThat(refusal.retryAfterSeconds()).isPositive();
                });
        bed.clock.advance(Duration.ofSeconds(1));
        assertThat(signIn.signIn("ann@example.org", TestPerson.PASSWORD)).isEqualTo(ann.id());
    }
}
