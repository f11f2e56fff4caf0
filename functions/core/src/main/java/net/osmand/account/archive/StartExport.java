package net.osmand.account.archive;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import net.osmand.account.files.FileVersion;
import net.osmand.account.identity.Caller;
import net.osmand.account.problem.Problem;
import net.osmand.account.problem.Refused;

/** Makes a small archive at once, and begins the work for a large one. */
public final class StartExport {
    /** A larger answer might not fit through Lambda as base64, bytes. */
    private static final long LARGEST_INLINE = 4L << 20;

    /** More files might take longer than the caller waits. */
    private static final int MOST_INLINE = 5000;

    private static final int TRIES = 3;

    /** A message may have been lost: the next one who asks sends it again. */
    static final Duration IDLE = Duration.ofMinutes(5);

    /** Longer than every retry of a step takes. */
    static final Duration ABANDONED = Duration.ofHours(2);

    private final AccountFiles files;
    private final Exports exports;
    private final Turns turns;
    private final SmallReads reads;
    private final Clock clock;
    private final SecureRandom random;

    public StartExport(
            AccountFiles files,
            ArchiveStore store,
            Exports exports,
            Turns turns,
            int readsAtOnce,
            Clock clock,
            SecureRandom random) {
        this.files = files;
        this.exports = exports;
        this.turns = turns;
        reads = new SmallReads(store, readsAtOnce);
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
     * @throws Refused 409 where another one is under way
     */
    public Started start(Caller caller, Selection selection) {
        for (var attempt = 0; attempt < TRIES; attempt++) {
            try {
                var small = small(caller, selection);
                return small.isPresent()
                        ? new Started.Made(selection.format().fileName(clock.millis()), small.get())
                        : new Started.UnderWay(begin(caller, selection));
            } catch (ContentGone _) {
                // Purged between its row and its object: the rows now tell.
            }
        }
        // The job would tell of it and leave it out.
        return new Started.UnderWay(begin(caller, selection));
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
        var export = Export.started(account, id(), selection, caller.usage().lastUpdateTime(), now);
        if (exports.claim(export, now - ABANDONED.toMillis())) {
            turns.send(Turn.of(export), Duration.ZERO);
            return export;
        }
        var other = exports.find(account)
                .filter(found -> found.selection().equals(selection))
                .orElseThrow(() -> new Refused(Problem.EXPORT_UNDER_WAY));
        if (other.isActive() && other.movedAt() < now - IDLE.toMillis()) {
            turns.send(Turn.of(other), Duration.ZERO);
        }
        return other;
    }

    private String id() {
        var bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
