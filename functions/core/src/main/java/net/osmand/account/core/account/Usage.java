package net.osmand.account.core.account;

import java.util.Set;

/**
 * What the current versions of an account take, by plan class and by category.
 *
 * @param freeBytes gzip bytes of the types that every plan may upload
 * @param paidBytes gzip bytes of all other types
 * @param lastUpdateTime the newest update time given out, epoch milliseconds, 0 if none
 * @param reservations what uploads under way take in advance, which the counters leave out
 * @param holdings the same by category, as the portal shows it
 * @param emptied what has been emptied out of the trash, be it removed already or not
 */
public record Usage(
        long freeBytes,
        long freeFiles,
        long paidBytes,
        long paidFiles,
        long lastUpdateTime,
        QuotaReservations reservations,
        StorageBreakdown holdings,
        Removals removals,
        Emptied emptied) {
    /** Of an account that never had a file. */
    public static final Usage NONE =
            new Usage(0, 0, 0, 0, 0, QuotaReservations.NONE, StorageBreakdown.NONE, Removals.NONE, Emptied.NOTHING);

    /** Counters alone, without uploads in progress, removals and an emptied trash. */
    public Usage(long freeBytes, long freeFiles, long paidBytes, long paidFiles, long lastUpdateTime) {
        this(
                freeBytes,
                freeFiles,
                paidBytes,
                paidFiles,
                lastUpdateTime,
                QuotaReservations.NONE,
                StorageBreakdown.NONE,
                Removals.NONE,
                Emptied.NOTHING);
    }

    /**
     * Versions that were removed for good, by which changes since a cursor are told.
     *
     * @param newest time given out for a removal, epoch milliseconds, 0 if none
     * @param done how many removals came to their end
     */
    public record Removals(long newest, long done) {
        public static final Removals NONE = new Removals(0, 0);
    }

    /**
     * Files that are hidden from every list of the trash until they are removed. A deletion is known by its time, which no
     * other change of the account has.
     *
     * @param until what was deleted until then, epoch milliseconds
     * @param deletions single ones besides, by their times in epoch milliseconds; each goes once its file is removed
     */
    public record Emptied(long until, Set<Long> deletions) {
        public static final Emptied NOTHING = new Emptied(0, Set.of());

        /** Whether the deletion of that time, epoch milliseconds, is among them. */
        public boolean has(long deletedAt) {
            return deletedAt <= until || deletions.contains(deletedAt);
        }
    }

    /** With what uploads under way take at that time, epoch milliseconds, as if they were done. */
    public Usage withReserved(long now) {
        var sum = this;
        for (var reserved : reservations.live(now)) {
            sum = sum.plus(UsageChange.reserved(reserved));
        }
        return sum;
    }

    public Usage plus(UsageChange change) {
        return new Usage(
                freeBytes + change.freeBytes(),
                freeFiles + change.freeFiles(),
                paidBytes + change.paidBytes(),
                paidFiles + change.paidFiles(),
                lastUpdateTime,
                reservations,
                holdings.plus(change),
                removals,
                emptied);
    }

    /** Whether the counters are the same, whatever the last update time is. */
    public boolean countsAs(Usage other) {
        return freeBytes == other.freeBytes
                && freeFiles == other.freeFiles
                && paidBytes == other.paidBytes
                && paidFiles == other.paidFiles
                && holdings.equals(other.holdings);
    }

    public long bytes() {
        return freeBytes + paidBytes;
    }

    public long files() {
        return freeFiles + paidFiles;
    }
}
