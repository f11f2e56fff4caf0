package net.osmand.account.devserver.time;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Everything that time brings about: first what TTL ends, then schedules, then what is due in queues, and last lifecycle rules, which are the backstop. */
public final class Scheduler {
    private final List<TimeToLive> tables;
    private final Schedules schedules;
    private final Runnable messages;
    private final List<Lifecycle> buckets;

    /** The first midnight at which lifecycle rules have something to do again. */
    private Instant midnight = Instant.MIN;

    /** Messages hands over what is due in queues. */
    public Scheduler(List<TimeToLive> tables, Schedules schedules, Runnable messages, List<Lifecycle> buckets) {
        this.tables = List.copyOf(tables);
        this.schedules = schedules;
        this.messages = messages;
        this.buckets = List.copyOf(buckets);
    }

    /** Notes what only the present can tell; to be called before the clock is moved. */
    public synchronized void look(Instant now) {
        midnight = Instant.MIN;
        buckets.forEach(bucket -> bucket.look(now));
    }

    /** Does what is due by the given time. */
    public synchronized void run(Instant now) {
        tables.forEach(table -> table.run(now));
        schedules.run(now);
        messages.run();
        // They list whole buckets, which takes seconds, and act at midnight only.
        if (!now.isBefore(midnight)) {
            buckets.forEach(bucket -> bucket.run(now));
            midnight = now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
        }
    }
}
