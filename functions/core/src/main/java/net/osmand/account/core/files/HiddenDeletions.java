package net.osmand.account.core.files;

import java.util.Set;

/**
 * Selected deletions whose files a job removes from the trash. Lists and restores treat these files as permanently
 * deleted.
 *
 * @param job id of the job
 * @param deletedAt update times of the deletion markers, epoch milliseconds; at most {@link #MOST}
 */
public record HiddenDeletions(String job, Set<Long> deletedAt) {
    /** About 160 kB. DynamoDB limits an item to 400 kB. */
    public static final int MOST = 20_000;

    public HiddenDeletions {
        deletedAt = Set.copyOf(deletedAt);
    }
}
