package net.osmand.account.core.exports;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import net.osmand.account.core.values.FileCategory;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.JsonMembers;
import net.osmand.account.core.values.StoredContent;

/**
 * One file of an archive.
 *
 * @param path path in the archive
 * @param size uncompressed bytes
 * @param deflated bytes of the deflate stream
 * @param offset bytes of the stored object before its deflate stream
 * @param modified epoch milliseconds: the client's time, or the server's if the client sent none
 * @param item JSON object in {@code items.json}, padded with spaces to leave room for the details
 * @param details object of the companion that describes the file, until {@link #withDetails} merges it
 */
public record ArchiveEntry(
        FileKey key,
        String path,
        long size,
        long deflated,
        long crc32,
        int offset,
        long modified,
        StoredContent content,
        String item,
        Optional<StoredContent> details) {
    /** Bytes of the CRC-32 and the length at the end of a gzip. */
    private static final int GZIP_TRAILER = 8;

    /**
     * Creates the entry of a file version. Its item already has the maximum length: a companion adds fewer bytes than
     * its own size, and the rest stays padding. So the size of an archive is known before any file is read.
     *
     * @param version a version with content
     * @param path path in an archive of the format
     * @param itemPath path in an OSF archive, which the item contains in both formats
     * @param companion newest version of the companion
     */
    static ArchiveEntry of(
            FileVersion version, ArchiveFormat format, String path, String itemPath, Optional<FileVersion> companion) {
        var key = version.key();
        var item = new StringBuilder("{\"type\":")
                .append(JsonMembers.quoted(key.type()))
                .append(",\"file\":")
                .append(JsonMembers.quoted(itemPath))
                .append(",\"subtype\":")
                .append(JsonMembers.quoted(Subtype.of(ArchiveFormat.OSF.path(key))));
        if (!itemPath.equals(ArchiveFormat.OSF.path(key)) || !path.equals(format.path(key))) {
            item.append(",\"original\":").append(JsonMembers.quoted(key.name()));
        }
        item.append('}');
        companion.ifPresent(details -> item.repeat(' ', Math.toIntExact(details.size())));
        return new ArchiveEntry(
                key,
                path,
                version.size(),
                version.gzipSize() - version.deflateOffset() - GZIP_TRAILER,
                version.crc32(),
                version.deflateOffset(),
                version.clientTime() > 0 ? version.clientTime() : version.updateTime(),
                version.content().orElseThrow(),
                item.toString(),
                companion.flatMap(FileVersion::content));
    }

    /**
     * Merges the companion's fields into the item, which keeps its length. A companion that is not a JSON object adds
     * nothing.
     *
     * @param companion uncompressed bytes of the companion
     */
    ArchiveEntry withDetails(byte[] companion) {
        var members = decoded(companion).flatMap(JsonMembers::of).orElse(Map.of());
        var known = JsonMembers.of(item).orElseThrow();
        var end = item.lastIndexOf('}');
        var merged = new StringBuilder(item.substring(0, end));
        members.forEach((name, value) -> {
            if (!known.containsKey(name)) {
                merged.append(',').append(JsonMembers.quoted(name)).append(':').append(value);
            }
        });
        merged.append('}');
        var room = bytes(item) - bytes(merged.toString());
        // A companion can only be longer than its row says if another version replaced it in the store.
        return withItem(room < 0 ? item : merged.append(" ".repeat(room)).toString());
    }

    /** Returns the entry without its details, because the companion no longer exists. */
    ArchiveEntry withoutDetails() {
        return withItem(item);
    }

    private ArchiveEntry withItem(String newItem) {
        return new ArchiveEntry(key, path, size, deflated, crc32, offset, modified, content, newItem, Optional.empty());
    }

    /** Returns the category by which the user selects the file. */
    public FileCategory exportKey() {
        return FileCategory.of(key);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static Optional<String> decoded(byte[] utf8) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }
}
