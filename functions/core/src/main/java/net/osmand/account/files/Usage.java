package net.osmand.account.files;

/**
 * What the current versions of an account take, by plan class.
 *
 * @param freeBytes gzip bytes of the types that every plan may upload
 * @param paidBytes gzip bytes of all other types
 * @param lastUpdateTime the newest update time given out, epoch milliseconds, 0 if none
 * @param reservations what uploads under way take in advance, which the counters leave out
 */
public record Usage(
        long freeBytes,
        long freeFiles,
        long paidBytes,
        long paidFiles,
        long lastUpdateTime,
        Reservations reservations) {
    public static final Usage NONE = new Usage(0, 0, 0, 0, 0);

    /** Where no upload is under way. */
    public Usage(long freeBytes, long freeFiles, long paidBytes, long paidFiles, long lastUpdateTime) {
        this(freeBytes, freeFiles, paidBytes, paidFiles, lastUpdateTime, Reservations.NONE);
    }

    /** With what uploads under way take at that time, epoch milliseconds, as if they were done. */
    public Usage withReserved(long now) {
        var sum = this;
        for (var reserved : reservations.live(now)) {
            sum = sum.plus(
                    reserved.free()
                            ? new UsageChange(reserved.bytes(), 1, 0, 0)
                            : new UsageChange(0, 0, reserved.bytes(), 1));
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
                reservations);
    }

    /** Whether the counters are the same, whatever the last update time is. */
    public boolean countsAs(Usage other) {
        return freeBytes == other.freeBytes
                && freeFiles == other.freeFiles
                && paidBytes == other.paidBytes
                && paidFiles == other.paidFiles;
    }

    public long bytes() {
        return freeBytes + paidBytes;
    }

    public long files() {
        return freeFiles + paidFiles;
    }
}
