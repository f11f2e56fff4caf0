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
 * A file that is renamed together with its companion, and the changes that this needs.
 *
 * @param file the file; empty for a companion without its file
 * @param companion the companion, if there is one
 */
record FileMove(Optional<FileVersion> file, Optional<FileVersion> companion) {
    /**
     * Returns the changes, new files first. Reads the companion if its path must change: one GetObject.
     *
     * @param to new key of the file, even if only the companion exists
     * @param found live versions under the new names
     * @param clientTime client time of the new files, epoch milliseconds
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
     * Returns the change of the companion. If the new name still has the companion of an earlier file, it gets a new
     * version. The placeholder of the new folder stays, and so do its companions if the moved companion has no file.
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

    Stream<FileVersion> versions() {
        return Stream.concat(file.stream(), companion.stream());
    }

    /** Number of files: two with a companion. */
    int size() {
        return Math.toIntExact(versions().count());
    }

    long gzipBytes() {
        return versions().mapToLong(FileVersion::gzipSize).sum();
    }

    /** Returns the key of the file, even if only the companion exists. */
    FileKey key() {
        return file.map(FileVersion::key)
                .orElseGet(() -> Companion.item(companion.orElseThrow().key()));
    }
}
