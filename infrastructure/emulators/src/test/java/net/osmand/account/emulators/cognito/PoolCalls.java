package net.osmand.account.emulators.cognito;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminInitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminRespondToAuthChallengeResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SignUpResponse;

/** SDK calls with the parameters that the pool always needs. */
final class PoolCalls {
    private final CognitoIdentityProviderClient client;
    private final String poolId;
    private final String clientId;
    private final String secret;

    PoolCalls(CognitoIdentityProviderClient client, String poolId, String clientId, String secret) {
        this.client = client;
        this.poolId = poolId;
        this.clientId = clientId;
        this.secret = secret;
    }

    SignUpResponse signUp(String email, Map<String, String> metadata) {
        return client.signUp(r ->
                r.clientId(clientId).username(email).secretHash(hash(email)).clientMetadata(metadata));
    }

    SignUpResponse signUp(String email) {
        return signUp(email, Map.of());
    }

    void signUpWithPassword(String email, String password) {
        client.signUp(r ->
                r.clientId(clientId).username(email).secretHash(hash(email)).password(password));
    }

    void confirmSignUp(String email, String code) {
        client.confirmSignUp(r ->
                r.clientId(clientId).username(email).secretHash(hash(email)).confirmationCode(code));
    }

    void resend(String email) {
        client.resendConfirmationCode(r -> r.clientId(clientId).username(email).secretHash(hash(email)));
    }

    void forgotPassword(String email) {
        client.forgotPassword(r -> r.clientId(clientId).username(email).secretHash(hash(email)));
    }

    void confirmForgotPassword(String email, String code, String password) {
        client.confirmForgotPassword(r -> r.clientId(clientId)
                .username(email)
                .secretHash(hash(email))
                .confirmationCode(code)
                .password(password));
    }

    AdminInitiateAuthResponse initiate(String email, String challenge, Map<String, String> metadata) {
        return client.adminInitiateAuth(r -> r.userPoolId(poolId)
                .clientId(clientId)
                .authFlow(AuthFlowType.USER_AUTH)
                .clientMetadata(metadata)
                .authParameters(parameters(email, "PREFERRED_CHALLENGE", challenge)));
    }

    /** The session of a mailed code. */
    String mailCode(String email) {
        return initiate(email, "EMAIL_OTP", Map.of()).session();
    }

    AdminRespondToAuthChallengeResponse answer(String email, String session, String code) {
        return client.adminRespondToAuthChallenge(r -> r.userPoolId(poolId)
                .clientId(clientId)
                .challengeName(ChallengeNameType.EMAIL_OTP)
                .session(session)
                .challengeResponses(parameters(email, "EMAIL_OTP_CODE", code)));
    }

    AdminInitiateAuthResponse choose(String email, Map<String, String> more) {
        var parameters = new HashMap<>(more);
        parameters.putAll(Map.of("USERNAME", email, "SECRET_HASH", hash(email)));
        return client.adminInitiateAuth(r -> r.userPoolId(poolId)
                .clientId(clientId)
                .authFlow(AuthFlowType.USER_AUTH)
                .authParameters(parameters));
    }

    AdminRespondToAuthChallengeResponse select(String email, String session, String challenge) {
        return client.adminRespondToAuthChallenge(r -> r.userPoolId(poolId)
                .clientId(clientId)
                .challengeName(ChallengeNameType.SELECT_CHALLENGE)
                .session(session)
                .challengeResponses(parameters(email, "ANSWER", challenge)));
    }

    AdminInitiateAuthResponse signIn(String email, String password) {
        return client.adminInitiateAuth(r -> r.userPoolId(poolId)
                .clientId(clientId)
                .authFlow(AuthFlowType.ADMIN_USER_PASSWORD_AUTH)
                .authParameters(parameters(email, "PASSWORD", password)));
    }

    void createConfirmed(String email) {
        client.adminCreateUser(r -> r.userPoolId(poolId)
                .username(email)
                .messageAction(MessageActionType.SUPPRESS)
                .userAttributes(
                        CognitoContract.attribute("email", email),
                        CognitoContract.attribute("email_verified", "true")));
    }

    void createWithTemporaryPassword(String email, String password) {
        client.adminCreateUser(r -> r.userPoolId(poolId)
                .username(email)
                .temporaryPassword(password)
                .messageAction(MessageActionType.SUPPRESS)
                .userAttributes(CognitoContract.attribute("email", email)));
    }

    void setPassword(String email, String password) {
        client.adminSetUserPassword(
                r -> r.userPoolId(poolId).username(email).password(password).permanent(true));
    }

    String hash(String email) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal((email + clientId).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, String> parameters(String email, String name, String value) {
        return new HashMap<>(Map.of("USERNAME", email, "SECRET_HASH", hash(email), name, value));
    }
}
