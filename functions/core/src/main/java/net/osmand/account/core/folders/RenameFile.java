package net.osmand.account.core.folders;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.files.FileChange;
import net.osmand.account.core.files.FileChangedException;
import net.osmand.account.core.files.LiveFiles;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.WebErrorException;
import net.osmand.account.core.values.WebErrorException.Reason;

/**
 * Renames, moves or duplicates a file with its companion in one change
 * (docs/protocol/portal-files.md#rename-move-and-duplicate). The content is copied byte for byte.
 */
public final class RenameFile {
    private static final int TRIES = 3;

    private final LiveFiles files;
    private final Clock clock;

    public RenameFile(LiveFiles files, Clock clock) {
        this.files = files;
        this.clock = clock;
    }

    /**
     * Renames a file.
     *
     * @param duplicates whether the old file stays
     * @throws WebErrorException if a name is not valid or not available, or another request changed one of the files
     * @throws net.osmand.account.core.values.ProblemException 102 or 108
     */
    public void rename(Caller caller, FileKey from, FileKey to, boolean duplicates) {
        if (from.equals(to)) {
            throw new WebErrorException(Reason.SAME_NAME);
        }
        if (to.name().isBlank() || to.name().endsWith("/")) {
            throw new WebErrorException(Reason.NAME_NOT_VALID);
        }
        for (var attempt = 1; ; attempt++) {
            try {
                files.change(caller, changes(caller, from, to, duplicates));
                return;
            } catch (FileChangedException changed) {
                // A phone stored a new version of the file or its companion. Rename the new version.
                if (attempt == TRIES) {
                    throw new WebErrorException(changed.key().equals(to) ? Reason.NAME_TAKEN : Reason.FILE_CHANGED);
                }
            }
        }
    }

    private List<FileChange> changes(Caller caller, FileKey from, FileKey to, boolean duplicates) {
        var companion = Companion.key(from);
        var newCompanion = Companion.key(to);
        var found = files.find(caller, List.of(from, to, companion, newCompanion));
        var source = found.get(from);
        if (source == null) {
            throw new WebErrorException(Reason.FILE_NOT_FOUND);
        }
        if (found.containsKey(to)) {
            throw new WebErrorException(Reason.NAME_TAKEN);
        }
        return new FileMove(Optional.of(source), Optional.ofNullable(found.get(companion)))
                .changes(files, to, found, clock.millis(), duplicates);
    }
}
