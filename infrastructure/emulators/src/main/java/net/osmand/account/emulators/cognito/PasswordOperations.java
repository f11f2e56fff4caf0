package net.osmand.account.emulators.cognito;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import net.osmand.account.emulators.wire.AwsError;

/** ForgotPassword and ConfirmForgotPassword. A code has 6 digits and is valid for an hour. */
final class PasswordOperations {
    private static final String KIND = "reset";
    private static final Duration VALIDITY = Duration.ofHours(1);

    /**
     * AWS allows 5 to 20 requests and 5 to 20 entries of a code an hour, depending on risk. This is the strictest limit
     * of requests and the widest of entries.
     */
    private static final int REQUESTS_AN_HOUR = 5;

    private static final int CONFIRMATIONS_AN_HOUR = 20;

    private final Pool pool;
    private final Passwords passwords;

    PasswordOperations(Pool pool, Passwords passwords) {
        this.pool = pool;
        this.passwords = passwords;
    }

    /** Mails a code, also to a user without a password: AWS does not document that case. */
    ObjectNode forgot(Call call) {
        var name = call.username();
        var found = pool.find(name);
        if (found.isPresent() && found.get().hasVerifiedEmail()) {
            if (!found.get().attempt("ForgotPassword", REQUESTS_AN_HOUR, pool.now())) {
                throw Pool.limitExceeded();
            }
            return pool.mailCode(call, found.get(), KIND, VALIDITY, "ForgotPassword");
        }
        if (pool.settings().preventUserExistenceErrors()) {
            return pool.delivery(name);
        }
        pool.need(name);
        throw new AwsError(
                "InvalidParameterException",
                "Cannot reset password for the user as there is no registered/verified email or phone_number");
    }

    ObjectNode confirm(Call call) {
        var code = call.confirmationCode();
        var name = call.username();
        if (pool.find(name).isEmpty() && pool.settings().preventUserExistenceErrors()) {
            throw Pool.wrongCode();
        }
        var user = pool.need(name);
        passwords.check(call.text("Password"));
        if (!user.attempt("ConfirmForgotPassword", CONFIRMATIONS_AN_HOUR, pool.now())) {
            throw Pool.limitExceeded();
        }
        pool.useCode(user, KIND, code);
        passwords.set(user, call.text("Password"));
        user.status = PoolUser.CONFIRMED;
        user.modifiedAt = pool.now();
        return Call.empty();
    }
}
