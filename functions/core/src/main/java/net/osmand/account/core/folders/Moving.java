package net.osmand.account.core.folders;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import net.osmand.account.core.files.FileChange;
import net.osmand.account.core.files.LiveFiles;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;

/**
 * A file that gets another name, with its companion: the changes that this takes.
 *
 * @param file the file; empty for a companion without its file
 * @param companion its companion, if there is one
 */
record Moving(Optional<FileVersion> file, Optional<FileVersion> companion) {
    /**
     * The changes, new files first.
     *
     * @param to new key of the file, whether it exists or not
     * @param found current versions of the new names that are live
     * @param clientTime of the new files, epoch milliseconds
     * @param duplicates whether the old files stay
     */
    List<FileChange> changes(
            LiveFiles files, FileKey to, Map<FileKey, FileVersion> found, long clientTime, boolean duplicates) {
        List<FileChange> changes = new ArrayList<>();
        file.ifPresent(version -> changes.add(new FileChange.Copy(to, version, clientTime)));
        companion.ifPresent(
                version -> companion(files, version, to, found, clientTime).ifPresent(changes::add));
        if (!duplicates) {
            file.ifPresent(version -> changes.add(new FileChange.Delete(version)));
            companion.ifPresent(version -> changes.add(new FileChange.Delete(version)));
        }
        return changes;
    }

    /**
     * A companion that outlived another file of the new name gets a new version. The new folder's own placeholder stays.
     * Its companions stay too if the moved companion has no file.
     */
    private Optional<FileChange> companion(
            LiveFiles files, FileVersion companion, FileKey to, Map<FileKey, FileVersion> found, long clientTime) {
        var target = Companion.key(to);
        var live = Optional.ofNullable(found.get(target));
        var isPlaceholder = Companion.isPlaceholder(target);
        if (live.isPresent() && (isPlaceholder || file.isEmpty())) {
            return Optional.empty();
        }
        if (isPlaceholder) {
            return Optional.of(new FileChange.Copy(target, companion, clientTime));
        }
        var gzip = files.read(companion);
        return Optional.of(new FileChange.Store(
                target,
                Companion.parse(gzip).map(parsed -> parsed.movedTo(to).gzip()).orElse(gzip),
                clientTime,
                live.map(FileVersion::updateTime).map(OptionalLong::of).orElse(OptionalLong.empty())));
    }

    /** The file and the companion. */
    Stream<FileVersion> versions() {
        return Stream.concat(file.stream(), companion.stream());
    }

    /** How many files this is: two with a companion. */
    int size() {
        return Math.toIntExact(versions().count());
    }

    long gzipBytes() {
        return versions().mapToLong(FileVersion::gzipSize).sum();
    }

    /** The key of the file, whether it exists or not. */
    FileKey key() {
        return file.map(FileVersion::key)
                .orElseGet(() -> Companion.item(companion.orElseThrow().key()));
    }
}
