package net.osmand.account.core.files;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.account.UsageChange;
import net.osmand.account.core.files.Commit.Attempt;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.DeviceId;
import net.osmand.account.core.values.FileHead;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.StoredContent;
import net.osmand.account.core.values.WebErrorException;
import net.osmand.account.core.values.WebErrorException.Reason;

/**
 * Permanently deletes files with all their rows. A file with more than {@link #MAX_ROWS} rows is hidden by the request
 * and removed by a job.
 */
public final class RemoveFile {
    /** Maximum number of rows of one file that a transaction removes. */
    static final int MAX_ROWS = 90;

    private static final DeviceId NO_DEVICE = new DeviceId(1);

    private final FileIndex index;
    private final FileContents contents;
    private final Commit commit;
    private final AccountJobs jobs;

    public RemoveFile(FileIndex index, FileContents contents, Commit commit, AccountJobs jobs) {
        this.index = index;
        this.contents = contents;
        this.commit = commit;
        this.jobs = jobs;
    }

    /**
     * Removes a file with its whole history if its newest row has that update time.
     *
     * @param fromTrash whether the file must already be in the trash
     * @throws WebErrorException if the file is not in the state that the caller saw; nothing is removed then
     */
    public void remove(Caller caller, FileKey key, long updateTime, boolean fromTrash) {
        var account = caller.account().id();
        var seen = Seen.of(caller.usage(), FileReads.of(index, caller, key));
        var removed = commit.run(account, seen, (now, time) -> {
            var head = now.head(key);
            if (head.state() == FileHead.State.GONE) {
                throw new WebErrorException(Reason.FILE_NOT_FOUND);
            }
            if (fromTrash && !head.isTrashed()) {
                throw new WebErrorException(Reason.FILE_NOT_DELETED);
            }
            if (head.newest() != updateTime) {
                throw new WebErrorException(Reason.FILE_CHANGED);
            }
            var change = new ChangeBuilder(account, now, time);
            return Attempt.write(addTo(change, account, key, head, time).build(), Removed.of(change));
        });
        afterCommit(account, removed);
    }

    /**
     * The work that remains after the commit.
     *
     * @param purges whether a job must remove the rows
     */
    record Removed(List<StoredContent> objects, boolean purges) {
        static final Removed NOTHING = new Removed(List.of(), false);

        static Removed of(ChangeBuilder change) {
            return new Removed(change.objects(), change.hasPurge());
        }
    }

    /** Adds the removal of a file to a change. The file must have rows. */
    ChangeBuilder addTo(ChangeBuilder change, AccountId account, FileKey key, FileHead head, long time) {
        change.head(key, head.gone(head.newest(), time)).write(new Write.RemoveTrashEntry(key));
        if (head.rows() > MAX_ROWS) {
            return change.write(new Write.AddPurge(new Purge(key, head.newest())))
                    .usage(UsageChange.ofPurges(1));
        }
        rows(account, key, head).forEach(change::remove);
        return change;
    }

    /** Number of writes that {@link #addTo} adds. */
    static long writes(FileHead head) {
        return head.rows() > MAX_ROWS ? 3 : 2 + head.rows();
    }

    private List<FileVersion> rows(AccountId account, FileKey key, FileHead head) {
        if (head.contents() <= 1 && head.markers() <= 1 && head.newest() > 0) {
            var marker = Optional.of(FileVersion.deletionMarker(key, NO_DEVICE, head.newest(), 0))
                    .filter(_ -> head.isTrashed());
            if (head.contents() + marker.stream().count() == head.rows()) {
                return Stream.concat(head.content().stream(), marker.stream()).toList();
            }
        }
        return index.rows(account, key, head.goneUntil(), head.newest(), MAX_ROWS);
    }

    void afterCommit(AccountId account, Removed removed) {
        contents.purge(removed.objects());
        if (removed.purges()) {
            jobs.send(AccountJobs.Kind.PURGE, account);
        }
    }
}
