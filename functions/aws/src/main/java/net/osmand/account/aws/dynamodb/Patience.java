package net.osmand.account.aws.dynamodb;

import java.security.SecureRandom;

/** Waits before another try: a random time, so that those who met do not meet again. */
final class Patience {
    private static final int TRIES = 12;
    private static final int FIRST_MILLIS = 20;
    private static final int LONGEST_MILLIS = 1000;

    private final SecureRandom random;

    Patience(SecureRandom random) {
        this.random = random;
    }

    /**
     * Waits.
     *
     * @param attempt how many tries failed before this one
     * @throws IllegalStateException once it is too many
     */
    void pause(int attempt) {
        if (attempt >= TRIES) {
            throw new IllegalStateException("DynamoDB did not take the request in " + TRIES + " tries");
        }
        var bound = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(attempt, 10));
        try {
            Thread.sleep(1 + random.nextInt(bound));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for DynamoDB", e);
        }
    }
}
