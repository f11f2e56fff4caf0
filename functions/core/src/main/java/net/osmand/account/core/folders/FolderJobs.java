package net.osmand.account.core.folders;

import java.util.Optional;
import net.osmand.account.core.values.AccountId;

/** Stores the newest folder job of each account for two days. */
public interface FolderJobs {
    /**
     * Stores a new job: one PutItem.
     *
     * @param abandonedBefore a running job without progress since this time may be replaced, epoch milliseconds
     * @return false if another job is running
     */
    boolean claim(FolderJob job, long abandonedBefore);

    /** Finds the newest job: one consistent GetItem. */
    Optional<FolderJob> find(AccountId account);

    /**
     * Replaces a job if it has not changed: one PutItem.
     *
     * @return false if the job has changed or no longer exists
     */
    boolean replace(FolderJob seen, FolderJob next);
}
