package net.osmand.account.cloud.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One answer of {@code /v1/changes/since}.
 *
 * @param reset whether the client must list all files
 * @param cursor of the next question; null if the client must ask without one
 * @param more whether to ask again at once
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
     * @param newest the latest of their times
     */
    public record Removed(FileKey key, long newest) {}
}
