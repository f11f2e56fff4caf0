package net.osmand.account.core.files;

import java.util.Optional;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.account.UsageChange;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileHead;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.StoredContent;

/**
 * Adds a version with content to a file, in the trash or not, as an upload does it. Delete markers in S3 go before the
 * transaction and are looked for once more after it.
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
     * What is added, and what remains to be done after the commit.
     *
     * @param head of the file with it
     * @param before the usage before it
     * @param unmarked the object whose delete marker was lifted
     * @param purges whether the file had a history that is gone, which a job removes
     */
    public record Added(
            FileVersion version, FileHead head, Usage before, Optional<StoredContent> unmarked, boolean purges) {}

    /**
     * Completes a change by the version.
     *
     * @param draft without its time and status
     */
    public Added to(ChangeBuilder change, AccountId account, Seen seen, FileVersion draft, long time) {
        var key = draft.key();
        var head = seen.head(key);
        var status = head.isLive() ? FileVersion.Status.MODIFIED : FileVersion.Status.ADDED;
        var version = draft.updatedAt(time).writtenAs(status, draft.author());
        change.add(version);
        if (!head.isTrashed()) {
            return finished(change, version, head, seen, Optional.empty(), false);
        }
        change.write(new Write.RemoveTrashEntry(key));
        if (HiddenFiles.deletions(index, window, account, seen.usage()).isGone(head)) {
            // Its time in the trash is over, or it was emptied out of it: nothing of it may come back with the new
            // version.
            change.write(new Write.AddPurge(new Purge(key, head.newest()))).usage(UsageChange.ofPurges(1));
            return finished(change, version, head.gone(head.newest(), time), seen, Optional.empty(), true);
        }
        var marked = head.content().flatMap(FileVersion::content);
        marked.ifPresent(contents::lift);
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

    /** Does what remains after the commit. A deletion that was slow may have marked the object in between. */
    public void after(AccountId account, Added added) {
        added.unmarked().ifPresent(contents::lift);
        if (added.purges()) {
            jobs.send(AccountJobs.Kind.PURGE, account);
        }
    }
}
