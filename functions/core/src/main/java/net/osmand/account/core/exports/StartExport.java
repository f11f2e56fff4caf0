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

/** Makes a small archive immediately and starts a job for a large one. */
public final class StartExport {
    /** Size in bytes from which a response might not fit through Lambda as Base64. */
    private static final long LARGEST_INLINE = 4L << 20;

    /**
     * Maximum number of files in an inline archive. Each takes one read from S3, 16 at a time, which together fit into
     * {@link #INLINE}.
     */
    private static final int MAX_INLINE = 500;

    /** Time limit for an inline archive. After that, the same export becomes a job. */
    private static final Duration INLINE = Duration.ofSeconds(10);

    private static final int TRIES = 3;

    /** After this idle time a message may be lost. The next request for the export queues it again. */
    static final Duration IDLE = Duration.ofMinutes(5);

    /** Longer than all retries of a step take. */
    static final Duration ABANDONED = Duration.ofHours(2);

    private final AccountFiles files;
    private final Exports exports;
    private final ExportQueue queue;
    private final ParallelReader reads;
    private final Clock clock;
    private final SecureRandom random;

    public StartExport(
            AccountFiles files,
            ArchiveStore store,
            Exports exports,
            ExportQueue queue,
            int readsAtOnce,
            Clock clock,
            SecureRandom random) {
        this.files = files;
        this.exports = exports;
        this.queue = queue;
        reads = new ParallelReader(store, readsAtOnce);
        this.clock = clock;
        this.random = random;
    }

    /** Result of starting an export. */
    public sealed interface Started {
        /** The complete archive. */
        final class Completed implements Started {
            private final String fileName;
            private final byte[] archive;

            private Completed(String fileName, byte[] archive) {
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

        /** An export that runs as a job. */
        record Running(Export export) implements Started {}
    }

    /**
     * Starts an export, or returns the running one with the same selection.
     *
     * @throws ProblemException 409 if another export is running
     */
    public Started start(Caller caller, Selection selection) {
        return inline(caller, selection)
                .<Started>map(
                        archive -> new Started.Completed(selection.format().fileName(clock.millis()), archive))
                .orElseGet(() -> new Started.Running(begin(caller, selection)));
    }

    /** Makes an inline archive. Empty if it is too large, takes too long, or its files cannot be read now. */
    private Optional<byte[]> inline(Caller caller, Selection selection) {
        try (var _ = Deadline.after(INLINE)) {
            for (var attempt = 0; attempt < TRIES; attempt++) {
                try {
                    return small(caller, selection);
                } catch (ContentPurgedException _) {
                    // The object was purged after its row was read. Read the rows again.
                }
            }
        } catch (UnavailableException _) {
            // The job reads the same files with more time and reports those that it cannot read.
        }
        return Optional.empty();
    }

    /** Makes the archive if it is small. */
    private Optional<byte[]> small(Caller caller, Selection selection) {
        var candidates = inlineCandidates(caller, selection);
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        var contents = ArchiveContents.of(candidates.get().stream(), selection);
        if (new Archive(contents.entries(), 0).size() >= LARGEST_INLINE) {
            return Optional.empty();
        }
        var archive = new Archive(reads.withDetails(contents.entries()), clock.millis());
        return Optional.of(reads.fill(archive, 0, archive.size()));
    }

    /** Reads the selected versions. Stops and returns empty once they are too many for an inline archive. */
    private Optional<List<FileVersion>> inlineCandidates(Caller caller, Selection selection) {
        var candidates = new ArrayList<FileVersion>();
        var bytes = 0L;
        try (var newest = files.newest(caller.account().id(), caller.usage().lastUpdateTime())) {
            for (var versions = newest.iterator(); versions.hasNext(); ) {
                var version = versions.next();
                if (!version.isDeletionMarker() && selection.has(version.key())) {
                    candidates.add(version);
                    bytes += version.gzipSize();
                }
                if (candidates.size() > MAX_INLINE || bytes >= LARGEST_INLINE + candidates.size() * 64L) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(candidates);
    }

    private Export begin(Caller caller, Selection selection) {
        var account = caller.account().id();
        var now = clock.millis();
        var export = Export.started(
                account, RandomId.next(random), selection, caller.usage().lastUpdateTime(), now);
        if (exports.claim(export, now - ABANDONED.toMillis())) {
            queue.send(ExportStepMessage.of(export), Duration.ZERO);
            return export;
        }
        var other = exports.find(account)
                .filter(found -> found.selection().equals(selection))
                .orElseThrow(() -> new ProblemException(Problem.EXPORT_UNDER_WAY));
        if (other.isActive() && other.lastProgressAt() < now - IDLE.toMillis()) {
            queue.send(ExportStepMessage.of(other), Duration.ZERO);
        }
        return other;
    }
}
