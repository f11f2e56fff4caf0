package net.osmand.account.core.files;

import java.time.Clock;
import java.time.Duration;
import net.osmand.account.core.values.FileHead;
import net.osmand.account.core.values.FileVersion;

/** For how long a deleted file can be restored. Times are epoch milliseconds. */
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

    /** When a deletion marker of that time leaves the trash. */
    public long endOf(long deletedAt) {
        return deletedAt + window.toMillis();
    }

    /** Whether a deletion of that time left the trash. */
    public boolean hasEnded(long deletedAt) {
        return endOf(deletedAt) <= clock.millis();
    }

    /** Whether this is a deletion marker that left the trash; of the file's newest row it says that the file is gone. */
    public boolean hasEnded(FileVersion version) {
        return version.isDeletionMarker() && hasEnded(version.updateTime());
    }

    /** Whether a file left the trash, purged or not. */
    boolean hasEnded(FileHead head) {
        return head.isTrashed() && hasEnded(head.newest());
    }
}
