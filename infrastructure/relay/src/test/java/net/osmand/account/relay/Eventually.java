package net.osmand.account.relay;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for a condition that another thread or process fulfils. */
final class Eventually {
    private static final Duration MOST = Duration.ofSeconds(30);

    private Eventually() {}

    static void is(String what, Callable<Boolean> condition) throws Exception {
        var end = System.nanoTime() + MOST.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not in time: " + what);
            }
            Thread.sleep(20);
        }
    }
}
