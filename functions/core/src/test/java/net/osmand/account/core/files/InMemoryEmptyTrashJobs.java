package net.osmand.account.core.files;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import net.osmand.account.core.values.AccountId;

/** Jobs that empty the trash, in memory. */
public final class InMemoryEmptyTrashJobs implements EmptyTrash.Jobs {
    private final Map<String, EmptyTrash.Job> kept = new HashMap<>();

    /** Removes all jobs, like their TTL. */
    public synchronized void forget() {
        kept.clear();
    }

    @Override
    public synchronized void keep(EmptyTrash.Job job, long now) {
        kept.put(job.id(), job);
    }

    @Override
    public synchronized boolean keepProgress(EmptyTrash.Job job, long now) {
        var before = kept.get(job.id());
        if (before != null && before.finished()) {
            return false;
        }
        kept.put(job.id(), job);
        return true;
    }

    @Override
    public synchronized Optional<EmptyTrash.Job> find(AccountId account, String id) {
        return Optional.ofNullable(kept.get(id)).filter(job -> job.account().equals(account));
    }
}
