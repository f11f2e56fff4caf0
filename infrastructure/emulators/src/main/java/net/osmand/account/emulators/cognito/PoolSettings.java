package net.osmand.account.emulators.cognito;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The template's settings of the user pool and its client.
 *
 * @param clientSecret authenticates calls by SECRET_HASH; null if the client has none
 * @param passwordMinimumLength characters
 * @param requiredPasswordClasses of LOWERCASE, UPPERCASE, NUMBERS, SYMBOLS
 * @param firstAuthFactors of PASSWORD, EMAIL_OTP
 * @param explicitAuthFlows with their prefix ALLOW_
 */
public record PoolSettings(
        String poolId,
        String clientId,
        @Nullable String clientSecret,
        int passwordMinimumLength,
        Set<String> requiredPasswordClasses,
        Duration authSessionValidity,
        boolean preventUserExistenceErrors,
        Set<String> firstAuthFactors,
        Set<String> explicitAuthFlows,
        String kmsKeyArn) {

    public PoolSettings {
        requiredPasswordClasses = Set.copyOf(requiredPasswordClasses);
        firstAuthFactors = Set.copyOf(firstAuthFactors);
        explicitAuthFlows = Set.copyOf(explicitAuthFlows);
    }

    /** Passwords without required classes, mailed codes, and all flows. */
    public PoolSettings(
            String poolId,
            String clientId,
            @Nullable String clientSecret,
            int passwordMinimumLength,
            Duration authSessionValidity,
            boolean preventUserExistenceErrors,
            String kmsKeyArn) {
        this(
                poolId,
                clientId,
                clientSecret,
                passwordMinimumLength,
                Set.of(),
                authSessionValidity,
                preventUserExistenceErrors,
                Set.of("PASSWORD", "EMAIL_OTP"),
                Set.of("ALLOW_USER_AUTH", "ALLOW_USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH"),
                kmsKeyArn);
    }

    boolean mailsCodesToSignIn() {
        return firstAuthFactors.contains("EMAIL_OTP");
    }
}
