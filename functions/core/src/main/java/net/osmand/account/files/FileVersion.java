package net.osmand.account.files;

import java.util.Optional;
import net.osmand.account.identity.DeviceId;

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
        Optional<StoredContent> content) {

    /** A deletion marker: says that the file was deleted then, and has no content. */
    public static FileVersion deletionMarker(FileKey key, DeviceId device, long updateTime, long clientTime) {
        return new FileVersion(key, device, updateTime, clientTime, -1, -1, 0, 0, Optional.empty());
    }

    /** The same version once its time is known, epoch milliseconds. */
    public FileVersion updatedAt(long time) {
        return new FileVersion(key, device, time, clientTime, size, gzipSize, crc32, deflateOffset, content);
    }

    public boolean isDeletionMarker() {
        return size < 0;
    }
}
