package net.osmand.account.core.folders;

import java.util.Optional;
import net.osmand.account.core.values.AccountId;

/** Each account's newest folder job, kept for two days. */
public interface FolderJobs {
    /**
     * Stores a new job: one PutItem.
     *
     * @param abandonedBefore a running job that made no progress since may be replaced, epoch milliseconds
     * @return false if another job is running
     */
    boolean claim(FolderJob job, long abandonedBefore);

    /** The newest job: one consistent GetItem. */
    Optional<FolderJob> find(AccountId account);

    /**
     * Replaces the job as it was seen: one PutItem.
     *
     * @return false if it changed meanwhile or is gone
     */
    boolean replace(FolderJob seen, FolderJob next);
}
