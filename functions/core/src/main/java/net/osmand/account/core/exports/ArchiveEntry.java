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
 * @param path where it lies in the archive
 * @param size uncompressed bytes
 * @param deflated bytes of the deflate stream
 * @param offset bytes of the stored object before its deflate stream
 * @param modified epoch milliseconds: the client's time, or the server's where the client gave none
 * @param item its object in {@code items.json}, with spaces behind it as room for the details
 * @param details the companion that describes the file, until it is {@link #described}
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
    /** CRC-32 and length at the end of a gzip, bytes. */
    private static final int GZIP_TRAILER = 8;

    /**
     * A file version as an entry. Its item is as long as it can become: a companion adds fewer bytes than it has itself, and
     * what it does not need stays blank. So the size of an archive is known without reading a byte of it.
     *
     * @param version one with content
     * @param path its path in an archive of the format
     * @param itemPath its path in an OSF, which the item names in both formats
     * @param companion the newest version of its companion
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
     * With the companion's fields merged into the item, which keeps its length; what is no JSON object adds nothing.
     *
     * @param companion the companion's uncompressed bytes
     */
    ArchiveEntry described(byte[] companion) {
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
        // Only a companion that another version has replaced in the store could be longer than its row said.
        return undescribed(room < 0 ? item : merged.append(" ".repeat(room)).toString());
    }

    /** Without its details, which are gone. */
    ArchiveEntry undescribed() {
        return undescribed(item);
    }

    private ArchiveEntry undescribed(String newItem) {
        return new ArchiveEntry(key, path, size, deflated, crc32, offset, modified, content, newItem, Optional.empty());
    }

    /** What the person chooses it by. */
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
