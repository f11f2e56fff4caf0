package net.osmand.account.core.favourites;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.files.FileChange;
import net.osmand.account.core.files.FileChangedException;
import net.osmand.account.core.files.LiveFiles;
import net.osmand.account.core.gpx.GpxLimits;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.Gzip;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;

/** Opens and stores the files of groups. A new version is only stored if the opened version is still current. */
public final class GroupFiles {
    private final LiveFiles files;

    public GroupFiles(LiveFiles files) {
        this.files = files;
    }

    /**
     * A group before a change.
     *
     * @param version empty if the file does not exist yet
     */
    record OpenGroup(String fileName, FileKey key, Optional<FileVersion> version, FavouritesFile file) {}

    /**
     * Opens the current version of a group.
     *
     * @param known update time that the version must have, if the caller knows one
     * @throws ProblemException 106 if the version does not exist or has another update time
     */
    OpenGroup open(Caller caller, String fileName, OptionalLong known) {
        return find(caller, fileName, known).orElseThrow(GroupFiles::changedMeanwhile);
    }

    /** Opens the current version of a group, or starts a new file for the default group. */
    OpenGroup openOrStart(Caller caller, String fileName, OptionalLong known) {
        var found = find(caller, fileName, known);
        if (found.isEmpty() && !fileName.equals(FavouriteFileName.DEFAULT)) {
            throw changedMeanwhile();
        }
        return found.orElseGet(() -> started(fileName));
    }

    /** Starts a group that does not exist yet. */
    OpenGroup started(String fileName) {
        return new OpenGroup(
                fileName,
                FavouriteFileName.key(fileName),
                Optional.empty(),
                ChangeFavourites.changed(FavouritesFile::empty));
    }

    private Optional<OpenGroup> find(Caller caller, String fileName, OptionalLong known) {
        var key = FavouriteFileName.key(fileName);
        return files.find(caller, key).map(version -> {
            var group = new OpenGroup(fileName, key, Optional.of(version), file(version));
            require(group, known);
            return group;
        });
    }

    /**
     * Checks that the caller knows the current version.
     *
     * @throws ProblemException 106 if the caller knows another version
     */
    static void require(OpenGroup group, OptionalLong known) {
        var isOther = group.version()
                .filter(version -> known.isPresent() && version.updateTime() != known.getAsLong())
                .isPresent();
        if (isOther) {
            throw changedMeanwhile();
        }
    }

    private FavouritesFile file(FileVersion version) {
        var gpx = Gzip.unzipped(files.read(version), Math.toIntExact(GpxLimits.FAVOURITES.bytes()))
                .orElseThrow(() -> new ProblemException(Problem.GPX_NOT_READABLE));
        return ChangeFavourites.changed(() -> FavouritesFile.parse(gpx));
    }

    /**
     * Stores a group if the opened version is still current.
     *
     * @param clientTime epoch milliseconds
     * @throws ProblemException 102, 106 or 108
     */
    ChangedGroup store(Caller caller, OpenGroup before, FavouritesFile after, long clientTime) {
        var stored = change(caller, List.of(store(before, after, clientTime)));
        return new ChangedGroup(Objects.requireNonNull(stored.get(before.key())), after);
    }

    /** Stores two groups in one change. */
    List<ChangedGroup> store(
            Caller caller,
            OpenGroup first,
            FavouritesFile firstAfter,
            OpenGroup second,
            FavouritesFile secondAfter,
            long clientTime) {
        var stored =
                change(caller, List.of(store(first, firstAfter, clientTime), store(second, secondAfter, clientTime)));
        return List.of(
                new ChangedGroup(Objects.requireNonNull(stored.get(first.key())), firstAfter),
                new ChangedGroup(Objects.requireNonNull(stored.get(second.key())), secondAfter));
    }

    Map<FileKey, FileVersion> change(Caller caller, List<FileChange> changes) {
        try {
            return files.change(caller, changes);
        } catch (FileChangedException _) {
            throw changedMeanwhile();
        }
    }

    static FileChange store(OpenGroup before, FavouritesFile after, long clientTime) {
        return new FileChange.Store(
                before.key(),
                Gzip.of(after.bytes()),
                clientTime,
                before.version()
                        .map(version -> OptionalLong.of(version.updateTime()))
                        .orElse(OptionalLong.empty()));
    }

    private static ProblemException changedMeanwhile() {
        return new ProblemException(
                Problem.FILE_NOT_AVAILABLE,
                "this group of favourites was changed or deleted meanwhile; please reload it");
    }
}
