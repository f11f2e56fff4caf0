package net.osmand.account.core.files;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import net.osmand.account.core.files.FileIndex.Due;

/** Queues the check of each due account, one message per account. An overdue check is queued again. */
public final class DueChecks {
    private static final int PAGE = 1000;

    private final FileIndex index;
    private final AccountJobs jobs;
    private final Clock clock;

    public DueChecks(FileIndex index, AccountJobs jobs, Clock clock) {
        this.index = index;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** Queues all due checks, all shards in parallel. Returns the number of accounts. */
    public int queueDue() {
        var today = ChangeBuilder.day(clock.millis());
        return IntStream.range(0, FileIndex.CHECK_SHARDS)
                .boxed()
                .gather(Gatherers.mapConcurrent(FileIndex.CHECK_SHARDS, shard -> queueDue(shard, today)))
                .mapToInt(Integer::intValue)
                .sum();
    }

    private int queueDue(int shard, long today) {
        var asked = 0;
        var after = Optional.<Due>empty();
        List<Due> page;
        do {
            page = index.due(shard, today, after, PAGE);
            page.forEach(due -> jobs.send(AccountJobs.Kind.CHECK, due.account()));
            asked += page.size();
            after = page.isEmpty() ? after : Optional.of(page.getLast());
        } while (page.size() == PAGE);
        return asked;
    }
}
