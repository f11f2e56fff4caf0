package net.osmand.account.core.exports;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import net.osmand.account.core.values.FileCategory;

/**
 * The expected result of an export, exact except for the duration.
 *
 * @param archiveBytes exact size of the archive in bytes
 * @param keys selected files by key, in the order of the dialog; the remaining bytes of the archive belong to no file
 */
public record Estimate(Tally total, long archiveBytes, Duration duration, List<KeyTally> keys, LeftOut leftOut) {
    /** Bytes per second through the function in both directions. A guess until it is measured on AWS. */
    private static final long STREAMED_PER_SECOND = 40L << 20;

    /** Bytes per second that S3 copies internally. Also a guess. */
    private static final long COPIED_PER_SECOND = 200L << 20;

    /** Small files per second. Several are read in parallel. */
    private static final long FILES_PER_SECOND = 500;

    private static final long MILLIS = 1000;

    public Estimate {
        keys = List.copyOf(keys);
    }

    /**
     * Totals of a group of files.
     *
     * @param bytes uncompressed bytes
     * @param archiveBytes bytes in the archive, including records and items
     */
    public record Tally(long files, long bytes, long archiveBytes) {
        private static final Tally NONE = new Tally(0, 0, 0);

        Tally plus(Tally other) {
            return new Tally(files + other.files, bytes + other.bytes, archiveBytes + other.archiveBytes);
        }

        /** Returns the sum over all keys. */
        public static Tally of(Collection<KeyTally> keys) {
            return keys.stream().map(KeyTally::tally).reduce(NONE, Tally::plus);
        }
    }

    /** The files of one key. */
    public record KeyTally(FileCategory key, Tally tally) {}

    static Estimate of(ArchiveContents contents) {
        var archive = new Archive(contents.entries(), 0);
        var tallies = new TreeMap<FileCategory, Tally>();
        for (var i = 0; i < archive.entries().size(); i++) {
            var entry = archive.entries().get(i);
            tallies.merge(entry.exportKey(), new Tally(1, entry.size(), archive.share(i)), Tally::plus);
        }
        var keys = tallies.entrySet().stream()
                .map(tally -> new KeyTally(tally.getKey(), tally.getValue()))
                .toList();
        return new Estimate(Tally.of(keys), archive.size(), duration(archive, contents), keys, contents.leftOut());
    }

    private static Duration duration(Archive archive, ArchiveContents contents) {
        var copied = 0L;
        for (var part : Part.of(archive)) {
            copied += part instanceof Part.Copied copy ? copy.length() : 0;
        }
        var reads = contents.entries().size() + contents.leftOut().mergedDetails();
        return Duration.ofMillis(MILLIS * reads / FILES_PER_SECOND
                + MILLIS * (archive.size() - copied) / STREAMED_PER_SECOND
                + MILLIS * copied / COPIED_PER_SECOND);
    }
}
