package net.osmand.account.aws.cognito;

import java.util.Base64;
import java.util.Map;
import java.util.function.Supplier;
import net.osmand.account.aws.Lazy;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.Hmac;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;

/** Makes the calls of the user pool's app client, which prove with a hash that they know the client's secret. */
final class CognitoAppClient {
    private static final String USERNAME = "USERNAME";
    private static final String SECRET_HASH = "SECRET_HASH";

    private final CognitoIdentityProviderClient client;
    private final String userPoolId;
    private final String clientId;
    private final Supplier<Hmac> clientSecret;

    /** Creates the client. Its secret is read from Cognito at the first call, so that no snapshot contains it. */
    CognitoAppClient(CognitoIdentityProviderClient client, String userPoolId, String clientId) {
        this.client = client;
        this.userPoolId = userPoolId;
        this.clientId = clientId;
        clientSecret = new Lazy<>(() -> new Hmac(
                client.describeUserPoolClient(r -> r.userPoolId(userPoolId).clientId(clientId))
                        .userPoolClient()
                        .clientSecret()));
    }

    void signUp(EmailAddress email) {
        var address = AttributeType.builder().name("email").value(email.value()).build();
        client.signUp(r -> r.clientId(clientId)
                .username(email.value())
                .secretHash(secretHash(email))
                .userAttributes(address));
    }

    void resendCode(EmailAddress email) {
        client.resendConfirmationCode(
                r -> r.clientId(clientId).username(email.value()).secretHash(secretHash(email)));
    }

    void forgotPassword(EmailAddress email) {
        client.forgotPassword(r -> r.clientId(clientId).username(email.value()).secretHash(secretHash(email)));
    }

    /** Checks a password. The tokens of the answer are not used. */
    void signIn(EmailAddress email, String password) {
        client.adminInitiateAuth(r -> r.userPoolId(userPoolId)
                .clientId(clientId)
                .authFlow(AuthFlowType.ADMIN_USER_PASSWORD_AUTH)
                .authParameters(Map.of(USERNAME, email.value(), "PASSWORD", password, SECRET_HASH, secretHash(email))));
    }

    /** Starts a sign-in by a code that Cognito mails. */
    void requestChallenge(EmailAddress email) {
        var answer = client.adminInitiateAuth(r -> r.userPoolId(userPoolId)
                .clientId(clientId)
                .authFlow(AuthFlowType.USER_AUTH)
                .authParameters(Map.of(
                        USERNAME,
                        email.value(),
                        "PREFERRED_CHALLENGE",
                        ChallengeNameType.EMAIL_OTP.toString(),
                        SECRET_HASH,
                        secretHash(email))));
        switch (answer.challengeName()) {
            case EMAIL_OTP -> {}
            case SELECT_CHALLENGE -> select(email, answer.session());
            default ->
                throw new IllegalStateException("Cognito answers with the challenge " + answer.challengeNameAsString());
        }
    }

    /** Selects the e-mail challenge. Cognito sometimes offers a choice although the request preferred a challenge. */
    private void select(EmailAddress email, String session) {
        client.adminRespondToAuthChallenge(r -> r.userPoolId(userPoolId)
                .clientId(clientId)
                .challengeName(ChallengeNameType.SELECT_CHALLENGE)
                .session(session)
                .challengeResponses(Map.of(
                        USERNAME,
                        email.value(),
                        "ANSWER",
                        ChallengeNameType.EMAIL_OTP.toString(),
                        SECRET_HASH,
                        secretHash(email))));
    }

    private String secretHash(EmailAddress email) {
        return Base64.getEncoder().encodeToString(clientSecret.get().sign(email.value() + clientId));
    }
}
