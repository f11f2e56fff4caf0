package net.osmand.account.core.exports;

import java.time.Duration;

/** The queue of the exports' steps: each message comes at least once. */
@FunctionalInterface
public interface ExportQueue {
    void send(ExportStepMessage turn, Duration delay);
}
