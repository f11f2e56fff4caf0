package net.osmand.account.core.exports;

import java.time.Duration;

/** The queue of export steps, with at-least-once delivery. */
@FunctionalInterface
public interface ExportQueue {
    void send(ExportStepMessage turn, Duration delay);
}
