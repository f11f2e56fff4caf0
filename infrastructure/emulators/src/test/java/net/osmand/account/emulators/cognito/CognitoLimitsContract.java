package net.osmand.account.emulators.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeMismatchException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExpiredCodeException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LimitExceededException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TooManyFailedAttemptsException;

/** Validity and limits, each with its page of docs.aws.amazon.com. */
public abstract class CognitoLimitsContract extends CognitoContract {

    /** AuthSessionValidity of the client. */
    protected abstract Duration authSessionValidity();

    /** cognito/latest/developerguide/quotas.html, "Sign-up confirmation code validity": 24 hours; 6 digits. */
    @Test
    void signUpCodeHasSixDigitsAndLives24Hours() {
        var early = someone();
        var late = someone();
        calls().signUp(early);
        calls().signUp(late);
        assertThat(code(early)).matches("\\d{6}");

        pass(Duration.ofHours(24).minusMinutes(1));
        calls().confirmSignUp(early, code(early));
        pass(Duration.ofMinutes(1));
        assertThatThrownBy(() -> calls().confirmSignUp(late, code(late))).isInstanceOf(ExpiredCodeException.class);
    }

    /** cognito/latest/developerguide/quotas.html, "Forgot password code validity": 1 hour; 6 digits. */
    @Test
    void resetCodeHasSixDigitsAndLivesAnHour() {
        var early = confirmed();
        var late = confirmed();
        calls().forgotPassword(early);
        calls().forgotPassword(late);
        assertThat(code(early)).matches("\\d{6}");

        pass(Duration.ofMinutes(59));
        calls().confirmForgotPassword(early, code(early), PASSWORD);
        pass(Duration.ofMinutes(1));
        assertThatThrownBy(() -> calls().confirmForgotPassword(late, code(late), PASSWORD))
                .isInstanceOf(ExpiredCodeException.class);
    }

    /** cognito/latest/developerguide/cognito-user-pool-managing-errors.html, ConfirmForgotPassword. */
    @Test
    void resetCodeWorksOnceAndOnlyIfAskedFor() {
        var email = confirmed();
        assertThatThrownBy(() -> calls().confirmForgotPassword(email, "123456", PASSWORD))
                .isInstanceOf(ExpiredCodeException.class);

        calls().forgotPassword(email);
        calls().confirmForgotPassword(email, code(email), PASSWORD);
        assertThatThrownBy(() -> calls().confirmForgotPassword(email, code(email), PASSWORD))
                .isInstanceOf(ExpiredCodeException.class);
    }

    /** cognito-user-identity-pools/latest/APIReference/API_UserPoolClientType.html, AuthSessionValidity; 8 digits. */
    @Test
    void signInCodeHasEightDigitsAndLivesAsLongAsItsSession() {
        var email = confirmed();
        var early = calls().mailCode(email);
        var earlyCode = code(email);
        var late = calls().mailCode(email);
        var lateCode = code(email);
        assertThat(earlyCode).matches("\\d{8}");

        pass(authSessionValidity().minusSeconds(5));
        calls().answer(email, early, earlyCode);
        pass(Duration.ofSeconds(5));
        assertThatThrownBy(() -> calls().answer(email, late, lateCode)).isInstanceOf(NotAuthorizedException.class);
    }

    /** cognito-user-identity-pools/latest/APIReference/API_RespondToAuthChallenge.html, Session. */
    @Test
    void sessionSucceedsOnce() {
        var email = confirmed();
        var session = calls().mailCode(email);
        calls().answer(email, session, code(email));

        assertThatThrownBy(() -> calls().answer(email, session, code(email)))
                .isInstanceOf(NotAuthorizedException.class);
    }

    /** cognito-user-identity-pools/latest/APIReference/API_RespondToAuthChallenge.html, Session. */
    @Test
    void ofParallelAnswersOneSucceeds() {
        var email = confirmed();
        var session = calls().mailCode(email);
        var code = code(email);

        var successes = IntStream.range(0, 8)
                .parallel()
                .filter(_ -> succeeds(() -> calls().answer(email, session, code)))
                .count();
        assertThat(successes).isEqualTo(1);
    }

    private static boolean succeeds(Runnable call) {
        try {
            call.run();
            return true;
        } catch (NotAuthorizedException e) {
            return false;
        }
    }

    /** cognito-user-identity-pools/latest/APIReference/API_RespondToAuthChallenge.html, CodeMismatchException. */
    @Test
    void wrongSignInCodesLockNothing() {
        var email = confirmed();
        var session = calls().mailCode(email);
        times(
                10,
                () -> assertThatThrownBy(() -> calls().answer(email, session, wrong(code(email))))
                        .isInstanceOf(CodeMismatchException.class));

        assertThat(calls().answer(email, session, code(email)).authenticationResult())
                .isNotNull();
    }

    /** cognito-user-identity-pools/latest/APIReference/API_RespondToAuthChallenge.html, Session: it is one user's. */
    @Test
    void sessionOfAnotherUserIsRefused() {
        var email = confirmed();
        var other = confirmed();
        var session = calls().mailCode(email);

        assertThatThrownBy(() -> calls().answer(other, session, code(email)))
                .isInstanceOfAny(CodeMismatchException.class, NotAuthorizedException.class);
    }

    /** cognito/latest/developerguide/signing-up-users-in-your-app.html: only the newest code confirms. */
    @Test
    void resendingLeavesOnlyTheNewestCode() {
        var email = someone();
        calls().signUp(email);
        var first = code(email);
        times(2, () -> calls().resend(email));

        assertThat(codes(email)).hasSize(3);
        if (!first.equals(code(email))) {
            assertThatThrownBy(() -> calls().confirmSignUp(email, first)).isInstanceOf(CodeMismatchException.class);
        }
        calls().confirmSignUp(email, code(email));
    }

    /** cognito/latest/developerguide/quotas.html, ResendConfirmationCode: 5 an hour for a user. */
    @Tag("slow")
    @Test
    void fiveResendsAnHour() {
        var email = someone();
        calls().signUp(email);
        times(5, () -> calls().resend(email));

        assertThatThrownBy(() -> calls().resend(email)).isInstanceOf(LimitExceededException.class);
        pass(Duration.ofHours(1));
        assertThatCode(() -> calls().resend(email)).doesNotThrowAnyException();
    }

    /** cognito/latest/developerguide/quotas.html, ConfirmSignUp: 15 an hour for a user. */
    @Tag("slow")
    @Test
    void fifteenConfirmationsAnHour() {
        var email = someone();
        calls().signUp(email);
        times(
                15,
                () -> assertThatThrownBy(() -> calls().confirmSignUp(email, wrong(code(email))))
                        .isInstanceOf(CodeMismatchException.class));

        assertThatThrownBy(() -> calls().confirmSignUp(email, code(email)))
                .isInstanceOfAny(LimitExceededException.class, TooManyFailedAttemptsException.class);
        pass(Duration.ofHours(1));
        assertThatCode(() -> calls().confirmSignUp(email, code(email))).doesNotThrowAnyException();
    }

    /** cognito/latest/developerguide/quotas.html, ConfirmForgotPassword: 5 to 20 an hour for a user, by risk. */
    @Tag("slow")
    @Test
    void twentyResetsAnHourAtMost() {
        var email = confirmed();
        calls().forgotPassword(email);
        times(
                20,
                () -> assertThatThrownBy(() -> calls().confirmForgotPassword(email, wrong(code(email)), PASSWORD))
                        .isInstanceOfAny(CodeMismatchException.class, LimitExceededException.class));

        assertThatThrownBy(() -> calls().confirmForgotPassword(email, code(email), PASSWORD))
                .isInstanceOfAny(LimitExceededException.class, TooManyFailedAttemptsException.class);
    }

    /** cognito/latest/developerguide/how-to-recover-a-user-account.html: 5 to 20 an hour for a user, by risk. */
    @Test
    void fiveForgottenPasswordsAnHour() {
        var email = confirmed();
        times(5, () -> calls().forgotPassword(email));

        assertThatThrownBy(() -> calls().forgotPassword(email))
                .isInstanceOfSatisfying(LimitExceededException.class, CognitoContract::isBadRequest);
        calls().forgotPassword(confirmed());
        pass(Duration.ofHours(1));
        assertThatCode(() -> calls().forgotPassword(email)).doesNotThrowAnyException();
    }

    /** cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow.html, lockout behaviour. */
    @Test
    void fiveWrongPasswordsLockForASecondThatDoubles() {
        var email = confirmedWithPassword();
        times(5, () -> failToSignIn(email));
        assertThatThrownBy(() -> calls().signIn(email, PASSWORD)).hasMessageContaining("Password attempts exceeded");

        pass(Duration.ofSeconds(1));
        failToSignIn(email);
        pass(Duration.ofSeconds(1));
        assertThatThrownBy(() -> calls().signIn(email, PASSWORD)).hasMessageContaining("Password attempts exceeded");
        pass(Duration.ofSeconds(1));
        assertThat(calls().signIn(email, PASSWORD).authenticationResult()).isNotNull();
    }

    /** cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow.html, lockout behaviour. */
    @Test
    void lockOfPasswordsIs15MinutesAtMostAndLetsCodesThrough() {
        var email = confirmedWithPassword();
        // The count restarts after 15 minutes without an attempt, so 2^9 seconds are the longest wait before.
        times(5, () -> failToSignIn(email));
        for (var second = 1; second <= 512; second *= 2) {
            pass(Duration.ofSeconds(second));
            failToSignIn(email);
        }
        pass(Duration.ofMinutes(15).minusSeconds(1));
        assertThatThrownBy(() -> calls().signIn(email, PASSWORD)).hasMessageContaining("Password attempts exceeded");
        var session = calls().initiate(email, "EMAIL_OTP", Map.of()).session();
        calls().answer(email, session, code(email));

        pass(Duration.ofSeconds(1));
        assertThat(calls().signIn(email, PASSWORD).authenticationResult()).isNotNull();
    }

    private void failToSignIn(String email) {
        assertThatThrownBy(() -> calls().signIn(email, "wrong password"))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Incorrect username or password");
    }
}
