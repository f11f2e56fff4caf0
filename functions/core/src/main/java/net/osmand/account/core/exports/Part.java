package net.osmand.account.core.exports;

import java.util.ArrayList;
import java.util.List;
import net.osmand.account.core.values.StoredContent;

/**
 * A part of the archive's multipart upload. S3 wants 5 MiB for each but the last, copies ranges only of objects above 5 MB,
 * and takes 10,000 parts.
 */
public sealed interface Part {
    /** What S3 asks of each part but the last, bytes. */
    int SMALLEST = 5 << 20;

    /** As much as one copy takes on, bytes: S3 would take 5 GiB, but a step has to end in time. */
    long LARGEST_COPY = 512L << 20;

    /** With this many parts of small files there is room for those of the large ones. */
    int MOST_FILLED = 4000;

    /** Where it ends in the archive. */
    long end();

    /** Bytes that pass through the function: made there or read from small files. */
    record Filled(long start, long end) implements Part {}

    /**
     * Bytes that S3 copies by itself.
     *
     * @param offset where they begin in the stored object
     */
    record Copied(StoredContent content, long offset, long length, long end) implements Part {}

    /**
     * The parts of an archive, which depend on nothing else. A stream of 10 MiB or more is large: what stands before it
     * is filled up to one part with the stream's own first bytes, fewer than 5 MiB, and S3 copies the rest.
     */
    static List<Part> of(Archive archive) {
        var unit = Math.max(SMALLEST, Math.ceilDiv(archive.size(), MOST_FILLED));
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

    /** Ranges of about the same length, so that none is smaller than a part may be. */
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
