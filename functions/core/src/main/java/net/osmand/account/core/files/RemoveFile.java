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
 * Removes files for good, each with all its rows. A file of more than {@link #MOST_ROWS} rows is hidden in the request and
 * removed by a job.
 */
public final class RemoveFile {
    /** Rows that one transaction removes of a file. */
    static final int MOST_ROWS = 90;

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
     * Removes a file with its whole history, if its newest row is of that time.
     *
     * @param fromTrash whether the file must be deleted already
     * @throws WebErrorException if it is not as the caller saw it; nothing is removed then
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
        after(account, removed);
    }

    /**
     * What remains to be done after the commit.
     *
     * @param purges whether a job removes the rows
     */
    record Removed(List<StoredContent> objects, boolean purges) {
        static final Removed NOTHING = new Removed(List.of(), false);

        static Removed of(ChangeBuilder change) {
            return new Removed(change.objects(), change.hasPurge());
        }
    }

    /** Completes a change by the removal of a file that has rows. */
    ChangeBuilder addTo(ChangeBuilder change, AccountId account, FileKey key, FileHead head, long time) {
        change.head(key, head.gone(head.newest(), time)).write(new Write.RemoveTrashEntry(key));
        if (head.rows() > MOST_ROWS) {
            return change.write(new Write.AddPurge(new Purge(key, head.newest())))
                    .usage(UsageChange.ofPurges(1));
        }
        rows(account, key, head).forEach(change::remove);
        return change;
    }

    /** Writes of {@link #addTo}. */
    static long writes(FileHead head) {
        return head.rows() > MOST_ROWS ? 3 : 2 + head.rows();
    }

    private List<FileVersion> rows(AccountId account, FileKey key, FileHead head) {
        if (head.contents() <= 1 && head.markers() <= 1 && head.newest() > 0) {
            var marker = Optional.of(FileVersion.deletionMarker(key, NO_DEVICE, head.newest(), 0))
                    .filter(_ -> head.isTrashed());
            if (head.contents() + marker.stream().count() == head.rows()) {
                return Stream.concat(head.content().stream(), marker.stream()).toList();
            }
        }
        return index.rows(account, key, head.goneUntil(), head.newest(), MOST_ROWS);
    }

    void after(AccountId account, Removed removed) {
        contents.purge(removed.objects());
        if (removed.purges()) {
            jobs.send(AccountJobs.Kind.PURGE, account);
        }
    }
}
