package net.osmand.account.core.files;

import java.util.List;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.StoredContent;

/**
 * Rows that were removed for good by one change. Clients that ask for changes are told, and the check removes the objects if
 * the request was killed before it did. Kept for 62 days.
 *
 * @param time update time of the change, epoch milliseconds
 * @param objects the removed rows' objects; empty as lists return it
 */
public record Removal(long time, List<Removed> files, List<StoredContent> objects) {
    /** Rows of one file, by their update times. */
    public record Removed(FileKey key, List<Long> updateTimes) {
        public Removed {
            updateTimes = List.copyOf(updateTimes);
        }
    }

    public Removal {
        files = List.copyOf(files);
        objects = List.copyOf(objects);
    }
}
