package net.osmand.account.core.files;

import java.time.Duration;

/** Waits between two attempts. */
@FunctionalInterface
public interface Pause {
    void of(Duration duration);

    /** Returns a pause that lets the current thread sleep. */
    static Pause ofThread() {
        return duration -> {
            try {
                Thread.sleep(duration);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        };
    }
}
