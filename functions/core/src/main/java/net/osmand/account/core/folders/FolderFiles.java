package net.osmand.account.core.folders;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
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

/** The files below one folder. They change in groups, one transaction per group. */
final class FolderFiles {
    /** Number of tries for a single file after another request changed its group. */
    private static final int TRIES_ALONE = 2;

    private final LiveFiles files;
    private final Clock clock;
    private final FolderChange change;

    FolderFiles(LiveFiles files, Clock clock, FolderChange change) {
        this.files = files;
        this.clock = clock;
        this.change = change;
    }

    /**
     * Lists each live file with its companion, and each companion without a file, once, sorted by the names of the
     * files.
     */
    List<Moving> list(Caller caller) {
        Map<FileKey, FileVersion> left = new LinkedHashMap<>();
        files.startingWith(caller, change.type(), change.folder() + "/")
                .forEach(version -> left.put(version.key(), version));
        List<Moving> movings = new ArrayList<>();
        for (var version : List.copyOf(left.values())) {
            if (!version.key().isCompanion()) {
                movings.add(new Moving(
                        Optional.of(version), Optional.ofNullable(left.remove(Companion.key(version.key())))));
                left.remove(version.key());
            }
        }
        left.values().forEach(companion -> movings.add(new Moving(Optional.empty(), Optional.of(companion))));
        movings.sort(Comparator.comparing(moving -> moving.key().name()));
        return movings;
    }

    /** Number of files and companions. */
    static int count(Collection<Moving> movings) {
        return movings.stream().mapToInt(Moving::size).sum();
    }

    /**
     * Checks, before the first change, that the plan allows it and that no new name belongs to another file.
     *
     * @throws WebErrorException if another file has one of the names
     * @throws net.osmand.account.core.values.ProblemException 102 or 108
     */
    void check(Caller caller, List<Moving> movings) {
        if (!(change instanceof FolderChange.Rename rename)) {
            return;
        }
        if (movings.isEmpty()) {
            throw new WebErrorException(Reason.FILE_NOT_FOUND);
        }
        files.checkMove(
                caller,
                movings.getFirst().key(),
                movings.stream().mapToLong(Moving::gzipBytes).sum());
        var live = live(caller, rename, movings);
        if (movings.stream().anyMatch(moving -> isTaken(rename, moving, live))) {
            throw new WebErrorException(Reason.FOLDER_TAKEN);
        }
    }

    /** Splits the files into groups of one transaction each. */
    List<List<Moving>> groups(List<Moving> movings) {
        var changesOfAFile = change instanceof FolderChange.Rename ? 2 : 1;
        List<List<Moving>> groups = new ArrayList<>();
        List<Moving> group = new ArrayList<>();
        for (var moving : movings) {
            if ((count(group) + moving.size()) * changesOfAFile > LiveFiles.MOST_CHANGES) {
                groups.add(List.copyOf(group));
                group.clear();
            }
            group.add(moving);
        }
        if (!group.isEmpty()) {
            groups.add(List.copyOf(group));
        }
        return groups;
    }

    /**
     * Changes one group.
     *
     * @return number of files and companions that stay because other requests changed them
     */
    int apply(Caller caller, List<Moving> group) {
        try {
            files.change(caller, changes(caller, group));
            return 0;
        } catch (FileChangedException _) {
            return group.stream().mapToInt(moving -> applyAlone(caller, moving)).sum();
        }
    }

    /** Changes one file in its current state. A file that was deleted in the meantime needs no change. */
    private int applyAlone(Caller caller, Moving moving) {
        for (var attempt = 0; attempt < TRIES_ALONE; attempt++) {
            var now = new Moving(
                    moving.file().flatMap(version -> files.find(caller, version.key())),
                    moving.companion().flatMap(version -> files.find(caller, version.key())));
            if (now.size() == 0) {
                return 0;
            }
            var group = List.of(now);
            if (change instanceof FolderChange.Rename rename && isTaken(rename, now, live(caller, rename, group))) {
                return now.size();
            }
            try {
                files.change(caller, changes(caller, group));
                return 0;
            } catch (FileChangedException _) {
                // Try again with the new state of the file.
            }
        }
        return moving.size();
    }

    private List<FileChange> changes(Caller caller, List<Moving> group) {
        return switch (change) {
            case FolderChange.Delete _ ->
                group.stream()
                        .flatMap(Moving::versions)
                        .<FileChange>map(FileChange.Delete::new)
                        .toList();
            case FolderChange.Rename rename -> {
                var live = live(caller, rename, group);
                var now = clock.millis();
                yield group.stream()
                        .flatMap(
                                moving -> moving.changes(files, rename.target(moving.key()), live, now, false).stream())
                        .toList();
            }
        };
    }

    private Map<FileKey, FileVersion> live(Caller caller, FolderChange.Rename rename, List<Moving> movings) {
        List<FileKey> targets = new ArrayList<>();
        for (var moving : movings) {
            var target = rename.target(moving.key());
            moving.file().ifPresent(_ -> targets.add(target));
            moving.companion().ifPresent(_ -> targets.add(Companion.key(target)));
        }
        return files.find(caller, targets);
    }

    private static boolean isTaken(FolderChange.Rename rename, Moving moving, Map<FileKey, FileVersion> live) {
        return moving.file().isPresent() && live.containsKey(rename.target(moving.key()));
    }
}
