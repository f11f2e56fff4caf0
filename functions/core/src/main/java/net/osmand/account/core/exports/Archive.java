package net.osmand.account.core.exports;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import net.osmand.account.core.exports.ZipRecords.Described;

/**
 * A ZIP file of which every byte's place is known before a byte of any file is read: for each entry a header and the deflate
 * stream as it is stored, then {@code items.json}, the central directory and the end. It is a list of segments, and the same
 * entries give the same bytes.
 */
public final class Archive {
    private static final byte[] ITEMS_START = "{\"version\":1,\"items\":[\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] ITEMS_END = "\n]}\n".getBytes(StandardCharsets.UTF_8);

    private final List<ArchiveEntry> entries;
    private final Described manifest;

    /** Where each segment begins, and after the last one the size of the archive. */
    private final long[] starts;

    /**
     * Lays it out.
     *
     * @param madeAt the time of {@code items.json}, epoch milliseconds
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

    /** Bytes. */
    public long size() {
        return starts[segments()];
    }

    public List<ArchiveEntry> entries() {
        return entries;
    }

    /** How many files lie wholly before this place. */
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

    /** The bytes that an entry adds to the archive, in all its places. */
    public long share(int entry) {
        return starts[2 * entry + 2]
                - starts[2 * entry]
                + item(entry).length
                + ZipRecords.central(described(entry), starts[2 * entry]).length;
    }

    int segments() {
        return 4 * entries.size() + 5;
    }

    /** Where the segment begins. */
    long start(int segment) {
        return starts[segment];
    }

    /** The segment that a place lies in. */
    int at(long place) {
        var found = Arrays.binarySearch(starts, place);
        return found >= 0 ? found : -found - 2;
    }

    /** First a header and a stream for each entry, then the manifest with an object for each, then the central directory. */
    Segment segment(int index) {
        var count = entries.size();
        if (index < 2 * count) {
            var entry = entries.get(index / 2);
            return index % 2 == 0
                    ? new Segment.Made(ZipRecords.local(described(index / 2)))
                    : new Segment.Taken(entry.content(), entry.offset(), entry.deflated());
        }
        var inManifest = index - 2 * count - 2;
        var inDirectory = index - 3 * count - 3;
        return new Segment.Made(
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
