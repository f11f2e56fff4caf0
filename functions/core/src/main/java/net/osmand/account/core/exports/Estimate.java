package net.osmand.account.core.exports;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import net.osmand.account.core.values.FileCategory;

/**
 * What an export would be, exact but for the time.
 *
 * @param archiveBytes the size of the archive to the byte
 * @param keys what is chosen, in the order of the dialog; the rest of the archive's bytes belongs to no file
 */
public record Estimate(Tally total, long archiveBytes, Duration duration, List<KeyTally> keys, LeftOut leftOut) {
    /** Bytes a second through the function, both ways: a guess until somebody measures it on AWS. */
    private static final long STREAMED_A_SECOND = 40L << 20;

    /** Bytes a second that S3 copies by itself: a guess as well. */
    private static final long COPIED_A_SECOND = 200L << 20;

    /** Small files a second, of which several are read at once. */
    private static final long FILES_A_SECOND = 500;

    private static final long MILLIS = 1000;

    public Estimate {
        keys = List.copyOf(keys);
    }

    /**
     * Files of one kind.
     *
     * @param bytes uncompressed
     * @param archiveBytes what they take in the archive, in all its places
     */
    public record Tally(long files, long bytes, long archiveBytes) {
        private static final Tally NONE = new Tally(0, 0, 0);

        Tally plus(Tally other) {
            return new Tally(files + other.files, bytes + other.bytes, archiveBytes + other.archiveBytes);
        }

        /** The sum. */
        public static Tally of(Collection<KeyTally> keys) {
            return keys.stream().map(KeyTally::tally).reduce(NONE, Tally::plus);
        }
    }

    /** The files of one key. */
    public record KeyTally(FileCategory key, Tally tally) {}

    static Estimate of(Contents contents) {
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

    private static Duration duration(Archive archive, Contents contents) {
        var copied = 0L;
        for (var part : Part.of(archive)) {
            copied += part instanceof Part.Copied copy ? copy.length() : 0;
        }
        var reads = contents.entries().size() + contents.leftOut().mergedDetails();
        return Duration.ofMillis(MILLIS * reads / FILES_A_SECOND
                + MILLIS * (archive.size() - copied) / STREAMED_A_SECOND
                + MILLIS * copied / COPIED_A_SECOND);
    }
}
