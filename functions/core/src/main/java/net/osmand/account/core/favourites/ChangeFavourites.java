package net.osmand.account.core.favourites;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.gpx.BrokenGpxException;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;

/**
 * Changes points of favourites (docs/protocol/favourites.md#favourite-calls). Each change writes one version of each
 * changed file, all in one transaction. A change is refused with 106 if the caller does not know the current version,
 * so two browsers and a phone lose no point.
 */
public final class ChangeFavourites {
    private static final int TRIES = 3;

    private final GroupFiles files;
    private final Clock clock;

    public ChangeFavourites(GroupFiles files, Clock clock) {
        this.files = files;
        this.clock = clock;
    }

    /**
     * Adds a point at the end of its group. Creates the file of the default group if needed.
     *
     * @param known update time of the version that the caller knows; if empty, the point is added to the newest version
     * @throws ProblemException 102, 106 or 108
     */
    public ChangedGroup add(Caller caller, String fileName, OptionalLong known, Favourite point) {
        for (var attempt = 1; ; attempt++) {
            try {
                var before = files.openOrStart(caller, fileName, known);
                return files.store(caller, before, with(before, point), clock.millis());
            } catch (ProblemException e) {
                if (known.isPresent() || e.problem() != Problem.FILE_NOT_AVAILABLE || attempt == TRIES) {
                    throw e;
                }
            }
        }
    }

    /**
     * Removes the point with this name and position.
     *
     * @throws ProblemException 106 if the group or the point does not exist, or the caller knows another version
     */
    public ChangedGroup delete(Caller caller, String fileName, long known, Favourite point) {
        var before = files.open(caller, fileName, OptionalLong.of(known));
        var index = before.file().find(point);
        if (index.isEmpty()) {
            throw new ProblemException(Problem.FILE_NOT_AVAILABLE, "this favourite is not in its group any more");
        }
        return files.store(caller, before, changed(() -> before.file().without(index.getAsInt())), clock.millis());
    }

    /**
     * The groups after an update of a point.
     *
     * @param oldGroup present if the point came from another group
     */
    public record Updated(ChangedGroup newGroup, Optional<ChangedGroup> oldGroup) {}

    /**
     * Replaces a point, or adds it if it is not at its known index. If the group changes, moves the point with its
     * unknown elements.
     *
     * @throws ProblemException 102, 106 or 108
     */
    public Updated update(Caller caller, PointUpdate update) {
        return update.oldFile().equals(update.newFile()) ? replace(caller, update) : move(caller, update);
    }

    private Updated replace(Caller caller, PointUpdate update) {
        var before = files.open(caller, update.oldFile(), update.oldTime());
        GroupFiles.require(before, update.newTime());
        var found = before.file().find(update.index(), update.name());
        var after = found.isEmpty()
                ? with(before, update.point())
                : changed(() -> before.file().replaced(found.getAsInt(), inGroup(before, update.point())));
        return new Updated(files.store(caller, before, after, clock.millis()), Optional.empty());
    }

    private Updated move(Caller caller, PointUpdate update) {
        var from = files.open(caller, update.oldFile(), update.oldTime());
        var to = files.openOrStart(caller, update.newFile(), update.newTime());
        var found = find(from, update);
        if (found.isEmpty()) {
            return new Updated(files.store(caller, to, with(to, update.point()), clock.millis()), Optional.empty());
        }
        var index = found.getAsInt();
        var point = inGroup(to, update.point());
        var moved = changed(() -> to.file().withPointOf(from.file().replaced(index, point), index));
        var left = changed(() -> from.file().without(index));
        var stored = files.store(caller, to, moved, from, left, clock.millis());
        return new Updated(stored.getFirst(), Optional.of(stored.getLast()));
    }

    /** Finds the point at the index that the caller knows, or the same point elsewhere in the file. */
    private static OptionalInt find(GroupFiles.OpenGroup from, PointUpdate update) {
        var seen = from.file().find(update.index(), update.name());
        return seen.isPresent() ? seen : from.file().find(update.point());
    }

    /**
     * Replaces points by index and name. Afterwards the group is hidden if one of its points is hidden.
     *
     * @param touches whether to set the time of the points to now; otherwise their times and the file's client time
     *     stay
     * @throws ProblemException 102, 106 or 108
     */
    public ChangedGroup updateAll(Caller caller, String fileName, long known, List<Favourite> points, boolean touches) {
        var before = files.open(caller, fileName, OptionalLong.of(known));
        Map<Integer, Favourite> replaced = new LinkedHashMap<>();
        List<Favourite> added = new ArrayList<>();
        for (var i = 0; i < points.size(); i++) {
            var point = inGroup(before, points.get(i));
            var here = before.file().find(i, point.name());
            var found = here.isPresent() ? here : before.file().find(point);
            if (found.isPresent() && !replaced.containsKey(found.getAsInt())) {
                replaced.put(found.getAsInt(), point);
            } else {
                added.add(point);
            }
        }
        var now = clock.instant();
        Optional<Instant> time = touches ? Optional.of(now) : Optional.empty();
        var after =
                changed(() -> before.file().replaced(replaced, added, time, now).withHiddenGroups());
        var clientTime = touches
                ? clock.millis()
                : before.version().map(FileVersion::clientTime).orElseGet(clock::millis);
        return files.store(caller, before, after, clientTime);
    }

    private FavouritesFile with(GroupFiles.OpenGroup group, Favourite point) {
        return changed(() -> group.file().with(inGroup(group, point), clock.instant()));
    }

    private static Favourite inGroup(GroupFiles.OpenGroup group, Favourite point) {
        return point.in(group.file().groupFor(point.category(), FavouriteFileName.group(group.fileName())));
    }

    /** A change of a GPX text. */
    @FunctionalInterface
    interface TextChange {
        FavouritesFile get() throws BrokenGpxException;
    }

    static FavouritesFile changed(TextChange change) {
        try {
            return change.get();
        } catch (BrokenGpxException _) {
            throw new ProblemException(Problem.GPX_NOT_READABLE);
        }
    }
}
