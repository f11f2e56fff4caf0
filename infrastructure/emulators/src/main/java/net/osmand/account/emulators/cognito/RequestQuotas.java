package net.osmand.account.emulators.cognito;

import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.osmand.account.emulators.wire.AwsError;

/**
 * Cognito's default request rate quotas: requests a second for each category of operations
 * (docs.aws.amazon.com/cognito/latest/developerguide/quotas.html). Answers to challenges have three times the quota of
 * sign-ins.
 */
final class RequestQuotas {
    private static final long SECOND = 1_000;

    private final Clock clock;
    private final Map<Category, List<Long>> requests = new EnumMap<>(Category.class);
    private boolean enforced;

    private enum Category {
        USER_AUTHENTICATION(120),
        CHALLENGE_ANSWERS(360),
        USER_CREATION(50),
        USER_ACCOUNT_RECOVERY(30),
        USER_READ(120),
        USER_UPDATE(25),
        USER_RESOURCE_UPDATE(25),
        USER_LIST(30),
        CLIENT_READ(15);

        private final int perSecond;

        Category(int perSecond) {
            this.perSecond = perSecond;
        }

        static Category of(String operation) {
            return switch (operation) {
                case "InitiateAuth", "AdminInitiateAuth" -> USER_AUTHENTICATION;
                case "RespondToAuthChallenge", "AdminRespondToAuthChallenge" -> CHALLENGE_ANSWERS;
                case "SignUp", "ConfirmSignUp", "AdminCreateUser", "AdminConfirmSignUp" -> USER_CREATION;
                case "ForgotPassword", "ConfirmForgotPassword" -> USER_ACCOUNT_RECOVERY;
                case "AdminGetUser" -> USER_READ;
                case "AdminUpdateUserAttributes" -> USER_UPDATE;
                case "ListUsers" -> USER_LIST;
                case "DescribeUserPoolClient" -> CLIENT_READ;
                default -> USER_RESOURCE_UPDATE;
            };
        }
    }

    RequestQuotas(Clock clock) {
        this.clock = clock;
    }

    synchronized void enforce(boolean on) {
        enforced = on;
        requests.clear();
    }

    /**
     * Counts a request.
     *
     * @throws AwsError if the quota is reached
     */
    synchronized void take(String operation) {
        if (!enforced) {
            return;
        }
        var category = Category.of(operation);
        var now = clock.millis();
        var last = requests.computeIfAbsent(category, _ -> new ArrayList<>());
        last.removeIf(at -> at <= now - SECOND);
        if (last.size() >= category.perSecond) {
            throw new AwsError("TooManyRequestsException", "Rate exceeded");
        }
        last.add(now);
    }
}
