package net.osmand.account.aws.dynamodb;

import net.osmand.account.core.values.UnavailableException;

/** Delays between the rounds of a batch. DynamoDB leaves it to the caller to resend unprocessed items. */
final class RetryBackoff {
    private final long end = System.nanoTime() + Contention.TIME_LIMIT.toNanos();
    private int rounds;

    /**
     * Waits before the next round.
     *
     * @throws UnavailableException if all rounds together take too long
     */
    void pause() {
        rounds++;
        if (System.nanoTime() - end >= 0) {
            throw new UnavailableException("DynamoDB left items of a batch unprocessed " + rounds + " times");
        }
        try {
            Thread.sleep(Contention.BACKOFF.computeDelay(rounds));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for DynamoDB", e);
        }
    }
}
