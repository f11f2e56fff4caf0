package net.osmand.account.core.account;

/**
 * The storage usage of an account, in one item. It is created with the account and removed first when the account is
 * erased; without it no file change commits. Every file change updates it in the same transaction, so it is exact.
 *
 * <p>A DynamoDB condition can compare a stored number with a constant but cannot do arithmetic. So each limited figure
 * is stored as a sum that includes the reservations of open uploads.
 *
 * @param freeBytes gzip bytes of live files of the types that every plan may upload, and of open uploads of these types
 * @param bytes gzip bytes of all live files and open uploads
 * @param files number of live files and open uploads
 * @param keptBytes gzip bytes of all versions, live, old or in the trash, and of open uploads
 * @param trashBytes gzip bytes of all versions of files in the trash; part of {@code keptBytes}
 * @param uploads number of open uploads
 * @param lastUpdateTime the newest assigned update time, epoch milliseconds, 0 if none
 * @param newestRemoval update time of the newest permanent removal, epoch milliseconds, 0 if none
 * @param emptiedUntil the last time the whole trash was emptied, epoch milliseconds, 0 if never; files deleted until
 *     then are hidden
 * @param hidden number of items that hide single deletions ({@code E#}) until a job removes them
 * @param purges number of items that hide all rows of a file ({@code G#}) until a job removes them
 * @param holdings live files by category for the portal, without open uploads
 * @param check the schedule of the consistency check
 */
public record Usage(
        long freeBytes,
        long bytes,
        long files,
        long keptBytes,
        long trashBytes,
        long uploads,
        long lastUpdateTime,
        long newestRemoval,
        long emptiedUntil,
        long hidden,
        long purges,
        StorageBreakdown holdings,
        Check check) {

    /**
     * The schedule of the consistency check of an account. Days are days since 1970-01-01, UTC.
     *
     * @param day the day of the next check, by which the job finds the account
     * @param checkedUntil epoch milliseconds; all changes up to this time are checked
     * @param fullDay the day of the last full check; 0 if never
     */
    public record Check(long day, long checkedUntil, long fullDay) {
        public static final Check NONE = new Check(0, 0, 0);
    }

    /** The usage of an account that never had a file. */
    public static final Usage NONE = new Usage(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, StorageBreakdown.NONE, Check.NONE);

    /** Returns the usage of an account created on that day, counted as in {@link Check#day()}. */
    public static Usage ofNewAccount(long today) {
        return new Usage(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, StorageBreakdown.NONE, new Check(today + 1, 0, 0));
    }

    /** Returns the usage after a change at that update time, epoch milliseconds. */
    public Usage after(UsageChange change, long time) {
        return new Usage(
                freeBytes + change.freeBytes(),
                bytes + change.bytes(),
                files + change.files(),
                keptBytes + change.keptBytes(),
                trashBytes + change.trashBytes(),
                uploads + change.uploads(),
                time,
                change.removes() ? time : newestRemoval,
                change.emptiedUntil().orElse(emptiedUntil),
                hidden + change.hidden(),
                purges + change.purges(),
                holdings.plus(change),
                check);
    }

    /** Returns one limited figure. */
    public long of(UsageLimit.Figure figure) {
        return switch (figure) {
            case FREE_BYTES -> freeBytes;
            case BYTES -> bytes;
            case FILES -> files;
            case KEPT_BYTES -> keptBytes;
            case UPLOADS -> uploads;
            case HIDDEN -> hidden;
        };
    }

    /** Returns whether all counters are equal, regardless of times and check. */
    public boolean countsAs(Usage other) {
        return freeBytes == other.freeBytes
                && bytes == other.bytes
                && files == other.files
                && keptBytes == other.keptBytes
                && trashBytes == other.trashBytes
                && uploads == other.uploads
                && hidden == other.hidden
                && purges == other.purges
                && holdings.equals(other.holdings);
    }
}
