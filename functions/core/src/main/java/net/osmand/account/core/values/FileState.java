package net.osmand.account.core.values;

import java.util.Optional;

/**
 * A file as one read found it. Head and row may be of two moments: only a change that has the head as its condition proves that
 * they belong together.
 *
 * @param head empty if the file never existed or is gone for more than a day
 * @param row content or deletion marker of the time that was asked for
 */
public record FileState(FileKey key, Optional<FileHead> head, Optional<FileVersion> row) {
    /** A file of which nothing is stored. */
    public static FileState unknown(FileKey key) {
        return new FileState(key, Optional.empty(), Optional.empty());
    }

    public boolean isLive() {
        return head.filter(FileHead::isLive).isPresent();
    }

    public boolean isTrashed() {
        return head.filter(FileHead::isTrashed).isPresent();
    }
}
