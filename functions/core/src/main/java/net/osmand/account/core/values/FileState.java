package net.osmand.account.core.values;

import java.util.Optional;

/**
 * The items of a file from one read. Head and row may be from different times. Only a write that is conditional on the
 * head proves that they belong together.
 *
 * @param head empty if the file never existed, or was permanently deleted more than a day ago
 * @param row the row of the requested time, a content version or deletion marker
 */
public record FileState(FileKey key, Optional<FileHead> head, Optional<FileVersion> row) {
    public boolean isLive() {
        return head.filter(FileHead::isLive).isPresent();
    }

    public boolean isTrashed() {
        return head.filter(FileHead::isTrashed).isPresent();
    }
}
