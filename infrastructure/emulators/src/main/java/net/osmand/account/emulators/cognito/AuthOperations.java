package net.osmand.account.emulators.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.osmand.account.emulators.wire.AwsError;

/**
 * InitiateAuth and RespondToAuthChallenge, and their Admin forms. An EMAIL_OTP code has 8 digits and is valid as long
 * as its session. A session succeeds once. Wrong answers neither end nor lock it.
 */
final class AuthOperations {
    private static final int OTP_DIGITS = 8;
    private static final int SESSION_BYTES = 96;
    private static final String EMAIL_OTP = "EMAIL_OTP";
    private static final String PASSWORD = "PASSWORD";
    private static final String NEW_PASSWORD_REQUIRED = "NEW_PASSWORD_REQUIRED";
    private static final String SELECT_CHALLENGE = "SELECT_CHALLENGE";

    private final Pool pool;
    private final Passwords passwords;
    private final ClientSecret secret;

    AuthOperations(Pool pool, Passwords passwords, ClientSecret secret) {
        this.pool = pool;
        this.passwords = passwords;
        this.secret = secret;
    }

    ObjectNode initiate(Call call) {
        var parameters = call.request().path("AuthParameters");
        var name = parameters.path("USERNAME").asText();
        secret.check(name, parameters.path("SECRET_HASH"));
        var flow = call.text("AuthFlow");
        if (!pool.settings().explicitAuthFlows().contains("ALLOW_" + flow)) {
            throw new AwsError("InvalidParameterException", flow + " flow not enabled for this client");
        }
        return switch (flow) {
            case "USER_AUTH" -> choose(call, name, parameters);
            case "USER_PASSWORD_AUTH", "ADMIN_USER_PASSWORD_AUTH" -> {
                if (call.isAdmin() != flow.startsWith("ADMIN")) {
                    throw new AwsError("InvalidParameterException", "Initiate Auth method not supported.");
                }
                yield byPassword(name, parameters.path(PASSWORD).asText());
            }
            default -> throw new AwsError("InvalidParameterException", flow + " is not emulated");
        };
    }

    ObjectNode respond(Call call) {
        var responses = call.request().path("ChallengeResponses");
        var name = responses.path("USERNAME").asText();
        secret.check(name, responses.path("SECRET_HASH"));
        var id = call.text("Session");
        var session = pool.state().sessions.get(id);
        if (session == null
                || session.used()
                || pool.now() >= session.expiresAt()
                || !session.challenge().equals(call.text("ChallengeName"))) {
            throw new AwsError(
                    "NotAuthorizedException", "Invalid session for the user, session can only be used once.");
        }
        // A failure throws, and the session stays open.
        var answer = answer(call, session, name, responses);
        pool.state().sessions.put(id, session.spent());
        return answer;
    }

    private ObjectNode answer(Call call, PoolState.Session session, String name, JsonNode responses) {
        var user = pool.find(name).filter(found -> found.subject.equals(session.subject()));
        return switch (session.challenge()) {
            case EMAIL_OTP -> {
                if (user.isEmpty()
                        || !session.code()
                                .equals(responses.path("EMAIL_OTP_CODE").asText())) {
                    // Cognito locks nothing here, so the product counts wrong codes itself.
                    throw new AwsError("CodeMismatchException", "Invalid code or auth state for the user.");
                }
                yield signedIn();
            }
            case SELECT_CHALLENGE ->
                preferred(call, name, responses.path("ANSWER").asText(), responses);
            case PASSWORD -> byPassword(name, responses.path(PASSWORD).asText());
            default -> {
                var known = user.orElseThrow(Passwords::wrong);
                passwords.set(known, responses.path("NEW_PASSWORD").asText());
                known.status = PoolUser.CONFIRMED;
                yield signedIn();
            }
        };
    }

    private ObjectNode choose(Call call, String name, JsonNode parameters) {
        var user = pool.find(name);
        if (user.isEmpty() && !pool.settings().preventUserExistenceErrors()) {
            pool.need(name);
        }
        if (user.isPresent() && user.get().is(PoolUser.UNCONFIRMED)) {
            throw new AwsError("UserNotConfirmedException", "User is not confirmed.");
        }
        var preference = parameters.path("PREFERRED_CHALLENGE").asText();
        if (factors(name).contains(preference)) {
            return preferred(call, name, preference, parameters);
        }
        var answer = challenge(name, SELECT_CHALLENGE, "", Map.of());
        factors(name).forEach(answer.putArray("AvailableChallenges")::add);
        return answer;
    }

    private ObjectNode preferred(Call call, String name, String challenge, JsonNode parameters) {
        if (!factors(name).contains(challenge)) {
            throw new AwsError("InvalidParameterException", challenge + " is not available to the user");
        }
        if (challenge.equals(EMAIL_OTP)) {
            return mailed(call, name);
        }
        return parameters.has(PASSWORD)
                ? byPassword(name, parameters.path(PASSWORD).asText())
                : challenge(name, PASSWORD, "", Map.of());
    }

    private ObjectNode mailed(Call call, String name) {
        var code = pool.digits(OTP_DIGITS);
        // InitiateAuth's ClientMetadata does not reach the trigger, RespondToAuthChallenge's does.
        var metadata = call.operation().endsWith("InitiateAuth") ? Map.<String, String>of() : call.clientMetadata();
        var email = pool.find(name).map(user -> {
            call.mails().add(CodeMail.to(user, "Authentication", code, metadata));
            return user.email();
        });
        return challenge(
                name,
                EMAIL_OTP,
                code,
                Map.of(
                        "CODE_DELIVERY_DELIVERY_MEDIUM",
                        "EMAIL",
                        "CODE_DELIVERY_DESTINATION",
                        Pool.masked(email.orElse(name))));
    }

    private ObjectNode byPassword(String name, String password) {
        var user = pool.find(name);
        if (user.isEmpty() && !pool.settings().preventUserExistenceErrors()) {
            pool.need(name);
        }
        var known = user.orElseThrow(Passwords::wrong);
        passwords.verify(known, password, pool.now());
        if (known.is(PoolUser.UNCONFIRMED)) {
            throw new AwsError("UserNotConfirmedException", "User is not confirmed.");
        }
        return known.is(PoolUser.FORCE_CHANGE_PASSWORD)
                ? challenge(name, NEW_PASSWORD_REQUIRED, "", Map.of("USER_ID_FOR_SRP", known.subject))
                : signedIn();
    }

    /** A user with a temporary password cannot use a mailed code. An unknown user appears to have every factor. */
    private List<String> factors(String name) {
        List<String> factors = new ArrayList<>();
        var user = pool.find(name);
        if (pool.settings().mailsCodesToSignIn()
                && user.filter(known -> known.is(PoolUser.FORCE_CHANGE_PASSWORD))
                        .isEmpty()) {
            factors.add(EMAIL_OTP);
        }
        if (pool.settings().firstAuthFactors().contains(PASSWORD)
                && user.filter(known -> known.passwordHash.isEmpty()).isEmpty()) {
            factors.add(PASSWORD);
        }
        return factors;
    }

    private ObjectNode challenge(String name, String challenge, String code, Map<String, String> parameters) {
        var now = pool.now();
        var sessions = pool.state().sessions;
        sessions.values().removeIf(session -> now >= session.expiresAt());
        var id = pool.token(SESSION_BYTES);
        var subject = pool.find(name).map(user -> user.subject).orElse("");
        var ends = now + pool.settings().authSessionValidity().toMillis();
        sessions.put(id, new PoolState.Session(subject, challenge, code, ends, false));
        var answer = Call.empty().put("ChallengeName", challenge).put("Session", id);
        var described = answer.withObject("ChallengeParameters");
        described.put("USERNAME", name);
        parameters.forEach(described::put);
        return answer;
    }

    /** Placeholder tokens: the product has its own sessions and devices. */
    private ObjectNode signedIn() {
        var answer = Call.empty();
        answer.withObject("ChallengeParameters");
        answer.withObject("AuthenticationResult")
                .put("AccessToken", pool.token(48))
                .put("IdToken", pool.token(48))
                .put("RefreshToken", pool.token(48))
                .put("TokenType", "Bearer")
                .put("ExpiresIn", 3600);
        return answer;
    }
}
