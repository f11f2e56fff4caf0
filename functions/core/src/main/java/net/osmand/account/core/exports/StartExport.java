package net.osmand.account.core.exports;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.values.Deadline;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.core.values.RandomId;
import net.osmand.account.core.values.UnavailableException;

/** Makes a small archive at once, and begins the work for a large one. */
public final class StartExport {
    /** A larger answer might not fit through Lambda as base64, bytes. */
    private static final long LARGEST_INLINE = 4L << 20;

    /** Files of an inline archive. Each is one read of S3, 16 at a time: these end within {@link #INLINE}. */
    private static final int MOST_INLINE = 500;

    /** Time for an inline archive. After it the same export becomes a job. */
    private static final Duration INLINE = Duration.ofSeconds(10);

    private static final int TRIES = 3;

    /** A message may have been lost: the next one who asks sends it again. */
    static final Duration IDLE = Duration.ofMinutes(5);

    /** Longer than every retry of a step takes. */
    static final Duration ABANDONED = Duration.ofHours(2);

    private final AccountFiles files;
    private final Exports exports;
    private final ExportQueue turns;
    private final ParallelReader reads;
    private final Clock clock;
    private final SecureRandom random;

    public StartExport(
            AccountFiles files,
            ArchiveStore store,
            Exports exports,
            ExportQueue turns,
            int readsAtOnce,
            Clock clock,
            SecureRandom random) {
        this.files = files;
        this.exports = exports;
        this.turns = turns;
        reads = new ParallelReader(store, readsAtOnce);
        this.clock = clock;
        this.random = random;
    }

    /** What became of the wish. */
    public sealed interface Started {
        /** The archive itself. */
        final class Made implements Started {
            private final String fileName;
            private final byte[] archive;

            private Made(String fileName, byte[] archive) {
                this.fileName = fileName;
                this.archive = archive;
            }

            public String fileName() {
                return fileName;
            }

            public byte[] archive() {
                return archive.clone();
            }
        }

        /** Work that goes on. */
        record UnderWay(Export export) implements Started {}
    }

    /**
     * Starts, or finds the same export under way.
     *
     * @throws ProblemException 409 where another one is under way
     */
    public Started start(Caller caller, Selection selection) {
        return inline(caller, selection)
                .<Started>map(archive -> new Started.Made(selection.format().fileName(clock.millis()), archive))
                .orElseGet(() -> new Started.UnderWay(begin(caller, selection)));
    }

    /** The archive; empty if it is large, if it takes too long, or if its contents can't be read now. */
    private Optional<byte[]> inline(Caller caller, Selection selection) {
        try (var _ = Deadline.in(INLINE)) {
            for (var attempt = 0; attempt < TRIES; attempt++) {
                try {
                    return small(caller, selection);
                } catch (ContentGoneException _) {
                    // Purged between its row and its object: the rows now tell.
                }
            }
        } catch (UnavailableException _) {
            // The job reads the same files with more time, and reports what it can't read.
        }
        return Optional.empty();
    }

    /** The archive, where it is small. */
    private Optional<byte[]> small(Caller caller, Selection selection) {
        var few = few(caller, selection);
        if (few.isEmpty()) {
            return Optional.empty();
        }
        var contents = Contents.of(few.get().stream(), selection);
        if (new Archive(contents.entries(), 0).size() >= LARGEST_INLINE) {
            return Optional.empty();
        }
        var archive = new Archive(reads.described(contents.entries()), clock.millis());
        return Optional.of(reads.fill(archive, 0, archive.size()));
    }

    /** The chosen versions, read no further than it takes to know that they are too many. */
    private Optional<List<FileVersion>> few(Caller caller, Selection selection) {
        var few = new ArrayList<FileVersion>();
        var bytes = 0L;
        try (var newest = files.newest(caller.account().id(), caller.usage().lastUpdateTime())) {
            for (var versions = newest.iterator(); versions.hasNext(); ) {
                var version = versions.next();
                if (!version.isDeletionMarker() && selection.has(version.key())) {
                    few.add(version);
                    bytes += version.gzipSize();
                }
                if (few.size() > MOST_INLINE || bytes >= LARGEST_INLINE + few.size() * 64L) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(few);
    }

    private Export begin(Caller caller, Selection selection) {
        var account = caller.account().id();
        var now = clock.millis();
        var export = Export.started(
                account, RandomId.next(random), selection, caller.usage().lastUpdateTime(), now);
        if (exports.claim(export, now - ABANDONED.toMillis())) {
            turns.send(ExportStepMessage.of(export), Duration.ZERO);
            return export;
        }
        var other = exports.find(account)
                .filter(found -> found.selection().equals(selection))
                .orElseThrow(() -> new ProblemException(Problem.EXPORT_UNDER_WAY));
        if (other.isActive() && other.movedAt() < now - IDLE.toMillis()) {
            turns.send(ExportStepMessage.of(other), Duration.ZERO);
        }
        return other;
    }
}
