package net.osmand.account.aws;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;

/**
 * What surrounds a function: its environment, time, chance and the watch over its calls. Every handler has a constructor
 * that takes one, and a constructor without arguments, for Lambda, that takes {@link #ofProcess()}.
 */
public record LambdaEnvironment(
        Map<String, String> environment, Clock clock, SecureRandom random, AwsCallListener calls) {
    public LambdaEnvironment {
        environment = Map.copyOf(environment);
    }

    /** The process's own, as in production; SnapStart's snapshot is prepared with it. */
    public static LambdaEnvironment ofProcess() {
        var platform = new LambdaEnvironment(
                System.getenv(), Clock.systemUTC(), new SecureRandom(), AwsCallListener.UNWATCHED);
        SnapStartPriming.prepare(platform);
        return platform;
    }

    /** The environment variable; its absence is a fault of the template, so the function does not start. */
    public String variable(String name) {
        var value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("environment variable " + name + " is missing");
        }
        return value;
    }
}
