package net.osmand.account.relay;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Increasing pauses between the attempts of a call, until its time is over. */
final class Backoff {
    private static final long FIRST_MILLIS = 200;
    private static final long LONGEST_MILLIS = 5000;

    private final long end;
    private long millis = FIRST_MILLIS;

    Backoff(Duration time) {
        this.end = System.nanoTime() + time.toNanos();
    }

    boolean mayRepeat() {
        return System.nanoTime() < end;
    }

    /** Waits for the next pause, or for the server's Retry-After if that is longer, but not beyond the end. */
    void pause(long leastSeconds) {
        var random = ThreadLocalRandom.current().nextLong(millis / 2, millis + 1);
        var left = Math.max(0, (end - System.nanoTime()) / 1_000_000);
        sleep(Math.min(left, Math.max(random, leastSeconds * 1000)));
        millis = Math.min(LONGEST_MILLIS, millis * 2);
    }

    static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RelayException.busy();
        }
    }
}
