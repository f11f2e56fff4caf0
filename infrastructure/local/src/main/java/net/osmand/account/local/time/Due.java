package net.osmand.account.local.time;

import java.time.Instant;
import java.util.List;

/** Everything that time brings about: first what TTL ends, then schedules, then what is due in queues, and last lifecycle rules, which are the backstop. */
public final class Due {
    private final List<TimeToLive> tables;
    private final Schedules schedules;
    private final Runnable messages;
    private final List<Lifecycle> buckets;

    /** Messages hands over what is due in queues. */
    public Due(List<TimeToLive> tables, Schedules schedules, Runnable messages, List<Lifecycle> buckets) {
        this.tables = List.copyOf(tables);
        this.schedules = schedules;
        this.messages = messages;
        this.buckets = List.copyOf(buckets);
    }

    /** Notes what only the present can tell; to be called before the clock is moved. */
    public synchronized void look(Instant now) {
        buckets.forEach(bucket -> bucket.look(now));
    }

    /** Does what is due by the given time. */
    public synchronized void run(Instant now) {
        tables.forEach(table -> table.run(now));
        schedules.run(now);
        messages.run();
        buckets.forEach(bucket -> bucket.run(now));
    }
}
