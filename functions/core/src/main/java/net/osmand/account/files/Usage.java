package net.osmand.account.files;

/**
 * What the current versions of an account take, by plan class.
 *
 * @param freeBytes gzip bytes of the types that every plan may upload
 * @param paidBytes gzip bytes of all other types
 * @param lastUpdateTime the newest update time given out, epoch milliseconds, 0 if none
 */
public record Usage(long freeBytes, long freeFiles, long paidBytes, long paidFiles, long lastUpdateTime) {
    public static final Usage NONE = new Usage(0, 0, 0, 0, 0);

    public Usage plus(UsageChange change) {
        return new Usage(
                freeBytes + change.freeBytes(),
                freeFiles + change.freeFiles(),
                paidBytes + change.paidBytes(),
                paidFiles + change.paidFiles(),
                lastUpdateTime);
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
