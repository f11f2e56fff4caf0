package net.osmand.account.emulators.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasExistsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeMismatchException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidPasswordException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotConfirmedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameExistsException;

/**
 * Behaviour that the product needs from any implementation of a user pool with the template's settings: addresses as
 * user names, passwords of at least 8 characters, EMAIL_OTP, a client secret, PreventUserExistenceErrors.
 */
public abstract class CognitoContract {
    static final String PASSWORD = "correct horse";

    /** The pool under test. */
    protected abstract CognitoIdentityProviderClient client();

    protected abstract String poolId();

    protected abstract String clientId();

    protected abstract String clientSecret();

    /** Codes that were mailed to the address, oldest first. */
    protected abstract List<String> codes(String email);

    /** Moves the pool's clock. With a real pool the test waits or is skipped. */
    protected abstract void pass(Duration time);

    final PoolCalls calls() {
        return new PoolCalls(client(), poolId(), clientId(), clientSecret());
    }

    final String code(String email) {
        return codes(email).getLast();
    }

    static String someone() {
        return "u" + UUID.randomUUID() + "@example.org";
    }

    /** Creates a confirmed user, without a password if the pool allows it. */
    String confirmed() {
        var email = someone();
        calls().signUp(email);
        calls().confirmSignUp(email, code(email));
        return email;
    }

    final String confirmedWithPassword() {
        var email = confirmed();
        calls().setPassword(email, PASSWORD);
        return email;
    }

    static String wrong(String code) {
        return ("" + (code.charAt(0) == '9' ? '0' : (char) (code.charAt(0) + 1))) + code.substring(1);
    }

    @Test
    void signUpWithoutPasswordMailsACodeThatConfirms() {
        var email = someone();
        var answer = calls().signUp(email);

        assertThat(answer.userConfirmed()).isFalse();
        assertThat(UUID.fromString(answer.userSub()).version()).isEqualTo(4);
        calls().confirmSignUp(email, code(email));

        var user = client().adminGetUser(r -> r.userPoolId(poolId()).username(email));
        assertThat(user.userStatus()).isEqualTo(UserStatusType.CONFIRMED);
        assertThat(user.username()).isEqualTo(answer.userSub());
        assertThat(user.userAttributes())
                .contains(
                        attribute("email", email),
                        attribute("email_verified", "true"),
                        attribute("sub", answer.userSub()));
    }

    @Test
    void onlyTheMailedCodeConfirms() {
        var email = someone();
        calls().signUpWithPassword(email, PASSWORD);

        assertThatThrownBy(() -> calls().confirmSignUp(email, wrong(code(email))))
                .isInstanceOf(CodeMismatchException.class);
        assertThatCode(() -> calls().confirmSignUp(email, code(email))).doesNotThrowAnyException();
    }

    @Test
    void passwordSignsIn() {
        var email = someone();
        calls().signUpWithPassword(email, PASSWORD);
        calls().confirmSignUp(email, code(email));

        assertThat(calls().signIn(email, PASSWORD).authenticationResult().accessToken())
                .isNotBlank();
        calls().setPassword(email, "battery staple");
        assertThat(calls().signIn(email, "battery staple").authenticationResult())
                .isNotNull();
    }

    @Test
    void addressIsTakenOnceAndFindsItsUser() {
        var email = someone();
        calls().signUpWithPassword(email, PASSWORD);

        assertThatThrownBy(() -> calls().signUpWithPassword(email, PASSWORD))
                .isInstanceOf(UsernameExistsException.class);
        assertThat(client().listUsers(r -> r.userPoolId(poolId()).filter("email = \"" + email + "\""))
                        .users())
                .hasSize(1);
    }

    @Test
    void resetCodeSetsAPassword() {
        var email = someone();
        calls().signUpWithPassword(email, PASSWORD);
        calls().confirmSignUp(email, code(email));
        calls().forgotPassword(email);
        calls().confirmForgotPassword(email, code(email), "battery staple");

        assertThat(calls().signIn(email, "battery staple").authenticationResult())
                .isNotNull();
    }

    @Test
    void mailedCodeSignsIn() {
        var email = confirmed();
        var answer = calls().initiate(email, "EMAIL_OTP", Map.of());

        assertThat(answer.challengeName()).isEqualTo(ChallengeNameType.EMAIL_OTP);
        assertThat(calls().answer(email, answer.session(), code(email))
                        .authenticationResult()
                        .accessToken())
                .isNotBlank();
    }

    @Test
    void forgottenPasswordIsSetByCode() {
        var email = confirmedWithPassword();
        calls().forgotPassword(email);
        calls().confirmForgotPassword(email, code(email), "battery staple");

        assertThat(calls().signIn(email, "battery staple").authenticationResult())
                .isNotNull();
        assertThatThrownBy(() -> calls().signIn(email, PASSWORD)).isInstanceOf(NotAuthorizedException.class);
    }

    @Test
    void deletedUserIsGoneAndItsAddressFree() {
        var email = confirmed();
        client().adminDeleteUser(r -> r.userPoolId(poolId()).username(email));

        assertThatThrownBy(
                        () -> client().adminGetUser(r -> r.userPoolId(poolId()).username(email)))
                .isInstanceOf(UserNotFoundException.class);
        assertThatCode(() -> calls().signUp(email)).doesNotThrowAnyException();
    }

    @Test
    void addressesDifferInNothingButCase() {
        var email = confirmed();
        var shouted = email.toUpperCase(Locale.ROOT);

        assertThatThrownBy(() -> calls().signUp(shouted)).isInstanceOf(UsernameExistsException.class);
        assertThat(calls().initiate(shouted, "EMAIL_OTP", Map.of()).challengeName())
                .isEqualTo(ChallengeNameType.EMAIL_OTP);
    }

    @Test
    void callsWithoutTheSecretOrWithAWrongOneAreRefused() {
        assertThatThrownBy(() -> client().signUp(r -> r.clientId(clientId()).username(someone())))
                .isInstanceOf(NotAuthorizedException.class);
        assertThatThrownBy(() -> client().forgotPassword(
                                r -> r.clientId(clientId()).username(someone()).secretHash(calls().hash("other"))))
                .isInstanceOf(NotAuthorizedException.class);
    }

    @Test
    void userCreatedWithoutPasswordIsConfirmedAtOnce() {
        var email = someone();
        calls().createConfirmed(email);
        var session = calls().mailCode(email);

        assertThat(calls().answer(email, session, code(email)).authenticationResult())
                .isNotNull();
    }

    @Test
    void unconfirmedUserCannotSignIn() {
        var email = someone();
        calls().signUpWithPassword(email, PASSWORD);

        assertThatThrownBy(() -> calls().signIn(email, PASSWORD)).isInstanceOf(UserNotConfirmedException.class);
    }

    @Test
    void confirmedUserIsNeitherConfirmedNorMailedAgain() {
        var email = confirmed();

        assertThatThrownBy(() -> calls().confirmSignUp(email, "123456")).isInstanceOf(NotAuthorizedException.class);
        assertThatThrownBy(() -> calls().resend(email)).isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void shortPasswordIsRefused() {
        var email = confirmed();

        assertThatThrownBy(() -> calls().setPassword(email, "1234567")).isInstanceOf(InvalidPasswordException.class);
        assertThatThrownBy(() -> calls().signUpWithPassword(someone(), "1234567"))
                .isInstanceOf(InvalidPasswordException.class);
    }

    @Test
    void addressOfAnotherUserIsRefused() {
        var email = confirmed();
        var other = confirmed();

        assertThatThrownBy(() -> changeEmail(email, other)).isInstanceOf(AliasExistsException.class);
    }

    @Test
    void changedAddressIsTheNewUserName() {
        var email = confirmed();
        var fresh = someone();
        changeEmail(email, fresh);

        assertThat(calls().initiate(fresh, "EMAIL_OTP", Map.of()).challengeName())
                .isEqualTo(ChallengeNameType.EMAIL_OTP);
        assertThat(client().listUsers(r -> r.userPoolId(poolId()).filter("email = \"" + email + "\""))
                        .users())
                .isEmpty();
        assertThat(client().listUsers(r -> r.userPoolId(poolId()).filter("email = \"" + fresh + "\""))
                        .users())
                .hasSize(1);
    }

    /** docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-managing-errors.html. */
    @Test
    void doesNotRevealWhetherAUserExists() {
        var nobody = someone();

        assertThatCode(() -> calls().forgotPassword(nobody)).doesNotThrowAnyException();
        assertThatCode(() -> calls().resend(nobody)).doesNotThrowAnyException();
        assertThatThrownBy(() -> calls().confirmForgotPassword(nobody, "123456", PASSWORD))
                .isInstanceOf(CodeMismatchException.class);
        assertThatThrownBy(() -> calls().signIn(nobody, PASSWORD)).isInstanceOf(NotAuthorizedException.class);
        assertThat(calls().initiate(nobody, "EMAIL_OTP", Map.of()).session()).isNotBlank();
        assertThat(codes(nobody)).isEmpty();
    }

    /** cognito-user-identity-pools/latest/APIReference/API_SignUp.html, InvalidParameterException. */
    @Test
    void malformedOrNonAsciiAddressesAreRefused() {
        var email = confirmed();
        for (var address : List.of("ann", "ann@", "žan@example.org", "ann@exämple.org", "a..nn@example.org")) {
            assertThatThrownBy(() -> calls().signUpWithPassword(address, PASSWORD))
                    .as(address)
                    .isInstanceOfSatisfying(InvalidParameterException.class, CognitoContract::isBadRequest);
            assertThatThrownBy(() -> changeEmail(email, address))
                    .as(address)
                    .isInstanceOfSatisfying(InvalidParameterException.class, CognitoContract::isBadRequest);
        }
    }

    /** cognito-user-identity-pools/latest/APIReference/API_SignUp.html, Username: 128 characters, no white space. */
    @Test
    void userNamesOver128CharactersAreRefused() {
        var free = "u" + UUID.randomUUID() + "@" + "a".repeat(63) + "." + "b".repeat(22) + ".org";
        assertThat(free).hasSize(128);
        assertThatCode(() -> calls().signUpWithPassword(free, PASSWORD)).doesNotThrowAnyException();

        assertThatThrownBy(() -> calls().signUpWithPassword("a" + free, PASSWORD))
                .isInstanceOfSatisfying(InvalidParameterException.class, CognitoContract::isBadRequest);
        assertThatThrownBy(() -> calls().forgotPassword("a" + free))
                .isInstanceOfSatisfying(InvalidParameterException.class, CognitoContract::isBadRequest);
        assertThatThrownBy(
                        () -> client().adminGetUser(r -> r.userPoolId(poolId()).username("ann smith")))
                .isInstanceOfSatisfying(InvalidParameterException.class, CognitoContract::isBadRequest);
    }

    /** cognito-user-identity-pools/latest/APIReference/API_ConfirmSignUp.html, ConfirmationCode: {@code [\\S]+}. */
    @Test
    void codesThatAreEmptyOrHoldSpacesAreInvalid() {
        var email = someone();
        calls().signUpWithPassword(email, PASSWORD);

        for (var code : List.of("", " ", "123 456")) {
            assertThatThrownBy(() -> calls().confirmSignUp(email, code))
                    .isInstanceOfSatisfying(InvalidParameterException.class, CognitoContract::isBadRequest);
            assertThatThrownBy(() -> calls().confirmForgotPassword(email, code, PASSWORD))
                    .isInstanceOfSatisfying(InvalidParameterException.class, CognitoContract::isBadRequest);
        }
    }

    /**
     * cognito-user-identity-pools/latest/APIReference/API_SignUp.html, Password: {@code [\\S]+.*[\\S]+}, 256
     * characters.
     */
    @Test
    void passwordsOver256CharactersOrWithSpacesAtTheirEndsAreInvalid() {
        for (var password : List.of("a".repeat(257), " " + PASSWORD, PASSWORD + " ")) {
            assertThatThrownBy(() -> calls().signUpWithPassword(someone(), password))
                    .isInstanceOfSatisfying(InvalidParameterException.class, CognitoContract::isBadRequest);
        }
        assertThatCode(() -> calls().signUpWithPassword(someone(), "a".repeat(256)))
                .doesNotThrowAnyException();
    }

    static void isBadRequest(CognitoIdentityProviderException error) {
        assertThat(error.statusCode()).isEqualTo(400);
    }

    final void changeEmail(String email, String fresh) {
        client().adminUpdateUserAttributes(r -> r.userPoolId(poolId())
                .username(email)
                .userAttributes(attribute("email", fresh), attribute("email_verified", "true")));
    }

    static AttributeType attribute(String name, String value) {
        return AttributeType.builder().name(name).value(value).build();
    }

    static void times(int count, Runnable action) {
        IntStream.range(0, count).forEach(_ -> action.run());
    }
}
