package net.osmand.account.core.files;

import java.util.Optional;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.account.UsageChange;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileHead;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.StoredContent;

/**
 * Adds a version with content to a live or trashed file, as an upload does. Removes the delete markers in S3 before the
 * transaction and looks for them again after it.
 */
public final class AddVersion {
    private final FileIndex index;
    private final FileContents contents;
    private final TrashWindow window;
    private final AccountJobs jobs;

    public AddVersion(FileIndex index, FileContents contents, TrashWindow window, AccountJobs jobs) {
        this.index = index;
        this.contents = contents;
        this.window = window;
        this.jobs = jobs;
    }

    /**
     * The added version and the work that remains after the commit.
     *
     * @param head head of the file including the version
     * @param before usage before the change
     * @param unmarked object whose delete marker was removed
     * @param purges whether a job must remove the file's earlier rows, which are no longer visible
     */
    public record Added(
            FileVersion version, FileHead head, Usage before, Optional<StoredContent> unmarked, boolean purges) {}

    /**
     * Adds the version and everything that follows from it to a change.
     *
     * @param draft the version without its update time and status
     */
    public Added addTo(ChangeBuilder change, AccountId account, Seen seen, FileVersion draft, long time) {
        var key = draft.key();
        var head = seen.head(key);
        var status = head.isLive() ? FileVersion.Status.MODIFIED : FileVersion.Status.ADDED;
        var version = draft.updatedAt(time).withStatusAndAuthor(status, draft.author());
        change.add(version);
        if (!head.isTrashed()) {
            return finished(change, version, head, seen, Optional.empty(), false);
        }
        change.write(new Write.RemoveTrashEntry(key));
        if (HiddenFiles.deletions(index, window, account, seen.usage()).isGone(head)) {
            // The file left the trash by time or by emptying. The new version must not bring its old rows back.
            change.write(new Write.AddPurge(new Purge(key, head.newest()))).usage(UsageChange.ofPurges(1));
            return finished(change, version, head.gone(head.newest(), time), seen, Optional.empty(), true);
        }
        var marked = head.content().flatMap(FileVersion::content);
        marked.ifPresent(contents::removeDeleteMarkers);
        return finished(change, version, head, seen, marked, false);
    }

    private static Added finished(
            ChangeBuilder change,
            FileVersion version,
            FileHead head,
            Seen seen,
            Optional<StoredContent> unmarked,
            boolean purges) {
        var after = head.withContent(version);
        change.head(version.key(), after);
        return new Added(version, after, seen.usage(), unmarked, purges);
    }

    /** Does the remaining work after the commit. A slow deletion may have marked the object in the meantime. */
    public void afterCommit(AccountId account, Added added) {
        added.unmarked().ifPresent(contents::removeDeleteMarkers);
        if (added.purges()) {
            jobs.send(AccountJobs.Kind.PURGE, account);
        }
    }
}
