package net.osmand.account.core.folders;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.files.FileChange;
import net.osmand.account.core.files.FileChangedException;
import net.osmand.account.core.files.GzipContent;
import net.osmand.account.core.files.LiveFiles;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.core.values.WebErrorException;
import net.osmand.account.core.values.WebErrorException.Reason;

/**
 * Stores the appearance of a track that a browser wrote (docs/protocol/portal-files.md#appearance-of-a-track). Keeps
 * the members that a phone wrote and the browser did not know. The replaced version remains in the history.
 */
public final class UpdateAppearance {
    private static final String TYPE = "GPX";
    private static final int TRIES = 3;

    private final LiveFiles files;
    private final Clock clock;

    public UpdateAppearance(LiveFiles files, Clock clock) {
        this.files = files;
        this.clock = clock;
    }

    /**
     * Stores an appearance.
     *
     * @param name stored name of the companion
     * @param known update time of the version that the browser knows
     * @throws WebErrorException if the name does not belong to a companion
     * @throws ProblemException 102, 106, 107 or 108
     */
    public FileVersion update(Caller caller, String name, OptionalLong known, byte[] gzip) {
        if (!name.endsWith(Companion.SUFFIX)) {
            throw new WebErrorException(Reason.COMPANION_NEEDED);
        }
        GzipContent.read(gzip);
        var key = FileKey.parse(TYPE, name);
        for (var attempt = 1; ; attempt++) {
            var current = files.find(caller, key);
            requireVersion(caller, key, known, current);
            try {
                var stored = files.change(caller, List.of(change(key, gzip, current)));
                return Objects.requireNonNull(stored.get(key));
            } catch (FileChangedException _) {
                if (attempt == TRIES) {
                    throw new ProblemException(
                            Problem.FILE_NOT_AVAILABLE, "this appearance was changed meanwhile; please try again");
                }
            }
        }
    }

    private void requireVersion(Caller caller, FileKey key, OptionalLong known, Optional<FileVersion> current) {
        if (known.isPresent()
                && current.filter(version -> version.updateTime() == known.getAsLong())
                        .isEmpty()
                && !files.hasVersion(caller, key, known.getAsLong())) {
            throw new ProblemException(Problem.FILE_NOT_AVAILABLE);
        }
    }

    private FileChange change(FileKey key, byte[] gzip, Optional<FileVersion> current) {
        var older = current.map(files::read).flatMap(Companion::parse);
        var wanted = Companion.parse(gzip);
        var merged = wanted.isPresent() && older.isPresent()
                ? wanted.get().mergedWith(older.get()).gzip()
                : gzip;
        return new FileChange.Store(
                key,
                merged,
                clock.millis(),
                current.map(version -> OptionalLong.of(version.updateTime())).orElse(OptionalLong.empty()));
    }
}
