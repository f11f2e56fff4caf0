package net.osmand.account.core.files;

import java.util.Optional;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.files.Commit.Attempt;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileHead;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileRead;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.StoredContent;

/**
 * Moves a file to the trash. Writes the deletion marker row first, then sets the delete marker on the object of the
 * newest content. The lifecycle rule counts from that marker (docs/data-model.md#delete-markers-in-s3).
 */
public final class DeleteFile {
    private final FileIndex index;
    private final FileContents contents;
    private final Commit commit;
    private final TrashWindow window;

    public DeleteFile(FileIndex index, FileContents contents, Commit commit, TrashWindow window) {
        this.index = index;
        this.contents = contents;
        this.commit = commit;
        this.window = window;
    }

    /**
     * Deletes a file. The result does not depend on whether the file exists. A trashed file gets no second deletion
     * marker.
     */
    public void delete(Caller caller, FileKey key, long clientTime) {
        var account = caller.account().id();
        var seen = Seen.of(caller.usage(), FileReads.of(index, caller, key));
        var author = caller.device().label();
        var trashed = commit.run(account, seen, (now, time) -> {
            var head = now.head(key);
            if (head.isTrashed()) {
                return Attempt.<Optional<FileHead>>nothingToWrite(Optional.empty());
            }
            var marker = FileVersion.deletionMarker(key, caller.device().id(), time, clientTime)
                    .withStatusAndAuthor(FileVersion.Status.DELETED, author);
            var after = head.withMarker(marker);
            var change = new ChangeBuilder(account, now, time)
                    .add(marker)
                    .head(key, after)
                    .write(new Write.PutTrashEntry(new TrashEntry(key, time, window.endOf(time), author)));
            return Attempt.write(change.build(), Optional.of(after));
        });
        trashed.flatMap(FileHead::content)
                .flatMap(FileVersion::content)
                .ifPresent(object -> mark(index, contents, account, key, object));
    }

    /**
     * Sets the delete marker on the object of a trashed file, then reads the head again. A concurrent request may have
     * made the file live and looked for the marker before it was set.
     */
    static void mark(FileIndex index, FileContents contents, AccountId account, FileKey key, StoredContent object) {
        contents.addDeleteMarker(object);
        var isStillTrashed = index.read(account, FileRead.head(key))
                .file()
                .head()
                .filter(FileHead::isTrashed)
                .flatMap(FileHead::content)
                .flatMap(FileVersion::content)
                .filter(object::equals)
                .isPresent();
        if (!isStillTrashed) {
            contents.removeDeleteMarkers(object);
        }
    }
}
