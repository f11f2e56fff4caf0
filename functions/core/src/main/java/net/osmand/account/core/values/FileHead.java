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

    /** Of a file of which nothing is stored. */
    public static final FileHead NONE = new FileHead(0, 0, Optional.empty(), 0, 0, 0, Optional.empty(), 0);

    /** After a row with content was added, whose time is that of the change. */
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

    /** After a deletion marker was added, whose time is that of the change. */
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

    /** After a row with content got another object. */
    public FileHead withObject(FileVersion row, long time) {
        var newContent = content.map(old -> old.updateTime() == row.updateTime() ? row.withoutAuthor() : old);
        return new FileHead(time, newest, newContent, contents, contentBytes, markers, lifted, goneUntil);
    }

    /** After a row was removed that is neither the newest row nor the newest content. */
    public FileHead withoutOld(FileVersion row, long time) {
        return without(row, content, newest, lifted, time);
    }

    /**
     * After the newest content of a live file was removed.
     *
     * @param nextContent the newest content that is left
     * @param nextMarker the newest marker that is left
     */
    public FileHead withoutNewestContent(
            FileVersion row, Optional<FileVersion> nextContent, Optional<FileVersion> nextMarker, long time) {
        var next = Math.max(timeOf(nextContent), timeOf(nextMarker));
        var left = without(row, nextContent.map(FileVersion::withoutAuthor), next, Optional.empty(), time);
        return left.rows() == 0 ? gone(row.updateTime(), time) : left;
    }

    /**
     * After the newest marker was removed.
     *
     * @param nextMarker the newest marker that is left
     * @param by who removed it, if the file lives now
     */
    public FileHead withoutNewestMarker(FileVersion marker, Optional<FileVersion> nextMarker, Lifted by, long time) {
        var next = Math.max(timeOf(content), timeOf(nextMarker));
        var left = without(marker, content, next, Optional.empty(), time);
        if (left.rows() == 0) {
            return gone(marker.updateTime(), time);
        }
        return left.isLive() ? left.liftedBy(Optional.of(by)) : left;
    }

    /** After all rows up to that time were removed, and they were all. */
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
