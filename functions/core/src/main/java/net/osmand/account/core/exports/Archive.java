package net.osmand.account.core.exports;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import net.osmand.account.core.exports.ZipRecords.Described;

/**
 * The layout of a ZIP file. Every byte's position is known before any file is read. The archive is a list of segments:
 * for each entry a header and the stored deflate stream, then {@code items.json}, the central directory and the end
 * record. The same entries always give the same bytes.
 */
public final class Archive {
    private static final byte[] ITEMS_START = "{\"version\":1,\"items\":[\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] ITEMS_END = "\n]}\n".getBytes(StandardCharsets.UTF_8);

    private final List<ArchiveEntry> entries;
    private final Described manifest;

    /** Offset of each segment, followed by the size of the archive. */
    private final long[] starts;

    /**
     * Computes the layout.
     *
     * @param madeAt time of {@code items.json}, epoch milliseconds
     */
    public Archive(List<ArchiveEntry> entries, long madeAt) {
        this.entries = List.copyOf(entries);
        var crc = new CRC32();
        var length = (long) ITEMS_START.length + ITEMS_END.length;
        crc.update(ITEMS_START);
        for (var i = 0; i < entries.size(); i++) {
            var item = item(i);
            crc.update(item);
            length += item.length;
        }
        crc.update(ITEMS_END);
        manifest = new Described(EntryPaths.MANIFEST, ZipRecords.STORED, crc.getValue(), length, length, madeAt);
        starts = new long[segments() + 1];
        for (var i = 0; i < segments(); i++) {
            starts[i + 1] = starts[i] + segment(i).length();
        }
    }

    /** Size of the archive in bytes. */
    public long size() {
        return starts[segments()];
    }

    public List<ArchiveEntry> entries() {
        return entries;
    }

    /** Number of files that end at or before this offset. */
    public int filesBefore(long place) {
        var low = 0;
        var high = entries.size();
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (starts[2 * middle + 2] <= place) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Number of bytes that an entry adds to the archive, including its records and its item. */
    public long share(int entry) {
        return starts[2 * entry + 2]
                - starts[2 * entry]
                + item(entry).length
                + ZipRecords.central(described(entry), starts[2 * entry]).length;
    }

    int segments() {
        return 4 * entries.size() + 5;
    }

    /** Offset of a segment. */
    long start(int segment) {
        return starts[segment];
    }

    /** Index of the segment that contains an offset. */
    int at(long place) {
        var found = Arrays.binarySearch(starts, place);
        return found >= 0 ? found : -found - 2;
    }

    /**
     * Returns a segment. The order is: header and stream of each entry, the manifest with one item for each entry, the
     * central directory.
     */
    Segment segment(int index) {
        var count = entries.size();
        if (index < 2 * count) {
            var entry = entries.get(index / 2);
            return index % 2 == 0
                    ? new Segment.Generated(ZipRecords.local(described(index / 2)))
                    : new Segment.Stored(entry.content(), entry.offset(), entry.deflated());
        }
        var inManifest = index - 2 * count - 2;
        var inDirectory = index - 3 * count - 3;
        return new Segment.Generated(
                switch (inManifest) {
                    case -2 -> ZipRecords.local(manifest);
                    case -1 -> ITEMS_START;
                    default -> inManifest < count ? item(inManifest) : afterItems(inDirectory);
                });
    }

    private byte[] afterItems(int inDirectory) {
        var count = entries.size();
        if (inDirectory < 0) {
            return ITEMS_END;
        } else if (inDirectory < count) {
            return ZipRecords.central(described(inDirectory), starts[2 * inDirectory]);
        } else if (inDirectory == count) {
            return ZipRecords.central(manifest, starts[2 * count]);
        }
        var directory = starts[3 * count + 3];
        return ZipRecords.end(count + 1L, directory, starts[4 * count + 4] - directory);
    }

    private Described described(int entry) {
        var file = entries.get(entry);
        return new Described(
                file.path(), ZipRecords.DEFLATED, file.crc32(), file.deflated(), file.size(), file.modified());
    }

    private byte[] item(int entry) {
        return ((entry == 0 ? "" : ",\n") + entries.get(entry).item()).getBytes(StandardCharsets.UTF_8);
    }
}
