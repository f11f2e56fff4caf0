package net.osmand.account.core.folders;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.files.FileChange;
import net.osmand.account.core.files.FileChangedException;
import net.osmand.account.core.files.LiveFiles;
import net.osmand.account.core.files.ParallelCalls;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.WebErrorException;
import net.osmand.account.core.values.WebErrorException.Reason;

/** The files below one folder. They change in groups, one transaction per group. */
final class FolderFiles {
    /** Number of tries for a single file after another request changed its group. */
    private static final int TRIES_ALONE = 2;

    private final LiveFiles files;
    private final ParallelCalls parallel;
    private final Clock clock;
    private final FolderChange change;

    FolderFiles(LiveFiles files, ParallelCalls parallel, Clock clock, FolderChange change) {
        this.files = files;
        this.parallel = parallel;
        this.clock = clock;
        this.change = change;
    }

    /**
     * Lists each live file with its companion, and each companion without a file, once, sorted by the names of the
     * files.
     */
    List<FileMove> list(Caller caller) {
        Map<FileKey, FileVersion> left = new LinkedHashMap<>();
        files.startingWith(caller, change.type(), change.folder() + "/")
                .forEach(version -> left.put(version.key(), version));
        List<FileMove> moves = new ArrayList<>();
        for (var version : List.copyOf(left.values())) {
            if (!version.key().isCompanion()) {
                moves.add(new FileMove(
                        Optional.of(version), Optional.ofNullable(left.remove(Companion.key(version.key())))));
                left.remove(version.key());
            }
        }
        left.values().forEach(companion -> moves.add(new FileMove(Optional.empty(), Optional.of(companion))));
        moves.sort(Comparator.comparing(move -> move.key().name()));
        return moves;
    }

    /** Number of files and companions. */
    static int count(Collection<FileMove> moves) {
        return moves.stream().mapToInt(FileMove::size).sum();
    }

    /**
     * Checks, before the first change, that the plan allows it and that no new name belongs to another file.
     *
     * @throws WebErrorException if another file has one of the names
     * @throws net.osmand.account.core.values.ProblemException 102 or 108
     */
    void check(Caller caller, List<FileMove> moves) {
        if (!(change instanceof FolderChange.Rename rename)) {
            return;
        }
        if (moves.isEmpty()) {
            throw new WebErrorException(Reason.FILE_NOT_FOUND);
        }
        files.checkMove(
                caller,
                moves.getFirst().key(),
                moves.stream().mapToLong(FileMove::gzipBytes).sum());
        var live = live(caller, rename, moves);
        if (moves.stream().anyMatch(move -> isTaken(rename, move, live))) {
            throw new WebErrorException(Reason.FOLDER_TAKEN);
        }
    }

    /** Splits the files into groups of one transaction each. */
    List<List<FileMove>> groups(List<FileMove> moves) {
        var changesOfAFile = change instanceof FolderChange.Rename ? 2 : 1;
        List<List<FileMove>> groups = new ArrayList<>();
        List<FileMove> group = new ArrayList<>();
        for (var move : moves) {
            if ((count(group) + move.size()) * changesOfAFile > LiveFiles.MAX_CHANGES) {
                groups.add(List.copyOf(group));
                group.clear();
            }
            group.add(move);
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
    int apply(Caller caller, List<FileMove> group) {
        try {
            files.change(caller, changes(caller, group));
            return 0;
        } catch (FileChangedException _) {
            return group.stream().mapToInt(move -> applyAlone(caller, move)).sum();
        }
    }

    /** Changes one file in its current state. A file that was deleted in the meantime needs no change. */
    private int applyAlone(Caller caller, FileMove move) {
        for (var attempt = 0; attempt < TRIES_ALONE; attempt++) {
            var now = new FileMove(
                    move.file().flatMap(version -> files.find(caller, version.key())),
                    move.companion().flatMap(version -> files.find(caller, version.key())));
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
        return move.size();
    }

    private List<FileChange> changes(Caller caller, List<FileMove> group) {
        return switch (change) {
            case FolderChange.Delete _ ->
                group.stream()
                        .flatMap(FileMove::versions)
                        .<FileChange>map(FileChange.Delete::new)
                        .toList();
            case FolderChange.Rename rename -> {
                var live = live(caller, rename, group);
                var now = clock.millis();
                List<Supplier<List<FileChange>>> reads = new ArrayList<>();
                group.forEach(
                        move -> reads.add(() -> move.changes(files, rename.target(move.key()), live, now, false)));
                yield parallel.all(reads).stream().flatMap(List::stream).toList();
            }
        };
    }

    private Map<FileKey, FileVersion> live(Caller caller, FolderChange.Rename rename, List<FileMove> moves) {
        List<FileKey> targets = new ArrayList<>();
        for (var move : moves) {
            var target = rename.target(move.key());
            move.file().ifPresent(_ -> targets.add(target));
            move.companion().ifPresent(_ -> targets.add(Companion.key(target)));
        }
        return files.find(caller, targets);
    }

    private static boolean isTaken(FolderChange.Rename rename, FileMove move, Map<FileKey, FileVersion> live) {
        return move.file().isPresent() && live.containsKey(rename.target(move.key()));
    }
}
