package net.osmand.account.core.files;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.files.Commit.Attempt;
import net.osmand.account.core.files.RemoveFile.Removed;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileHead;
import net.osmand.account.core.values.FileHead.Lifted;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileRead;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.core.values.StoredContent;

/**
 * Permanently deletes one row of a file, as delete-file-version does. The state of the file follows from the remaining
 * rows: without its newest deletion marker the file is live again; without its newest content an older version or
 * marker decides. Released apps empty the trash this way, row by row in any order
 * (docs/protocol/files.md#permanent-deletion-by-released-apps).
 */
public final class RemoveVersion {
    /** Time during which a device that took a file out of the trash may still be emptying the trash. */
    private static final Duration EMPTYING = Duration.ofMinutes(10);

    private final FileIndex index;
    private final FileContents contents;
    private final Commit commit;
    private final RemoveFile removeFile;
    private final StorageQuota quota;
    private final TrashWindow window;
    private final Clock clock;

    public RemoveVersion(
            FileIndex index,
            FileContents contents,
            Commit commit,
            RemoveFile removeFile,
            StorageQuota quota,
            TrashWindow window,
            Clock clock) {
        this.index = index;
        this.contents = contents;
        this.commit = commit;
        this.removeFile = removeFile;
        this.quota = quota;
        this.window = window;
        this.clock = clock;
    }

    /**
     * Removes a row.
     *
     * @throws ProblemException 106 if the row does not exist and was not removed with its file during the last day, or
     *     if the trash period is over but the file is not purged yet; 108 if the file would be live again and exceed
     *     the plan's quota
     */
    public void remove(Caller caller, FileKey key, long updateTime) {
        var account = caller.account().id();
        var file = FileReads.of(index, caller, FileRead.at(key, updateTime));
        var row = file.row();
        var outcome = commit.run(account, Seen.of(caller.usage(), file), (now, time) -> {
            var head = now.head(key);
            if (updateTime <= head.goneUntil()) {
                return Attempt.nothingToWrite(Outcome.NOTHING);
            }
            if (row.isEmpty() || head.state() == FileHead.State.GONE || isMissing(now, account, key, updateTime)) {
                return notThere(account, key, updateTime);
            }
            if (HiddenFiles.deletions(index, window, account, now.usage()).isGone(head)) {
                throw new ProblemException(Problem.FILE_NOT_AVAILABLE);
            }
            return new Attempting(caller, key, now, head, time).of(row.get());
        });
        removeFile.afterCommit(account, outcome.removed());
        outcome.unmarked().ifPresent(contents::removeDeleteMarkers);
        outcome.toMark().ifPresent(object -> DeleteFile.mark(index, contents, account, key, object));
    }

    /**
     * Handles a missing row. The row and the head may have been read at different times. If the current head says that
     * the row was removed with its file, there is nothing left to do.
     */
    private Attempt<Outcome> notThere(AccountId account, FileKey key, long updateTime) {
        var head = index.heads(account, List.of(key)).get(key);
        if (head != null && updateTime <= head.goneUntil()) {
            return Attempt.nothingToWrite(Outcome.NOTHING);
        }
        throw new ProblemException(Problem.FILE_NOT_AVAILABLE);
    }

    /** Whether the row is the one that a transaction found missing. */
    private boolean isMissing(Seen seen, AccountId account, FileKey key, long updateTime) {
        return seen.rowMissing()
                && index.read(account, FileRead.at(key, updateTime))
                        .file()
                        .row()
                        .isEmpty();
    }

    /**
     * The work that remains after the commit.
     *
     * @param unmarked object of a file that is live again
     * @param toMark newest object of a file that is in the trash again
     */
    private record Outcome(Removed removed, Optional<StoredContent> unmarked, Optional<StoredContent> toMark) {
        static final Outcome NOTHING = new Outcome(Removed.NOTHING, Optional.empty(), Optional.empty());
    }

    /** One attempt. */
    private final class Attempting {
        private final Caller caller;
        private final AccountId account;
        private final FileKey key;
        private final Seen seen;
        private final FileHead head;
        private final long time;
        private final ChangeBuilder change;

        Attempting(Caller caller, FileKey key, Seen seen, FileHead head, long time) {
            this.caller = caller;
            account = caller.account().id();
            this.key = key;
            this.seen = seen;
            this.head = head;
            this.time = time;
            change = new ChangeBuilder(account, seen, time);
        }

        Attempt<Outcome> of(FileVersion row) {
            if (row.isDeletionMarker()) {
                return row.updateTime() == head.newest() ? newestMarker(row) : old(row);
            }
            var isNewest = head.content()
                    .filter(content -> content.updateTime() == row.updateTime())
                    .isPresent();
            if (!isNewest) {
                return old(row);
            }
            return head.isTrashed() || isEmptying() ? wholeFile() : newestContent(row);
        }

        private Attempt<Outcome> old(FileVersion row) {
            change.head(key, head.withoutOld(row, time)).remove(row);
            return written(Optional.empty(), Optional.empty());
        }

        /** Whether this device took the file out of the trash a short time ago. Then it is emptying the trash. */
        private boolean isEmptying() {
            return head.lifted()
                    .filter(lifted -> lifted.device().equals(caller.device().id())
                            && clock.millis() - lifted.at() <= EMPTYING.toMillis())
                    .isPresent();
        }

        private Attempt<Outcome> wholeFile() {
            removeFile.addTo(change, account, key, head, time);
            return written(Optional.empty(), Optional.empty());
        }

        /** Removes the newest content of a live file. An older version or marker decides the new state of the file. */
        private Attempt<Outcome> newestContent(FileVersion row) {
            var nextContent = head.contents() > 1
                    ? index.contentBefore(account, key, row.updateTime())
                    : Optional.<FileVersion>empty();
            var nextMarker = head.markers() > 0
                    ? index.markerBefore(account, key, row.updateTime())
                    : Optional.<FileVersion>empty();
            var after = head.withoutNewestContent(row, nextContent, nextMarker, time);
            change.head(key, after).remove(row);
            if (!after.isTrashed()) {
                return written(Optional.empty(), Optional.empty());
            }
            nextMarker.ifPresent(this::putTrashEntry);
            return written(Optional.empty(), object(after));
        }

        private Attempt<Outcome> newestMarker(FileVersion row) {
            var nextMarker = head.markers() > 1
                    ? index.markerBefore(account, key, row.updateTime())
                    : Optional.<FileVersion>empty();
            var by = new Lifted(row.updateTime(), caller.device().id(), clock.millis());
            var after = head.withoutNewestMarker(row, nextMarker, by, time);
            change.head(key, after).remove(row);
            if (after.isTrashed()) {
                nextMarker.ifPresent(this::putTrashEntry);
                return written(Optional.empty(), Optional.empty());
            }
            change.write(new Write.RemoveTrashEntry(key));
            if (after.isLive()) {
                restore(after);
            }
            return written(after.isLive() ? object(after) : Optional.empty(), Optional.empty());
        }

        private void restore(FileHead after) {
            var plan = caller.account().plan();
            var size = after.content().orElseThrow().gzipSize();
            var limits = quota.restore(plan, key, size);
            quota.check(limits, seen.usage(), plan, size);
            change.limits(limits);
            object(after).ifPresent(contents::removeDeleteMarkers);
        }

        private void putTrashEntry(FileVersion marker) {
            change.write(new Write.PutTrashEntry(
                    new TrashEntry(key, marker.updateTime(), window.endOf(marker.updateTime()), marker.author())));
        }

        private static Optional<StoredContent> object(FileHead head) {
            return head.content().flatMap(FileVersion::content);
        }

        private Attempt<Outcome> written(Optional<StoredContent> unmarked, Optional<StoredContent> toMark) {
            return Attempt.write(change.build(), new Outcome(Removed.of(change), unmarked, toMark));
        }
    }
}
