package net.osmand.account.core.exports;

import java.util.ArrayList;
import java.util.List;
import net.osmand.account.core.values.StoredContent;

/**
 * A part of the archive's multipart upload. S3 requires at least 5 MiB for each part except the last, copies ranges
 * only from objects above 5 MB, and allows 10,000 parts.
 */
public sealed interface Part {
    /** Minimum size in bytes that S3 requires for each part except the last. */
    int SMALLEST = 5 << 20;

    /** Maximum size of one copy in bytes. S3 allows 5 GiB, but a step must end in time. */
    long LARGEST_COPY = 512L << 20;

    /** Maximum number of parts for small files. Leaves enough part numbers for the large ones. */
    int MAX_FILLED = 4000;

    /** Offset in the archive at which the part ends. */
    long end();

    /** Bytes that pass through the function, either generated or read from small files. */
    record Filled(long start, long end) implements Part {}

    /**
     * Bytes that S3 copies internally.
     *
     * @param offset offset of the bytes in the stored object
     */
    record Copied(StoredContent content, long offset, long length, long end) implements Part {}

    /**
     * Returns the parts of an archive. They depend only on its layout. A stream of at least two parts (10 MiB or more)
     * is large: the bytes before it are filled up to one part with the first bytes of the stream, fewer than one part,
     * and S3 copies the rest.
     */
    static List<Part> of(Archive archive) {
        var unit = Math.max(SMALLEST, Math.ceilDiv(archive.size(), MAX_FILLED));
        var parts = new ArrayList<Part>();
        var done = 0L;
        for (var i = 0; i < archive.entries().size(); i++) {
            var entry = archive.entries().get(i);
            if (entry.deflated() >= 2 * unit) {
                var start = archive.start(2 * i + 1);
                done = fill(parts, done, start, unit);
                if (done < start) {
                    parts.add(new Filled(done, done + unit));
                    done += unit;
                }
                done = copy(parts, entry, done - start, start);
            }
        }
        done = fill(parts, done, archive.size(), unit);
        if (done < archive.size()) {
            parts.add(new Filled(done, archive.size()));
        }
        return parts;
    }

    private static long fill(List<Part> parts, long from, long to, long unit) {
        var done = from;
        while (to - done >= unit) {
            parts.add(new Filled(done, done + unit));
            done += unit;
        }
        return done;
    }

    /** Splits a stream into ranges of about equal length, so no range is smaller than the minimum part. */
    private static long copy(List<Part> parts, ArchiveEntry entry, long taken, long start) {
        var left = entry.deflated() - taken;
        var copies = Math.ceilDiv(left, LARGEST_COPY);
        var done = taken;
        for (var copy = copies; copy > 0; copy--) {
            var length = Math.ceilDiv(entry.deflated() - done, copy);
            parts.add(new Copied(entry.content(), entry.offset() + done, length, start + done + length));
            done += length;
        }
        return start + entry.deflated();
    }
}
