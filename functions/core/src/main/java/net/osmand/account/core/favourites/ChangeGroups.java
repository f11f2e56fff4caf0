package net.osmand.account.core.favourites;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.files.FileChange;
import net.osmand.account.core.files.LiveFiles;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.core.values.WebErrorException;
import net.osmand.account.core.values.WebErrorException.Reason;

/** Adds, changes and renames groups of favourites (docs/protocol/favourites.md#favourite-calls). */
public final class ChangeGroups {
    private final LiveFiles live;
    private final GroupFiles files;
    private final Clock clock;

    public ChangeGroups(LiveFiles live, Clock clock) {
        this.live = live;
        this.clock = clock;
        files = new GroupFiles(live);
    }

    /**
     * Creates the file of a group together with its points.
     *
     * @param fileName file name of the group; no live file may have it
     * @throws WebErrorException if the file exists
     * @throws ProblemException 102 or 108
     */
    public ChangedGroup add(Caller caller, String fileName, FavouriteGroup group) {
        requireFree(caller, fileName);
        var started = files.started(fileName);
        var now = clock.instant();
        var points =
                group.points().stream().map(point -> point.in(group.name())).toList();
        var after = ChangeFavourites.changed(
                () -> started.file().with(group).replaced(Map.of(), points, Optional.empty(), now));
        return files.store(caller, started, after, clock.millis());
    }

    /**
     * Sets the appearance of a group.
     *
     * @param known update time of the version that the caller knows
     * @param clientTime epoch milliseconds; if empty, the current time
     * @throws ProblemException 102, 106 or 108
     */
    public ChangedGroup update(
            Caller caller, String fileName, long known, FavouriteGroup group, OptionalLong clientTime) {
        var before = files.open(caller, fileName, OptionalLong.of(known));
        var after = ChangeFavourites.changed(() -> before.file().with(group));
        return files.store(caller, before, after, clientTime.orElseGet(clock::millis));
    }

    /**
     * Renames a group in one change: in its points, in its description and in its file name.
     *
     * @param oldFile file name before the change
     * @param newFile file name after the change; no live file may have it
     * @param oldName plain name before the change
     * @param newName plain name after the change
     * @param known update time of the version that the caller knows
     * @throws WebErrorException if the new name is taken
     * @throws ProblemException 102, 106 or 108
     */
    public void rename(
            Caller caller, String oldFile, String newFile, String oldName, String newName, OptionalLong known) {
        if (oldFile.equals(newFile)) {
            throw new WebErrorException(Reason.SAME_NAME);
        }
        requireFree(caller, newFile);
        var before = files.open(caller, oldFile, known);
        var after = ChangeFavourites.changed(() -> before.file().renamed(oldName, newName));
        files.change(
                caller,
                List.of(
                        GroupFiles.store(files.started(newFile), after, clock.millis()),
                        new FileChange.Delete(before.version().orElseThrow())));
    }

    private void requireFree(Caller caller, String fileName) {
        if (live.find(caller, FavouriteFileName.key(fileName)).isPresent()) {
            throw new WebErrorException(Reason.GROUP_TAKEN);
        }
    }
}
