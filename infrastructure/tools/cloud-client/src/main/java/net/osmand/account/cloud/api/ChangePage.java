package net.osmand.account.cloud.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One answer of {@code /v1/changes/since}.
 *
 * @param reset whether the client must list all files
 * @param cursor for the next request; null if the client must send none
 * @param more whether more changes can be requested immediately
 * @param rows new versions and deletion markers, oldest first
 * @param removed versions that were permanently deleted
 */
public record ChangePage(
        boolean reset, @Nullable String cursor, boolean more, List<RemoteFile> rows, List<Removed> removed) {
    public ChangePage {
        rows = List.copyOf(rows);
        removed = List.copyOf(removed);
    }

    /**
     * The versions of one file that were permanently deleted.
     *
     * @param newest time of the newest of these versions
     */
    public record Removed(FileKey key, long newest) {}
}
