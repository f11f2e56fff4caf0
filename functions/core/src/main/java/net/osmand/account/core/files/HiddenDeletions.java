package net.osmand.account.core.files;

import java.util.Set;

/**
 * Single deletions out of the trash that a job removes. Lists and restores treat their files as gone.
 *
 * @param job id of the job
 * @param deletedAt update times of the deletion markers, epoch milliseconds; at most {@link #MOST}
 */
public record HiddenDeletions(String job, Set<Long> deletedAt) {
    /** About 160 kB; DynamoDB's limit for an item is 400 kB. */
    public static final int MOST = 20_000;

    public HiddenDeletions {
        deletedAt = Set.copyOf(deletedAt);
    }
}
