package net.osmand.account.core.folders;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import net.osmand.account.core.values.AccountId;

/** Folder jobs in memory. */
public final class InMemoryFolderJobs implements FolderJobs {
    private final Map<AccountId, FolderJob> kept = new HashMap<>();

    @Override
    public synchronized boolean claim(FolderJob job, long abandonedBefore) {
        var before = kept.get(job.account());
        if (before != null && before.isRunning() && before.lastProgressAt() >= abandonedBefore) {
            return false;
        }
        kept.put(job.account(), job);
        return true;
    }

    @Override
    public synchronized Optional<FolderJob> find(AccountId account) {
        return Optional.ofNullable(kept.get(account));
    }

    @Override
    public synchronized boolean replace(FolderJob seen, FolderJob next) {
        var before = kept.get(seen.account());
        if (before == null || !before.id().equals(seen.id()) || before.revision() != seen.revision()) {
            return false;
        }
        kept.put(next.account(), next);
        return true;
    }
}
