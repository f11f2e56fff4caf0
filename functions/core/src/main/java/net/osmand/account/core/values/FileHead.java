package net.osmand.account.core.values;

import java.util.Optional;

/**
 * What one file is now: the only item of a file that requests read. Each change of the file writes it anew, on the condition
 * that nobody wrote it meanwhile. So all rows of a file change one after the other (docs/data-model.md#head).
 *
 * @param revision update time of the change that wrote this, which no other change of the account has
 * @param newest update time of the newest row, epoch milliseconds; 0 without rows
 * @param content the newest row with content, without its author; empty if there is none
 * @param contents number of rows with content
 * @param contentBytes gzip bytes of all rows with content
 * @param markers number of deletion markers
 * @param lifted the deletion marker that was removed last; a row that is added or a later deletion forgets it
 * @param goneUntil every row of the file up to this update time was removed for good, epoch milliseconds; 0 if never
 */
public record FileHead(
        long revision,
        long newest,
        Optional<FileVersion> content,
        long contents,
        long contentBytes,
        long markers,
        Optional<Lifted> lifted,
        long goneUntil) {

    /** What a file can be. */
    public enum State {
        LIVE,
        /** Its newest row is a deletion marker. */
        TRASHED,
        /** It has no rows. The head remains for a day, so that requests about its rows are answered. */
        GONE
    }

    /**
     * A deletion marker that a device removed.
     *
     * @param marker update time of the marker
     * @param at when it was removed, epoch milliseconds
     */
    public record Lifted(long marker, DeviceId device, long at) {}

    public State state() {
        if (rows() == 0) {
            return State.GONE;
        }
        return content.filter(version -> version.updateTime() == newest).isPresent() ? State.LIVE : State.TRASHED;
    }

    public boolean isLive() {
        return state() == State.LIVE;
    }

    public boolean isTrashed() {
        return state() == State.TRASHED;
    }

    /** Number of all rows. */
    public long rows() {
        return contents + markers;
    }
}
