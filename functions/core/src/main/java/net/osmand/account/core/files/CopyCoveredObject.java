package net.osmand.account.core.files;

import java.util.List;
import java.util.Optional;
import net.osmand.account.core.files.Commit.Attempt;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileHead;
import net.osmand.account.core.values.FileRead;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.StoredContent;

/**
 * Gives a row a copy of its object if the object has a newer version that no row refers to. The lifecycle rule would
 * remove the covered version (docs/data-model.md#check-of-an-account). Both versions of the old object stay until the
 * next full check.
 */
public final class CopyCoveredObject {
    private final FileIndex index;
    private final FileContents contents;
    private final Commit commit;

    public CopyCoveredObject(FileIndex index, FileContents contents, Commit commit) {
        this.index = index;
        this.contents = contents;
        this.commit = commit;
    }

    /** Copies the object of a row. Does nothing if the row was removed or refers to another object by now. */
    void copy(AccountId account, FileVersion row) {
        var key = row.key();
        var read = index.read(account, FileRead.head(key));
        var source = row.content();
        if (read.usage().isEmpty() || source.isEmpty()) {
            return;
        }
        var copy = contents.copy(account, source.get(), row.gzipSize());
        var copied = row.storedAt(copy);
        var head = commit.run(
                account,
                Seen.of(read.usage().get(), read.file()),
                (now, time) -> {
                    var found = now.found(key);
                    if (now.rowMissing() || found.isEmpty()) {
                        return Attempt.nothingToWrite(Optional.<FileHead>empty());
                    }
                    var after = found.get().withObject(copied, time);
                    var change = new ChangeBuilder(account, now, time)
                            .write(new Write.ReplaceRow(row, copied))
                            .head(key, after);
                    return Attempt.write(change.build(), Optional.of(after));
                },
                () -> remove(copy));
        if (head.isEmpty()) {
            remove(copy);
        } else if (head.get().isTrashed() && isNewest(head.get(), copy)) {
            DeleteFile.mark(index, contents, account, key, copy);
        }
    }

    private static boolean isNewest(FileHead head, StoredContent object) {
        return head.content()
                .flatMap(FileVersion::content)
                .filter(object::equals)
                .isPresent();
    }

    private void remove(StoredContent copy) {
        contents.purge(List.of(copy));
    }
}
