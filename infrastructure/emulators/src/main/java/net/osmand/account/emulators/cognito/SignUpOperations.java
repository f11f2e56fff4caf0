package net.osmand.account.emulators.cognito;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import net.osmand.account.emulators.wire.AwsError;

/** SignUp, ConfirmSignUp and ResendConfirmationCode. A code has 6 digits and is valid for 24 hours. */
final class SignUpOperations {
    private static final String KIND = "signUp";
    private static final Duration VALIDITY = Duration.ofHours(24);
    private static final int RESENDS_AN_HOUR = 5;
    private static final int CONFIRMATIONS_AN_HOUR = 15;

    private final Pool pool;
    private final Passwords passwords;

    SignUpOperations(Pool pool, Passwords passwords) {
        this.pool = pool;
        this.passwords = passwords;
    }

    ObjectNode signUp(Call call) {
        var password = call.text("Password");
        if (!password.isEmpty()) {
            passwords.check(password);
        } else if (!pool.settings().mailsCodesToSignIn()) {
            throw new AwsError("InvalidParameterException", "Missing required parameter Password");
        }
        var user = pool.add(call.username(), call.attributes());
        // Clients cannot mark their own address as verified.
        user.attributes.put("email_verified", "false");
        if (!password.isEmpty()) {
            passwords.set(user, password);
        }
        return pool.mailCode(call, user, KIND, VALIDITY, "SignUp")
                .put("UserConfirmed", false)
                .put("UserSub", user.subject);
    }

    ObjectNode confirm(Call call) {
        var code = call.confirmationCode();
        var found = pool.find(call.username());
        if (found.isEmpty() && pool.settings().preventUserExistenceErrors()) {
            throw Pool.wrongCode();
        }
        var user = pool.need(call.username());
        if (!user.is(PoolUser.UNCONFIRMED)) {
            throw new AwsError("NotAuthorizedException", "User cannot be confirmed. Current status is " + user.status);
        }
        if (!user.attempt("ConfirmSignUp", CONFIRMATIONS_AN_HOUR, pool.now())) {
            throw Pool.limitExceeded();
        }
        pool.useCode(user, KIND, code);
        user.status = PoolUser.CONFIRMED;
        user.attributes.put("email_verified", "true");
        user.modifiedAt = pool.now();
        return Call.empty();
    }

    ObjectNode resend(Call call) {
        var found = pool.find(call.username());
        if (found.isEmpty() && pool.settings().preventUserExistenceErrors()) {
            return pool.delivery(call.username());
        }
        var user = pool.need(call.username());
        if (!user.is(PoolUser.UNCONFIRMED)) {
            throw new AwsError("InvalidParameterException", "User is already confirmed.");
        }
        if (!user.attempt("ResendConfirmationCode", RESENDS_AN_HOUR, pool.now())) {
            throw Pool.limitExceeded();
        }
        return pool.mailCode(call, user, KIND, VALIDITY, "ResendCode");
    }
}
