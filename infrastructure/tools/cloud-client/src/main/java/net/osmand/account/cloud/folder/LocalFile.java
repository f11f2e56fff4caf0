package net.osmand.account.cloud.folder;

/**
 * A file of the folder.
 *
 * @param path relative, with slashes
 * @param size bytes
 * @param modified nanoseconds since 1970
 */
public record LocalFile(String path, long size, long modified) {
    private static final long NANOS = 1_000_000;

    /** Milliseconds since 1970, as the cloud keeps it. */
    public long clientTime() {
        return Math.floorDiv(modified, NANOS);
    }
}
