package net.osmand.account.core.files;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.account.UsageChange;
import net.osmand.account.core.files.FileVersions.TrashEntry;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.core.values.WebErrorException;
import net.osmand.account.core.values.WebErrorException.Reason;

/**
 * Deletes, restores and removes for good. Rows change first, objects follow: an object whose step was missed is put right by
 * the sweep. State is always derived from the rows that remain.
 */
public final class Trash {
    private final FileVersions versions;
    private final FileContents contents;
    private final Clock clock;
    private final Duration window;

    /** With the window for which a deleted file can be restored. */
    public Trash(FileVersions versions, FileContents contents, Clock clock, Duration window) {
        this.versions = versions;
        this.contents = contents;
        this.clock = clock;
        this.window = window;
    }

    /** What became of one entry of an empty-trash request (docs/protocol/mobile.md#empty-the-trash). */
    public enum Emptied {
        DELETED,
        ALREADY_MISSING,
        SKIPPED_NOT_TRASH,
        /** Not done for want of time; asking again goes on. */
        FAILED
    }

    /** Deletes the file; known or not, the answer is the same. A file already deleted gets no second marker. */
    public void delete(Caller caller, FileKey key, long clientTime) {
        var account = caller.account().id();
        var history = versions.history(account, key);
        if (!history.isTrashed()) {
            var draft = FileVersion.deletionMarker(key, caller.device().id(), Long.MAX_VALUE, clientTime)
                    .writtenAs(FileVersion.Status.DELETED, caller.device().label());
            var change = history.changeTo(history.with(draft));
            var time = versions.advance(account, caller.usage(), change, clock.millis());
            versions.addToTrash(account, draft.updatedAt(time), endOf(time));
        }
        history.contents().forEach(contents::trash);
    }

    /**
     * Removes exactly one row and its object; removing a deletion marker restores the file.
     *
     * @throws ProblemException 106 where there is no such row, or its time in the trash is over and the purge late
     */
    public void removeVersion(Caller caller, FileKey key, long updateTime) {
        var account = caller.account().id();
        var entry = OptionalLong.of(0);
        while (true) {
            var history = versions.history(account, key);
            var removed = history.at(updateTime)
                    .filter(_ -> !isGone(history, caller.usage()))
                    .orElseThrow(() -> new ProblemException(Problem.FILE_NOT_AVAILABLE));
            if (remove(account, history, removed, entry)) {
                return;
            }
            entry = versions.trashEntry(account, key);
            // Somebody else removed or restored something of the file, or its entry in the trash was lost: whoever
            // restores a file takes the entry first, so where it was missing before the rows are read, it was lost.
        }
    }

    /** Removes those files for good whose newest row is a deletion marker of the time that is listed. */
    public List<Emptied> empty(Caller caller, List<EmptySelected.Deletion> listed) {
        var account = caller.account().id();
        var results = new ArrayList<Emptied>();
        var doomed = new HashMap<FileKey, FileVersion>();
        var files = new ArrayList<FileHistory>();
        for (var deletion : listed) {
            var history = versions.history(account, deletion.key());
            var newest = history.newest();
            if (newest.isEmpty()) {
                results.add(Emptied.ALREADY_MISSING);
            } else if (!newest.get().isDeletionMarker() || newest.get().updateTime() != deletion.deletedAt()) {
                results.add(Emptied.SKIPPED_NOT_TRASH);
            } else {
                results.add(Emptied.DELETED);
                if (doomed.put(deletion.key(), newest.get()) == null) {
                    files.add(history);
                }
            }
        }
        var kept = purge(account, files, newest -> newest.equals(doomed.get(newest.key())));
        for (var i = 0; i < results.size(); i++) {
            var now = kept.get(listed.get(i).key());
            if (now != null && results.get(i) == Emptied.DELETED) {
                results.set(i, now.versions().isEmpty() ? Emptied.ALREADY_MISSING : Emptied.SKIPPED_NOT_TRASH);
            }
        }
        return results;
    }

    /**
     * Removes the file with its whole history, as its newest row is of that time.
     *
     * @param fromTrash whether the file must be deleted already
     * @throws WebErrorException where it is not as the caller saw it; nothing is removed then
     */
    public void removeAll(Caller caller, FileKey key, long updateTime, boolean fromTrash) {
        var account = caller.account().id();
        var history = versions.history(account, key);
        var newest = history.newest().orElseThrow(() -> new WebErrorException(Reason.FILE_NOT_FOUND));
        if (fromTrash && !newest.isDeletionMarker()) {
            throw new WebErrorException(Reason.FILE_NOT_DELETED);
        }
        if (newest.updateTime() != updateTime) {
            throw new WebErrorException(Reason.FILE_CHANGED);
        }
        if (!purge(account, List.of(history), latest -> latest.updateTime() == updateTime)
                .isEmpty()) {
            throw new WebErrorException(Reason.FILE_CHANGED);
        }
    }

    /** Purges a file whose window ended, if it still lies in the trash since then. Repeatable. */
    public void purge(FileVersions.TrashTimer timer) {
        var history = versions.history(timer.account(), timer.key());
        if (isOver(history)) {
            purge(timer.account(), List.of(history), this::hasEnded);
        }
        versions.removeTimer(timer);
    }

    /** Purges those of the files that were deleted at such a time, epoch milliseconds, and no others. Repeatable. */
    void purgeDeleted(AccountId account, List<FileHistory> files, LongPredicate deletedAt) {
        Predicate<FileVersion> isDoomed = newest -> newest.isDeletionMarker() && deletedAt.test(newest.updateTime());
        purge(
                account,
                files.stream()
                        .filter(file -> file.newest().filter(isDoomed).isPresent())
                        .toList(),
                isDoomed);
    }

    /** Purges every file whose window ended: the timers' own removal only makes it sooner. */
    public int purgeEnded() {
        List<FileVersions.TrashTimer> ended = versions.endedTimers(clock.millis());
        ended.forEach(this::purge);
        return ended.size();
    }

    /** Whether the file's time in the trash is over; listings hide it then even where the purge is late. */
    public boolean isOver(FileHistory history) {
        return history.newest().filter(this::hasEnded).isPresent();
    }

    /** Whether this is a deletion marker whose window is over; of the file's newest row it says that the file is gone. */
    public boolean hasEnded(FileVersion version) {
        return version.isDeletionMarker() && version.updateTime() + window.toMillis() <= clock.millis();
    }

    /** Whether a deleted file can't be restored any more, though its rows may be there still. */
    public boolean isGone(FileHistory history, Usage usage) {
        return history.newest()
                .filter(newest -> hasEnded(newest) || newest.isEmptied(usage))
                .isPresent();
    }

    /** When a deletion marker of that time leaves the trash, epoch milliseconds. */
    public long endOf(long deletedAt) {
        return deletedAt + window.toMillis();
    }

    /** When the marker was set whose window ends then, epoch milliseconds. */
    public long beginOf(long until) {
        return until - window.toMillis();
    }

    /**
     * Removes files with all their rows, as many a transaction as fit. Where one of them changed meanwhile each is looked at
     * again, and only those go whose newest row is doomed still.
     *
     * @return the others, as they are now
     */
    private Map<FileKey, FileHistory> purge(
            AccountId account, List<FileHistory> files, Predicate<FileVersion> isDoomed) {
        var kept = new HashMap<FileKey, FileHistory>();
        var objects = new ArrayList<StoredContent>();
        var batch = new ArrayList<FileHistory>();
        var size = 0;
        for (var file : files) {
            var more = file.versions().size() + 1;
            if (size + more > FileVersions.MOST_AT_ONCE && !batch.isEmpty()) {
                kept.putAll(purgeAtOnce(account, batch, isDoomed, objects));
                batch.clear();
                size = 0;
            }
            batch.add(file);
            size += more;
        }
        if (!batch.isEmpty()) {
            kept.putAll(purgeAtOnce(account, batch, isDoomed, objects));
        }
        contents.purge(account, objects);
        return kept;
    }

    private Map<FileKey, FileHistory> purgeAtOnce(
            AccountId account, List<FileHistory> batch, Predicate<FileVersion> isDoomed, List<StoredContent> objects) {
        var fits = batch.size() > 1 || batch.getFirst().versions().size() < FileVersions.MOST_AT_ONCE;
        if (fits && removeWhole(account, batch, OptionalLong.of(0))) {
            batch.forEach(file -> file.contents().forEach(objects::add));
            return Map.of();
        }
        var kept = new HashMap<FileKey, FileHistory>();
        for (var file : batch) {
            purgeAlone(account, file.key(), isDoomed, objects).ifPresent(now -> kept.put(file.key(), now));
        }
        return kept;
    }

    /** The file as it is where it is not doomed any more. */
    private Optional<FileHistory> purgeAlone(
            AccountId account, FileKey key, Predicate<FileVersion> isDoomed, List<StoredContent> objects) {
        var entry = OptionalLong.of(0);
        while (true) {
            var history = versions.history(account, key);
            if (history.newest().filter(isDoomed).isEmpty()) {
                return Optional.of(history);
            }
            if (history.versions().size() < FileVersions.MOST_AT_ONCE) {
                // An entry that was lost must not keep its file for ever.
                if (removeWhole(account, List.of(history), entry)) {
                    history.contents().forEach(objects::add);
                    return Optional.empty();
                }
                entry = versions.trashEntry(account, key);
            } else {
                removeOldest(account, history, objects);
            }
        }
    }

    /** Old versions go first and the marker last, so that an interrupted purge never restores the file. */
    private void removeOldest(AccountId account, FileHistory history, List<StoredContent> objects) {
        var kept = history.versions().size() - FileVersions.MOST_AT_ONCE / 2;
        var left = new FileHistory(history.key(), history.versions().subList(0, kept));
        var rows = history.versions().subList(kept, history.versions().size());
        var time = versions.advanceToRemove(account, clock.millis());
        if (versions.remove(account, time, rows, List.of())) {
            versions.removed(account, history.changeTo(left));
            new FileHistory(history.key(), rows)
                    .contents()
                    .filter(content -> left.contents().noneMatch(content::equals))
                    .forEach(objects::add);
        }
    }

    private boolean removeWhole(AccountId account, List<FileHistory> files, OptionalLong entry) {
        var time = versions.advanceToRemove(account, clock.millis());
        var rows = files.stream()
                .flatMap(file -> file.versions().reversed().stream())
                .toList();
        var entries = files.stream()
                .map(file -> TrashEntry.none(file.key(), required(file, entry)))
                .toList();
        if (!versions.remove(account, time, rows, entries)) {
            return false;
        }
        // Of a file in the trash nothing counts but its versions, and only such are removed together.
        var change = files.size() == 1
                ? files.getFirst().changeTo(new FileHistory(files.getFirst().key(), List.of()))
                : UsageChange.ofVersions(
                        -rows.stream().filter(row -> !row.isDeletionMarker()).count());
        versions.removed(account, change);
        return true;
    }

    /** False where the file changed meanwhile: nothing is removed then. */
    private boolean remove(AccountId account, FileHistory history, FileVersion removed, OptionalLong entry) {
        var left = history.without(removed);
        var time = versions.advanceToRemove(account, clock.millis());
        if (!versions.remove(account, time, List.of(removed), entries(history, left, entry))) {
            return false;
        }
        versions.removed(account, history.changeTo(left));
        // A restored file has two rows for one object (docs/protocol/files.md#restore): it goes with the last of them.
        removed.content()
                .filter(content -> left.contents().noneMatch(content::equals))
                .ifPresent(contents::purge);
        if (history.isTrashed() && !left.isTrashed()) {
            left.contents().forEach(contents::restore);
        } else if (!history.isTrashed() && left.isTrashed()) {
            left.contents().forEach(contents::trash);
        }
        return true;
    }

    /** What becomes of the file's entry in the trash; while it is live nobody's entry is touched. */
    private List<TrashEntry> entries(FileHistory before, FileHistory left, OptionalLong entry) {
        if (left.isTrashed()) {
            var marker = left.newest();
            return List.of(new TrashEntry(
                    left.key(), marker, endOf(left.versions().getFirst().updateTime()), required(before, entry)));
        }
        return before.isTrashed() ? List.of(TrashEntry.none(left.key(), OptionalLong.empty())) : List.of();
    }

    /** The marker whose entry must be there still: none of a file that is live, or where it is not that which was found. */
    private static OptionalLong required(FileHistory file, OptionalLong entry) {
        return file.newest()
                .filter(newest -> newest.isDeletionMarker() && isOf(entry, newest))
                .map(marker -> OptionalLong.of(marker.updateTime()))
                .orElse(OptionalLong.empty());
    }

    /** Whether an entry, 0 if it was not read yet, is taken to be of that marker. */
    static boolean isOf(OptionalLong entry, FileVersion marker) {
        return entry.isPresent() && (entry.getAsLong() == 0 || entry.getAsLong() == marker.updateTime());
    }
}
