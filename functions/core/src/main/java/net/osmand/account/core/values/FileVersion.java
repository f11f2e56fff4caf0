package net.osmand.account.core.values;

import java.util.Optional;

/**
 * One immutable version of a file, or a deletion marker.
 *
 * @param updateTime server time in epoch milliseconds, strictly increasing within the account; also the id of the
 *     version
 * @param clientTime time from the client in epoch milliseconds; any value, 0 if none
 * @param size uncompressed bytes; -1 for a deletion marker
 * @param gzipSize bytes as stored; -1 for a deletion marker
 * @param crc32 CRC-32 of the uncompressed bytes
 * @param deflateOffset size of the gzip header in bytes, after which the deflate stream begins
 * @param content empty for a deletion marker and for a catalogue map, which stores no bytes
 * @param status stored with the version, because earlier versions may be removed
 * @param author label of the device ({@code Device.label}), stored because the device may be removed; empty if unknown
 */
public record FileVersion(
        FileKey key,
        DeviceId device,
        long updateTime,
        long clientTime,
        long size,
        long gzipSize,
        long crc32,
        int deflateOffset,
        Optional<StoredContent> content,
        Status status,
        String author) {

    /** The effect of a version on its file. */
    public enum Status {
        /** The first version, or the first after a deletion. */
        ADDED,
        MODIFIED,
        DELETED
    }

    /** Creates the first version of a file, by an unknown author. */
    public FileVersion(
            FileKey key,
            DeviceId device,
            long updateTime,
            long clientTime,
            long size,
            long gzipSize,
            long crc32,
            int deflateOffset,
            Optional<StoredContent> content) {
        this(key, device, updateTime, clientTime, size, gzipSize, crc32, deflateOffset, content, Status.ADDED, "");
    }

    /** Creates a deletion marker, which has no content. */
    public static FileVersion deletionMarker(FileKey key, DeviceId device, long updateTime, long clientTime) {
        return new FileVersion(key, device, updateTime, clientTime, -1, -1, 0, 0, Optional.empty())
                .withStatusAndAuthor(Status.DELETED, "");
    }

    /** Returns the same version with its update time, epoch milliseconds. */
    public FileVersion updatedAt(long time) {
        return new FileVersion(
                key, device, time, clientTime, size, gzipSize, crc32, deflateOffset, content, status, author);
    }

    /** Returns the same version with its status and author. */
    public FileVersion withStatusAndAuthor(Status newStatus, String newAuthor) {
        return new FileVersion(
                key,
                device,
                updateTime,
                clientTime,
                size,
                gzipSize,
                crc32,
                deflateOffset,
                content,
                newStatus,
                newAuthor);
    }

    /** Returns the same version with another object. */
    public FileVersion storedAt(StoredContent object) {
        return new FileVersion(
                key,
                device,
                updateTime,
                clientTime,
                size,
                gzipSize,
                crc32,
                deflateOffset,
                Optional.of(object),
                status,
                author);
    }

    /** Returns the same version without author, as stored in a head. */
    public FileVersion withoutAuthor() {
        return withStatusAndAuthor(status, "");
    }

    public boolean isDeletionMarker() {
        return size < 0;
    }
}
