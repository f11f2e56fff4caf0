package net.osmand.account.aws.cognito;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import net.osmand.account.core.codes.CodeProvider;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasExistsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidPasswordException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LimitExceededException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TooManyFailedAttemptsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotConfirmedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameExistsException;

/**
 * Sends and checks codes with a Cognito user pool in which the user name is the e-mail address. Its tokens are not
 * used.
 */
public final class CognitoCodeProvider implements CodeProvider {
    /** Longest time for which Cognito locks a user after wrong passwords. */
    private static final Duration LOCKOUT = Duration.ofMinutes(15);

    private final CognitoIdentityProviderClient client;
    private final String userPoolId;
    private final CognitoAppClient appClient;

    public CognitoCodeProvider(CognitoIdentityProviderClient client, String userPoolId, String clientId) {
        this.client = client;
        this.userPoolId = userPoolId;
        appClient = new CognitoAppClient(client, userPoolId, clientId);
    }

    @Override
    public SignUp signUp(EmailAddress email) {
        return limited(() -> {
            try {
                appClient.signUp(email);
                return SignUp.MAILED;
            } catch (UsernameExistsException e) {
                return resend(email);
            }
        });
    }

    private SignUp resend(EmailAddress email) {
        try {
            appClient.resendCode(email);
            return SignUp.MAILED;
        } catch (LimitExceededException e) {
            return SignUp.EXHAUSTED;
        } catch (InvalidParameterException e) {
            // Cognito responds with this error if the user is already confirmed.
            return SignUp.CONFIRMED;
        } catch (UserNotFoundException e) {
            // The user was deleted between the two calls.
            return signUp(email);
        }
    }

    @Override
    public Optional<User> find(EmailAddress email) {
        return limited(() -> {
            try {
                var user = client.adminGetUser(r -> r.userPoolId(userPoolId).username(email.value()));
                var isVerified = value(user.userAttributes(), "email_verified")
                        .filter("true"::equals)
                        .isPresent();
                return Optional.of(new User(
                        subject(user.userAttributes()), isVerified && user.userStatus() == UserStatusType.CONFIRMED));
            } catch (UserNotFoundException e) {
                return Optional.empty();
            }
        });
    }

    @Override
    public String create(EmailAddress email) {
        return limited(() -> {
            try {
                // A user without a temporary password is confirmed immediately.
                var created = client.adminCreateUser(r -> r.userPoolId(userPoolId)
                        .username(email.value())
                        .messageAction(MessageActionType.SUPPRESS)
                        .userAttributes(attribute("email", email.value()), attribute("email_verified", "true")));
                return subject(created.user().attributes());
            } catch (UsernameExistsException e) {
                // A concurrent request created the user.
                return find(email).map(User::subject).orElseThrow(() -> e);
            }
        });
    }

    @Override
    public void confirm(EmailAddress email) {
        limited(() -> {
            try {
                client.adminConfirmSignUp(r -> r.userPoolId(userPoolId).username(email.value()));
            } catch (NotAuthorizedException e) {
                // The user is already confirmed.
            }
            client.adminUpdateUserAttributes(r -> r.userPoolId(userPoolId)
                    .username(email.value())
                    .userAttributes(attribute("email_verified", "true")));
        });
    }

    private static String subject(List<AttributeType> attributes) {
        return value(attributes, "sub")
                .orElseThrow(() -> new IllegalStateException("a user of the pool has no subject"));
    }

    private static Optional<String> value(List<AttributeType> attributes, String name) {
        return attributes.stream()
                .filter(attribute -> name.equals(attribute.name()))
                .map(AttributeType::value)
                .findFirst();
    }

    private static AttributeType attribute(String name, String value) {
        return AttributeType.builder().name(name).value(value).build();
    }

    @Override
    public void challenge(EmailAddress email) {
        limited(() -> {
            try {
                appClient.requestChallenge(email);
            } catch (UserNotConfirmedException | UserNotFoundException e) {
                throw new ProblemException(Problem.CODE_REJECTED);
            }
        });
    }

    @Override
    public void forgotPassword(EmailAddress email) {
        limited(() -> {
            try {
                appClient.forgotPassword(email);
            } catch (InvalidParameterException | NotAuthorizedException | LimitExceededException e) {
                // A user without a password proves the address with a challenge instead. The same applies if Cognito
                // has reached its hourly limit of reset codes for this user, even if other people requested them.
                challenge(email);
            }
        });
    }

    @Override
    public boolean setPassword(EmailAddress email, String password) {
        return limited(() -> {
            try {
                client.adminSetUserPassword(r -> r.userPoolId(userPoolId)
                        .username(email.value())
                        .password(password)
                        .permanent(true));
                return true;
            } catch (UserNotFoundException e) {
                return false;
            } catch (InvalidPasswordException | InvalidParameterException e) {
                throw new ProblemException(Problem.PASSWORD_TOO_SIMPLE);
            }
        });
    }

    @Override
    public boolean isPassword(EmailAddress email, String password) {
        return limited(() -> {
            try {
                appClient.signIn(email, password);
                return true;
            } catch (NotAuthorizedException e) {
                if (String.valueOf(e.awsErrorDetails().errorMessage()).contains("attempts exceeded")) {
                    throw ProblemException.tooMany(LOCKOUT.toSeconds());
                }
                return false;
            } catch (UserNotFoundException | UserNotConfirmedException | InvalidParameterException e) {
                return false;
            }
        });
    }

    @Override
    public boolean changeEmail(String subject, EmailAddress email) {
        return limited(() -> {
            try {
                client.adminUpdateUserAttributes(r -> r.userPoolId(userPoolId)
                        .username(subject)
                        .userAttributes(attribute("email", email.value()), attribute("email_verified", "true")));
                return true;
            } catch (AliasExistsException | UsernameExistsException e) {
                return false;
            } catch (UserNotFoundException e) {
                // The next request for a code repairs this.
                return true;
            }
        });
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
                // The user is already deleted.
            }
        });
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
            // If the whole pool is throttled, the exception is a different one: CallTimeouts turns it into Unavailable.
            throw ProblemException.tooMany(LOCKOUT.toSeconds());
        }
    }
}
