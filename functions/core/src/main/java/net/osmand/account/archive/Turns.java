package net.osmand.account.archive;

import java.time.Duration;

/** The queue of the exports' steps: each message comes at least once. */
@FunctionalInterface
public interface Turns {
    void send(Turn turn, Duration delay);
}
