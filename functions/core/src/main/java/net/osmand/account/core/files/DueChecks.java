package net.osmand.account.core.files;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import net.osmand.account.core.files.FileIndex.Due;

/** Asks for the check of each account whose day has come: a message for each. What is overdue is asked for again. */
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

    /** Asks; returns for how many accounts. */
    public int ask() {
        var today = ChangeBuilder.day(clock.millis());
        var asked = 0;
        for (var shard = 0; shard < FileIndex.CHECK_SHARDS; shard++) {
            var after = Optional.<Due>empty();
            List<Due> page;
            do {
                page = index.due(shard, today, after, PAGE);
                page.forEach(due -> jobs.send(AccountJobs.Kind.CHECK, due.account()));
                asked += page.size();
                after = page.isEmpty() ? after : Optional.of(page.getLast());
            } while (page.size() == PAGE);
        }
        return asked;
    }
}
