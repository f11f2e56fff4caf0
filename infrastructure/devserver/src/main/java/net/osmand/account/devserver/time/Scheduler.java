package net.osmand.account.devserver.time;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Runs everything that is due: first TTL, then schedules, then queues, and lifecycle rules last, because they are the
 * backstop.
 */
public final class Scheduler {
    private final List<TimeToLive> tables;
    private final Schedules schedules;
    private final Runnable messages;
    private final List<Lifecycle> buckets;

    /** The next midnight at which lifecycle rules can act. */
    private Instant midnight = Instant.MIN;

    /**
     * Takes all parts.
     *
     * @param messages delivers due messages of the queues
     */
    public Scheduler(List<TimeToLive> tables, Schedules schedules, Runnable messages, List<Lifecycle> buckets) {
        this.tables = List.copyOf(tables);
        this.schedules = schedules;
        this.messages = messages;
        this.buckets = List.copyOf(buckets);
    }

    /** Records the delete markers that exist now. Call it before the clock is moved. */
    public synchronized void look(Instant now) {
        midnight = Instant.MIN;
        buckets.forEach(bucket -> bucket.look(now));
    }

    /** Runs everything that is due by the given time. */
    public synchronized void run(Instant now) {
        tables.forEach(table -> table.run(now));
        schedules.run(now);
        messages.run();
        // Lifecycle rules list whole buckets, which takes seconds. They act at midnight only.
        if (!now.isBefore(midnight)) {
            buckets.forEach(bucket -> bucket.run(now));
            midnight = now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
        }
    }
}
