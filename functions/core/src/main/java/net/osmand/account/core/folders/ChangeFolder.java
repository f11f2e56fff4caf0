package net.osmand.account.core.folders;

import java.time.Clock;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.files.LiveFiles;
import net.osmand.account.core.files.ParallelCalls;
import net.osmand.account.core.values.WebErrorException;
import net.osmand.account.core.values.WebErrorException.Reason;

/**
 * Renames or deletes a folder within one request: every live file below it with its companion, and the placeholder.
 * Larger folders need a {@link FolderJob}. If a phone changes a file at the same moment, the file is tried again and
 * stays if that fails too.
 */
public final class ChangeFolder {
    /** Maximum number of files and companions to rename. Copying them ends within the 15 seconds of a request. */
    static final int MAX_RENAMED = 100;

    /** Maximum number of files and companions to delete. Deleting them ends within the 15 seconds of a request. */
    static final int MAX_DELETED = 250;

    private final LiveFiles files;
    private final ParallelCalls parallel;
    private final Clock clock;

    /** @param parallel reads the companions of one transaction */
    public ChangeFolder(LiveFiles files, ParallelCalls parallel, Clock clock) {
        this.files = files;
        this.parallel = parallel;
        this.clock = clock;
    }

    /**
     * Changes a folder. Deleting a folder without files does nothing.
     *
     * @throws WebErrorException if the change is refused and nothing was changed, or if some files stay
     * @throws net.osmand.account.core.values.ProblemException 102 or 108; nothing was changed
     */
    public void change(Caller caller, FolderChange change) {
        change.checkNames();
        var below = new FolderFiles(files, parallel, clock, change);
        var movings = below.list(caller);
        if (FolderFiles.count(movings) > most(change)) {
            throw new WebErrorException(Reason.FOLDER_TOO_LARGE);
        }
        below.check(caller, movings);
        var left = below.groups(movings).stream()
                .mapToInt(group -> below.apply(caller, group))
                .sum();
        if (left > 0) {
            throw new WebErrorException(Reason.SOME_FILES_CHANGED);
        }
    }

    private static int most(FolderChange change) {
        return change instanceof FolderChange.Rename ? MAX_RENAMED : MAX_DELETED;
    }
}
