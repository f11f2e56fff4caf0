package net.osmand.account.core.account;

/**
 * What an account holds. One item, made with the account and removed first when the account is erased: without it no change of
 * a file commits. Every change of a file changes it in the same transaction, so it is exact.
 *
 * <p>DynamoDB compares a stored number with a given one and does no arithmetic in conditions. So each figure that has a limit
 * is stored as the sum that is limited, with what open uploads reserve.
 *
 * @param freeBytes gzip bytes of live files of the types that every plan may upload, and of open uploads of these types
 * @param bytes gzip bytes of all live files and open uploads
 * @param files live files and open uploads
 * @param keptBytes gzip bytes of all versions, live, old or in the trash, and of open uploads
 * @param trashBytes gzip bytes of all versions of files in the trash; part of {@code keptBytes}
 * @param uploads open uploads
 * @param lastUpdateTime the newest update time given out, epoch milliseconds, 0 if none
 * @param newestRemoval update time of the newest permanent removal, epoch milliseconds, 0 if none
 * @param emptiedUntil files deleted until then are hidden, since the whole trash was emptied; epoch milliseconds, 0 if never
 * @param hidden items that hide single deletions ({@code E#}), which jobs are removing
 * @param purges items that hide all rows of a file ({@code G#}), which jobs are removing
 * @param holdings live files by category, without open uploads, as the portal shows it
 * @param check when the account is checked
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
     * When the account is checked. Days are days since 1970-01-01, UTC.
     *
     * @param day the day of the next check: the account is found by it
     * @param checkedUntil everything that changed until then was checked, epoch milliseconds
     * @param fullDay the day of the last check of everything; 0 if never
     */
    public record Check(long day, long checkedUntil, long fullDay) {
        public static final Check NONE = new Check(0, 0, 0);
    }

    /** Of an account that never had a file. */
    public static final Usage NONE = new Usage(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, StorageBreakdown.NONE, Check.NONE);

    /** The item of an account that was made on that day, as {@link Check#day()} counts. */
    public static Usage ofNewAccount(long today) {
        return new Usage(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, StorageBreakdown.NONE, new Check(today + 1, 0, 0));
    }

    /** The usage after a change of that time. */
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

    /** The figure that a limit is about. */
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

    /** Whether all counters are the same, whatever times and check are. */
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
