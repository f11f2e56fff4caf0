package net.osmand.account.files;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import net.osmand.account.identity.AccountId;
import net.osmand.account.identity.Caller;
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
            var draft = FileVersion.deletionMarker(key, caller.device().id(), Long.MAX_VALUE, clientTime);
            var change = history.changeTo(history.with(draft));
            var time = versions.advance(account, caller.usage(), change, clock.millis());
            versions.addToTrash(account, draft.updatedAt(time), time + window.toMillis());
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

    /** Purges a file whose window ended, if it still lies in the trash since then. Repeatable. */
    public void purge(FileVersions.TrashTimer timer) {
        var history = versions.history(timer.account(), timer.key());
        if (isOver(history)) {
            purge(timer.account(), history);
        }
        versions.removeTimer(timer);
    }

    /** Purges every file whose window ended: the timers' own removal only makes it sooner. */
    public int purgeEnded() {
        List<FileVersions.TrashTimer> ended = versions.endedTimers(clock.millis());
        ended.forEach(this::purge);
        return ended.size();
    }

    /** Whether the file's time in the trash is over; listings hide it then even where the purge is late. */
    public boolean isOver(FileHistory history) {
        return history.newest()
                .filter(FileVersion::isDeletionMarker)
                .filter(marker -> marker.updateTime() + window.toMillis() <= clock.millis())
                .isPresent();
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
        removed.content().ifPresent(contents::purge);
        if (history.isTrashed() && !left.isTrashed()) {
            left.contents().forEach(contents::restore);
        } else if (!history.isTrashed() && left.isTrashed()) {
            left.contents().forEach(contents::trash);
        }
        return left;
    }

    private OptionalLong trashedUntil(FileHistory history) {
        return history.isTrashed()
                ? OptionalLong.of(history.versions().getFirst().updateTime() + window.toMillis())
                : OptionalLong.empty();
    }
}
