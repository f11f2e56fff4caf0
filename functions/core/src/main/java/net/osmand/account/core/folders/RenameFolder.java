package net.osmand.account.core.folders;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.files.FileChange;
import net.osmand.account.core.files.FileChangedException;
import net.osmand.account.core.files.LiveFiles;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.WebErrorException;
import net.osmand.account.core.values.WebErrorException.Reason;

/**
 * Renames a folder: each live file below it, with its companion, and the placeholder (docs/protocol/portal-files.md#rename-a-folder).
 * Several files go into one change. A file that a phone changes at the same moment is tried once more and then stays.
 */
public final class RenameFolder {
    /** Files and companions. Their copies end within the 15 seconds that a request has. */
    static final int MOST_FILES = 100;

    private final LiveFiles files;
    private final Clock clock;

    public RenameFolder(LiveFiles files, Clock clock) {
        this.files = files;
        this.clock = clock;
    }

    /**
     * Renames it.
     *
     * @param folder full path without a slash at the end
     * @throws WebErrorException if it is refused and nothing was renamed, or if some files stay
     * @throws net.osmand.account.core.values.ProblemException 102 or 108; nothing was renamed
     */
    public void rename(Caller caller, String type, String folder, String newFolder) {
        check(folder, newFolder);
        var renaming = new Renaming(caller, type, folder, newFolder);
        var all = files.startingWith(caller, type, folder + "/");
        if (all.isEmpty()) {
            throw new WebErrorException(Reason.FILE_NOT_FOUND);
        }
        if (all.size() > MOST_FILES) {
            throw new WebErrorException(Reason.FOLDER_TOO_LARGE);
        }
        files.checkMove(
                caller,
                all.getFirst().key(),
                all.stream().mapToLong(FileVersion::gzipSize).sum());
        var movings = movings(all);
        var live = renaming.live(movings);
        if (movings.stream()
                .anyMatch(moving -> moving.file().isPresent() && live.containsKey(renaming.target(moving.key())))) {
            throw new WebErrorException(Reason.FOLDER_TAKEN);
        }
        if (!renaming.all(movings, live)) {
            throw new WebErrorException(Reason.SOME_FILES_CHANGED);
        }
    }

    private static void check(String folder, String newFolder) {
        if (folder.equals(newFolder)) {
            throw new WebErrorException(Reason.SAME_NAME);
        }
        if (folder.isBlank() || newFolder.isBlank() || folder.endsWith("/") || newFolder.endsWith("/")) {
            throw new WebErrorException(Reason.NAME_NOT_VALID);
        }
        if (newFolder.startsWith(folder + "/")) {
            throw new WebErrorException(Reason.FOLDER_INSIDE_ITSELF);
        }
    }

    /** Each file with its companion, and each companion without a file, once. */
    private static List<Moving> movings(List<FileVersion> all) {
        Map<FileKey, FileVersion> left = new LinkedHashMap<>();
        all.forEach(version -> left.put(version.key(), version));
        List<Moving> movings = new ArrayList<>();
        for (var version : all) {
            if (!version.key().isCompanion()) {
                movings.add(new Moving(
                        Optional.of(version), Optional.ofNullable(left.remove(Companion.key(version.key())))));
                left.remove(version.key());
            }
        }
        left.values().forEach(companion -> movings.add(new Moving(Optional.empty(), Optional.of(companion))));
        return movings;
    }

    /** One renaming. */
    private final class Renaming {
        private final Caller caller;
        private final String type;
        private final String folder;
        private final String newFolder;

        Renaming(Caller caller, String type, String folder, String newFolder) {
            this.caller = caller;
            this.type = type;
            this.folder = folder;
            this.newFolder = newFolder;
        }

        FileKey target(FileKey key) {
            return FileKey.parse(type, newFolder + key.name().substring(folder.length()));
        }

        Map<FileKey, FileVersion> live(List<Moving> movings) {
            List<FileKey> targets = new ArrayList<>();
            for (var moving : movings) {
                var target = target(moving.key());
                moving.file().ifPresent(_ -> targets.add(target));
                moving.companion().ifPresent(_ -> targets.add(Companion.key(target)));
            }
            return files.find(caller, targets);
        }

        /** Whether all of them were renamed. */
        boolean all(List<Moving> movings, Map<FileKey, FileVersion> live) {
            var complete = true;
            List<FileChange> step = new ArrayList<>();
            List<Moving> inStep = new ArrayList<>();
            for (var moving : movings) {
                var changes = changes(moving, live);
                if (step.size() + changes.size() > LiveFiles.MOST_CHANGES) {
                    complete &= isDone(step, inStep);
                    step.clear();
                    inStep.clear();
                }
                step.addAll(changes);
                inStep.add(moving);
            }
            return isDone(step, inStep) && complete;
        }

        private List<FileChange> changes(Moving moving, Map<FileKey, FileVersion> live) {
            return moving.changes(files, target(moving.key()), live, clock.millis(), false);
        }

        private boolean isDone(List<FileChange> step, List<Moving> movings) {
            try {
                files.change(caller, step);
                return true;
            } catch (FileChangedException _) {
                return movings.stream().map(this::isDoneAlone).reduce(true, Boolean::logicalAnd);
            }
        }

        /** Once more, as the file is now. A file that is deleted by now needs nothing. */
        private boolean isDoneAlone(Moving moving) {
            var now = new Moving(
                    moving.file().flatMap(version -> files.find(caller, version.key())),
                    moving.companion().flatMap(version -> files.find(caller, version.key())));
            if (now.file().isEmpty() && now.companion().isEmpty()) {
                return true;
            }
            var live = live(List.of(now));
            if (now.file().isPresent() && live.containsKey(target(now.key()))) {
                return false;
            }
            try {
                files.change(caller, changes(now, live));
                return true;
            } catch (FileChangedException _) {
                return false;
            }
        }
    }
}
