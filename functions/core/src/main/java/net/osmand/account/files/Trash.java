package net.osmand.account.files;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import net.osmand.account.identity.AccountId;
import net.osmand.account.identity.Caller;
import net.osmand.account.identity.WebRefused;
import net.osmand.account.identity.WebRefused.Reason;
import net.osmand.account.problem.Problem;
import net.osmand.account.problem.Refused;

/**
 * Deletes, restores and removes for good. Rows change first and in one transaction a file, objects follow: an object whose
 * step was missed is put right by the sweep. State is always derived from the rows that remain.
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

    /** What became of one entry of an empty-trash request (mobile-userdata.md 6.6). */
    public enum Emptied {
        DELETED,
        ALREADY_MISSING,
        SKIPPED_NOT_TRASH
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
     * @throws Refused 106 where there is no such row, or its time in the trash is over and the purge late
     */
    public void removeVersion(Caller caller, FileKey key, long updateTime) {
        var account = caller.account().id();
        var history = versions.history(account, key);
        var removed = history.at(updateTime)
                .filter(_ -> !isOver(history))
                .orElseThrow(() -> new Refused(Problem.FILE_NOT_AVAILABLE));
        remove(account, history, removed);
    }

    /** Removes the file for good, if its newest row is a deletion marker of that time. */
    public Emptied empty(Caller caller, FileKey key, long updateTime) {
        var account = caller.account().id();
        var history = versions.history(account, key);
        if (history.versions().isEmpty()) {
            return Emptied.ALREADY_MISSING;
        }
        if (!history.isTrashed() || history.versions().getFirst().updateTime() != updateTime) {
            return Emptied.SKIPPED_NOT_TRASH;
        }
        purge(account, history);
        return Emptied.DELETED;
    }

    /**
     * Removes the file with its whole history, as its newest row is of that time.
     *
     * @param fromTrash whether the file must be deleted already
     * @throws WebRefused where it is not as the caller saw it; nothing is removed then
     */
    public void removeAll(Caller caller, FileKey key, long updateTime, boolean fromTrash) {
        var account = caller.account().id();
        var history = versions.history(account, key);
        var newest = history.newest().orElseThrow(() -> new WebRefused(Reason.FILE_NOT_FOUND));
        if (fromTrash && !newest.isDeletionMarker()) {
            throw new WebRefused(Reason.FILE_NOT_DELETED);
        }
        if (newest.updateTime() != updateTime) {
            throw new WebRefused(Reason.FILE_CHANGED);
        }
        purge(account, history);
    }

    /** Purges a file whose window ended, if it still lies in the trash since then. Repeatable. */
    public void purge(FileVersions.TrashTimer timer) {
        var history = versions.history(timer.account(), timer.key());
        if (isOver(history)) {
            purge(timer.account(), history);
        }
        versions.removeTimer(timer);
    }

    /** Purges a file that lies in the trash until then, and no other; the entry goes in any case. Repeatable. */
    void purge(AccountId account, FileKey key, long until) {
        var history = versions.history(account, key);
        if (history.newest()
                .filter(FileVersion::isDeletionMarker)
                .filter(marker -> endOf(marker.updateTime()) <= until)
                .isPresent()) {
            purge(account, history);
        }
        versions.removeTimer(new FileVersions.TrashTimer(account, key, until));
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

    /** When a deletion marker of that time leaves the trash, epoch milliseconds. */
    public long endOf(long deletedAt) {
        return deletedAt + window.toMillis();
    }

    /** When the marker was set whose window ends then, epoch milliseconds. */
    public long beginOf(long until) {
        return until - window.toMillis();
    }

    /** Old versions go first and the marker last, so that an interrupted purge never restores the file. */
    private void purge(AccountId account, FileHistory history) {
        var left = history;
        for (var version : history.versions().reversed()) {
            left = remove(account, left, version);
        }
    }

    private FileHistory remove(AccountId account, FileHistory history, FileVersion removed) {
        var left = history.without(removed);
        if (versions.remove(account, removed, trashedUntil(left))) {
            var change = history.changeTo(left);
            if (!change.equals(UsageChange.NONE)) {
                versions.adjust(account, change);
            }
        }
        // A restored file has two rows for one object (rulings 21): it goes with the last of them.
        removed.content()
                .filter(content -> left.contents().noneMatch(content::equals))
                .ifPresent(contents::purge);
        if (history.isTrashed() && !left.isTrashed()) {
            left.contents().forEach(contents::restore);
        } else if (!history.isTrashed() && left.isTrashed()) {
            left.contents().forEach(contents::trash);
        }
        return left;
    }

    private OptionalLong trashedUntil(FileHistory history) {
        return history.isTrashed()
                ? OptionalLong.of(endOf(history.versions().getFirst().updateTime()))
                : OptionalLong.empty();
    }
}
