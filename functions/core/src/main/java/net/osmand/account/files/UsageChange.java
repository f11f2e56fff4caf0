package net.osmand.account.files;

import java.util.Optional;

/** How a change of a file's newest version changes the usage; figures may be negative. */
public record UsageChange(long freeBytes, long freeFiles, long paidBytes, long paidFiles) {
    public static final UsageChange NONE = new UsageChange(0, 0, 0, 0);

    /** From the newest version before to the newest version after; a deletion marker counts as none. */
    public static UsageChange between(FileKey key, Optional<FileVersion> before, Optional<FileVersion> after) {
        var bytes = bytes(after) - bytes(before);
        var files = count(after) - count(before);
        return key.isFree() ? new UsageChange(bytes, files, 0, 0) : new UsageChange(0, 0, bytes, files);
    }

    private static long bytes(Optional<FileVersion> version) {
        return version.filter(v -> !v.isDeletionMarker())
                .map(FileVersion::gzipSize)
                .orElse(0L);
    }

    private static long count(Optional<FileVersion> version) {
        return version.filter(v -> !v.isDeletionMarker()).isPresent() ? 1 : 0;
    }
}
