package net.osmand.account.aws;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;

/**
 * Environment variables, clock, random source and AWS call listener of a function. Every handler has one constructor
 * with this parameter and one without parameters, for Lambda, which uses {@link #ofProcess()}.
 */
public record LambdaEnvironment(
        Map<String, String> variables, Clock clock, SecureRandom random, AwsCallListener calls) {
    public LambdaEnvironment {
        variables = Map.copyOf(variables);
    }

    /** Returns the environment of the process, as in production, and registers the priming for SnapStart. */
    public static LambdaEnvironment ofProcess() {
        var environment =
                new LambdaEnvironment(System.getenv(), Clock.systemUTC(), new SecureRandom(), AwsCallListener.NONE);
        SnapStartPriming.prepare(environment);
        return environment;
    }

    /**
     * Returns an environment variable. A missing one is a mistake in the template, so the function must not start.
     *
     * @throws IllegalStateException if the variable is missing or blank
     */
    public String variable(String name) {
        var value = variables.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("environment variable " + name + " is missing");
        }
        return value;
    }
}
