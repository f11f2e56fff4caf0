package net.osmand.account.core.files;

import java.util.List;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.StoredContent;

/**
 * Rows that one change permanently deleted. Clients that ask for changes receive it. The check uses it to remove the
 * objects if the request crashed before it did. Kept for 62 days.
 *
 * @param time update time of the change, epoch milliseconds
 * @param objects objects of the removed rows
 */
public record Removal(long time, List<Removed> files, List<StoredContent> objects) {
    /** Rows of one file, identified by their update times. */
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
