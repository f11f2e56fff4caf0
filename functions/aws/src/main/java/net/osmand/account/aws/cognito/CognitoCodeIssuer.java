package net.osmand.account.aws.cognito;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.osmand.account.codes.CodeIssuer;
import net.osmand.account.identity.EmailAddress;
import net.osmand.account.problem.Problem;
import net.osmand.account.problem.Refused;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasExistsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeMismatchException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExpiredCodeException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidPasswordException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LimitExceededException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TooManyFailedAttemptsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotConfirmedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameExistsException;

/** A user pool in which the address is the user's name, as the maker and judge of codes. Its tokens are never used. */
public final class CognitoCodeIssuer implements CodeIssuer {
    private static final String USERNAME = "USERNAME";
    private static final String SECRET_HASH = "SECRET_HASH";

    /** How long Cognito locks a user out at most after wrong passwords. */
    private static final Duration LOCKOUT = Duration.ofMinutes(15);

    private final CognitoIdentityProviderClient client;
    private final String userPoolId;
    private final String clientId;
    private final SecretKeySpec clientSecret;

    public CognitoCodeIssuer(
            CognitoIdentityProviderClient client, String userPoolId, String clientId, String clientSecret) {
        this.client = client;
        this.userPoolId = userPoolId;
        this.clientId = clientId;
        this.clientSecret = new SecretKeySpec(clientSecret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    @Override
    public void signUp(EmailAddress email) {
        limited(() -> {
            try {
                signUpOnce(email);
            } catch (UsernameExistsException e) {
                resend(email);
            }
        });
    }

    private void signUpOnce(EmailAddress email) {
        var attribute =
                AttributeType.builder().name("email").value(email.value()).build();
        client.signUp(r -> r.clientId(clientId)
                .username(email.value())
                .secretHash(secretHash(email))
                .userAttributes(attribute));
    }

    private void resend(EmailAddress email) {
        try {
            client.resendConfirmationCode(
                    r -> r.clientId(clientId).username(email.value()).secretHash(secretHash(email)));
        } catch (InvalidParameterException | LimitExceededException | UserNotFoundException e) {
            // No account has the address, yet a user does: confirmed, what an interrupted registration or deletion left
            // behind, or unconfirmed and worn out by Cognito's five resends an hour. Nothing is lost with it.
            delete(email.value());
            signUpOnce(email);
        }
    }

    @Override
    public boolean confirmSignUp(EmailAddress email, String code) {
        return limited(() -> {
            try {
                client.confirmSignUp(r -> r.clientId(clientId)
                        .username(email.value())
                        .secretHash(secretHash(email))
                        .confirmationCode(code));
                return true;
            } catch (CodeMismatchException | ExpiredCodeException | UserNotFoundException e) {
                return false;
            } catch (NotAuthorizedException e) {
                // Cognito says so where the user was confirmed by a try whose answer was lost.
                return isConfirmed(email);
            }
        });
    }

    private boolean isConfirmed(EmailAddress email) {
        return client.adminGetUser(r -> r.userPoolId(userPoolId).username(email.value()))
                        .userStatus()
                == UserStatusType.CONFIRMED;
    }

    @Override
    public String subject(EmailAddress email) {
        return limited(() -> client.adminGetUser(r -> r.userPoolId(userPoolId).username(email.value())))
                .userAttributes()
                .stream()
                .filter(attribute -> "sub".equals(attribute.name()))
                .map(AttributeType::value)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a user of the pool has no subject"));
    }

    @Override
    public String challenge(EmailAddress email) {
        return limited(() -> {
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
            return switch (answer.challengeName()) {
                case EMAIL_OTP -> answer.session();
                case SELECT_CHALLENGE -> select(email, answer.session());
                default ->
                    throw new IllegalStateException(
                            "Cognito answers with the challenge " + answer.challengeNameAsString());
            };
        });
    }

    /** Cognito sometimes lets choose although a challenge was preferred. */
    private String select(EmailAddress email, String session) {
        var answer = client.adminRespondToAuthChallenge(r -> r.userPoolId(userPoolId)
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
        return answer.session();
    }

    @Override
    public boolean answer(EmailAddress email, String session, String code) {
        return limited(() -> {
            try {
                var answer = client.adminRespondToAuthChallenge(r -> r.userPoolId(userPoolId)
                        .clientId(clientId)
                        .challengeName(ChallengeNameType.EMAIL_OTP)
                        .session(session)
                        .challengeResponses(Map.of(
                                USERNAME, email.value(), "EMAIL_OTP_CODE", code, SECRET_HASH, secretHash(email))));
                return answer.authenticationResult() != null;
            } catch (CodeMismatchException | NotAuthorizedException | ExpiredCodeException e) {
                return false;
            }
        });
    }

    @Override
    public Optional<String> forgotPassword(EmailAddress email) {
        return limited(() -> {
            try {
                client.forgotPassword(
                        r -> r.clientId(clientId).username(email.value()).secretHash(secretHash(email)));
                return Optional.empty();
            } catch (InvalidParameterException | NotAuthorizedException e) {
                // Somebody who never had a password proves the address by a challenge instead.
                return Optional.of(challenge(email));
            }
        });
    }

    @Override
    public boolean resetPassword(EmailAddress email, String code, String password) {
        return limited(() -> {
            try {
                client.confirmForgotPassword(r -> r.clientId(clientId)
                        .username(email.value())
                        .secretHash(secretHash(email))
                        .confirmationCode(code)
                        .password(password));
                return true;
            } catch (CodeMismatchException | ExpiredCodeException | UserNotFoundException e) {
                return false;
            } catch (InvalidPasswordException | InvalidParameterException e) {
                throw new Refused(Problem.PASSWORD_TOO_SIMPLE);
            }
        });
    }

    @Override
    public void setPassword(EmailAddress email, String password) {
        limited(() -> {
            try {
                client.adminSetUserPassword(r -> r.userPoolId(userPoolId)
                        .username(email.value())
                        .password(password)
                        .permanent(true));
            } catch (InvalidPasswordException | InvalidParameterException e) {
                throw new Refused(Problem.PASSWORD_TOO_SIMPLE);
            }
        });
    }

    @Override
    public boolean isPassword(EmailAddress email, String password) {
        return limited(() -> {
            try {
                client.adminInitiateAuth(r -> r.userPoolId(userPoolId)
                        .clientId(clientId)
                        .authFlow(AuthFlowType.ADMIN_USER_PASSWORD_AUTH)
                        .authParameters(
                                Map.of(USERNAME, email.value(), "PASSWORD", password, SECRET_HASH, secretHash(email))));
                return true;
            } catch (NotAuthorizedException e) {
                if (String.valueOf(e.awsErrorDetails().errorMessage()).contains("attempts exceeded")) {
                    throw Refused.tooMany(LOCKOUT.toSeconds());
                }
                return false;
            } catch (UserNotFoundException | UserNotConfirmedException | InvalidParameterException e) {
                return false;
            }
        });
    }

    @Override
    public void changeEmail(String subject, EmailAddress email) {
        limited(() -> {
            try {
                changeEmailOnce(subject, email);
            } catch (AliasExistsException | UsernameExistsException e) {
                // No account has the address, yet a user does: whoever verified it, or never finished to sign up.
                delete(email.value());
                changeEmailOnce(subject, email);
            } catch (UserNotFoundException e) {
                // Whoever has the address signs in with a code and gets a new user; nothing may wait for the old one.
            }
        });
    }

    private void changeEmailOnce(String subject, EmailAddress email) {
        client.adminUpdateUserAttributes(r -> r.userPoolId(userPoolId)
                .username(subject)
                .userAttributes(
                        AttributeType.builder()
                                .name("email")
                                .value(email.value())
                                .build(),
                        AttributeType.builder()
                                .name("email_verified")
                                .value("true")
                                .build()));
    }

    @Override
    public void deleteUnconfirmed(long signedUpBefore) {
        var old = Instant.ofEpochMilli(signedUpBefore);
        client
                .listUsersPaginator(r -> r.userPoolId(userPoolId).filter("cognito:user_status = \"UNCONFIRMED\""))
                .users()
                .stream()
                .filter(user -> user.userCreateDate().isBefore(old))
                .forEach(user -> delete(user.username()));
    }

    @Override
    public void delete(String subject) {
        limited(() -> {
            try {
                client.adminDeleteUser(r -> r.userPoolId(userPoolId).username(subject));
            } catch (UserNotFoundException e) {
                // It is gone already.
            }
        });
    }

    private String secretHash(EmailAddress email) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(clientSecret);
            mac.update(email.value().getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(clientId.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void limited(Runnable call) {
        limited(() -> {
            call.run();
            return true;
        });
    }

    private static <T> T limited(Supplier<T> call) {
        try {
            return call.get();
        } catch (LimitExceededException | TooManyFailedAttemptsException e) {
            // Too many requests to the whole pool are a throttle instead: CallTimeouts turns that into Unavailable.
            throw Refused.tooMany(LOCKOUT.toSeconds());
        }
    }
}
