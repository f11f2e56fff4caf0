package net.osmand.account.core.files;

import java.time.Clock;
import java.time.Duration;
import net.osmand.account.core.values.FileHead;
import net.osmand.account.core.values.FileVersion;

/** The period in which a deleted file can be restored. Times are epoch milliseconds. */
public final class TrashWindow {
    private final Clock clock;
    private final Duration window;

    public TrashWindow(Clock clock, Duration window) {
        this.clock = clock;
        this.window = window;
    }

    public Duration length() {
        return window;
    }

    /** Returns the time when a file deleted at that time leaves the trash. */
    public long endOf(long deletedAt) {
        return deletedAt + window.toMillis();
    }

    /** Whether a file deleted at that time has left the trash. */
    public boolean hasEnded(long deletedAt) {
        return endOf(deletedAt) <= clock.millis();
    }

    /**
     * Whether this is a deletion marker that has left the trash. If it is the newest row of a file, the file is hidden.
     */
    public boolean hasEnded(FileVersion version) {
        return version.isDeletionMarker() && hasEnded(version.updateTime());
    }

    /** Whether a file has left the trash, purged or not. */
    boolean hasEnded(FileHead head) {
        return head.isTrashed() && hasEnded(head.newest());
    }
}
