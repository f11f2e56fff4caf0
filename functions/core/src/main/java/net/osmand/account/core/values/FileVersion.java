package net.osmand.account.core.values;

import java.util.Optional;

/**
 * One immutable version of a file, or a deletion marker.
 *
 * @param updateTime server's clock, epoch milliseconds, strictly rising within the account; also the version's id
 * @param clientTime the client's own, epoch milliseconds, any value, 0 if none
 * @param size uncompressed bytes; -1 for a deletion marker
 * @param gzipSize bytes as stored; -1 for a deletion marker
 * @param crc32 of the uncompressed bytes
 * @param deflateOffset bytes of the gzip header, where the deflate stream begins
 * @param content empty for a deletion marker and for a catalogue map, which stores no bytes
 * @param status noted when the version is written, since the versions before it may be removed
 * @param author brand and model of the device as list-files joins them, which outlive the device; empty if unknown
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

    /** What a version did to its file. */
    public enum Status {
        /** The first version, or the first after a deletion. */
        ADDED,
        MODIFIED,
        DELETED
    }

    /** The first version of a file, by an unknown author. */
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

    /** A deletion marker: says that the file was deleted then, and has no content. */
    public static FileVersion deletionMarker(FileKey key, DeviceId device, long updateTime, long clientTime) {
        return new FileVersion(key, device, updateTime, clientTime, -1, -1, 0, 0, Optional.empty())
                .writtenAs(Status.DELETED, "");
    }

    /** The same version once its time is known, epoch milliseconds. */
    public FileVersion updatedAt(long time) {
        return new FileVersion(
                key, device, time, clientTime, size, gzipSize, crc32, deflateOffset, content, status, author);
    }

    /** The same version with what it does and who wrote it. */
    public FileVersion writtenAs(Status newStatus, String newAuthor) {
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

    /** The same version with another object. */
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

    /** The same version as a head keeps it. */
    public FileVersion withoutAuthor() {
        return writtenAs(status, "");
    }

    public boolean isDeletionMarker() {
        return size < 0;
    }
}
