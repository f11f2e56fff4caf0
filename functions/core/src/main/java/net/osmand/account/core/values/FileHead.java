package net.osmand.account.core.values;

import java.util.Optional;

/**
 * The current state of one file, in the only item of the file that most requests read. Each change of the file writes
 * the head with a conditional write on its revision. So changes of one file are serialized (docs/data-model.md#head).
 *
 * @param revision update time of the change that wrote this head; unique within the account
 * @param newest update time of the newest row, epoch milliseconds; 0 without rows
 * @param content the newest row with content, without its author; empty if there is none
 * @param contents number of rows with content
 * @param contentBytes gzip bytes of all rows with content
 * @param markers number of deletion markers
 * @param lifted the deletion marker that was removed last; cleared when a row is added or the file is deleted again
 * @param goneUntil every row up to this update time was permanently removed, epoch milliseconds; 0 if never
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

    /** The state of a file. */
    public enum State {
        LIVE,
        /** Its newest row is a deletion marker. */
        TRASHED,
        /** It has no rows. The head stays for a day, to answer requests about removed rows. */
        GONE
    }

    /**
     * A deletion marker that a device removed.
     *
     * @param marker update time of the marker
     * @param at when the marker was removed, epoch milliseconds
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

    /** Returns the number of all rows. */
    public long rows() {
        return contents + markers;
    }

    /** The head of a file without stored items. */
    public static final FileHead NONE = new FileHead(0, 0, Optional.empty(), 0, 0, 0, Optional.empty(), 0);

    /** Returns the head after adding a row with content. Its update time is that of the change. */
    public FileHead withContent(FileVersion row) {
        return new FileHead(
                row.updateTime(),
                row.updateTime(),
                Optional.of(row.withoutAuthor()),
                contents + 1,
                contentBytes + row.gzipSize(),
                markers,
                Optional.empty(),
                goneUntil);
    }

    /** Returns the head after adding a deletion marker. Its update time is that of the change. */
    public FileHead withMarker(FileVersion marker) {
        return new FileHead(
                marker.updateTime(),
                marker.updateTime(),
                content,
                contents,
                contentBytes,
                markers + 1,
                Optional.empty(),
                goneUntil);
    }

    /** Returns the head after a row with content was assigned another object. */
    public FileHead withObject(FileVersion row, long time) {
        var newContent = content.map(old -> old.updateTime() == row.updateTime() ? row.withoutAuthor() : old);
        return new FileHead(time, newest, newContent, contents, contentBytes, markers, lifted, goneUntil);
    }

    /** Returns the head after removing a row that is neither the newest row nor the newest content. */
    public FileHead withoutOld(FileVersion row, long time) {
        return without(row, content, newest, lifted, time);
    }

    /**
     * Returns the head after removing the newest content of a live file.
     *
     * @param nextContent the newest remaining content
     * @param nextMarker the newest remaining marker
     */
    public FileHead withoutNewestContent(
            FileVersion row, Optional<FileVersion> nextContent, Optional<FileVersion> nextMarker, long time) {
        var next = Math.max(timeOf(nextContent), timeOf(nextMarker));
        var left = without(row, nextContent.map(FileVersion::withoutAuthor), next, Optional.empty(), time);
        return left.rows() == 0 ? gone(row.updateTime(), time) : left;
    }

    /**
     * Returns the head after removing the newest marker.
     *
     * @param nextMarker the newest remaining marker
     * @param by the removal to record if the file is live now
     */
    public FileHead withoutNewestMarker(FileVersion marker, Optional<FileVersion> nextMarker, Lifted by, long time) {
        var next = Math.max(timeOf(content), timeOf(nextMarker));
        var left = without(marker, content, next, Optional.empty(), time);
        if (left.rows() == 0) {
            return gone(marker.updateTime(), time);
        }
        return left.isLive() ? left.liftedBy(Optional.of(by)) : left;
    }

    /** Returns the head after removing all rows; none is newer than the given update time. */
    public FileHead gone(long until, long time) {
        return new FileHead(time, 0, Optional.empty(), 0, 0, 0, Optional.empty(), Math.max(goneUntil, until));
    }

    private FileHead liftedBy(Optional<Lifted> by) {
        return new FileHead(revision, newest, content, contents, contentBytes, markers, by, goneUntil);
    }

    private FileHead without(
            FileVersion row, Optional<FileVersion> newContent, long newNewest, Optional<Lifted> by, long time) {
        return new FileHead(
                time,
                newNewest,
                newContent,
                contents - (row.isDeletionMarker() ? 0 : 1),
                contentBytes - (row.isDeletionMarker() ? 0 : row.gzipSize()),
                markers - (row.isDeletionMarker() ? 1 : 0),
                by,
                goneUntil);
    }

    private static long timeOf(Optional<FileVersion> row) {
        return row.map(FileVersion::updateTime).orElse(0L);
    }
}
