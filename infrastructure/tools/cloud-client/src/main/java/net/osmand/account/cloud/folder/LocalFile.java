package net.osmand.account.cloud.folder;

/**
 * A file of the folder.
 *
 * @param path relative, with slashes
 * @param size bytes
 * @param modified modification time in epoch nanoseconds
 */
public record LocalFile(String path, long size, long modified) {
    private static final long NANOS = 1_000_000;

    /** Returns the modification time in epoch milliseconds, the precision of the cloud. */
    public long clientTime() {
        return Math.floorDiv(modified, NANOS);
    }
}
