package net.osmand.account.core.files;

import java.util.OptionalLong;
import net.osmand.account.core.values.FileHead;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;

/** One item that a {@link Change} writes, besides the usage, with its condition. */
public sealed interface Write {
    /** Puts a row, content or deletion marker. Condition: no such row. */
    record AddRow(FileVersion row) implements Write {}

    /** Puts a row over itself, with another object. Condition: it is there with the object that it had. */
    record ReplaceRow(FileVersion seen, FileVersion next) implements Write {}

    /** Deletes a row. Condition: it is there. */
    record RemoveRow(FileVersion row) implements Write {}

    /**
     * Puts the head of a file.
     *
     * @param replaced condition: the head has this revision; empty: there is no head
     */
    record PutHead(FileKey key, FileHead head, OptionalLong replaced) implements Write {}

    /** Puts the file's entry in the trash, over any other. No condition: the head's is enough. */
    record PutTrashEntry(TrashEntry entry) implements Write {}

    /** Deletes the file's entry in the trash, if there is one. No condition. */
    record RemoveTrashEntry(FileKey key) implements Write {}

    /** Puts a removal of the change's time. No condition. */
    record PutRemoval(Removal removal) implements Write {}

    /** Puts a new upload. Condition: no such upload. */
    record AddUpload(Upload upload) implements Write {}

    /** Puts an upload over an older state of it. Condition: it is there in one of {@code seen.statesBefore(next)}. */
    record ReplaceUpload(Upload seen, Upload next) implements Write {}

    /** Hides all rows of a file up to a time, until a job has removed them. Condition: no such purge. */
    record AddPurge(Purge purge) implements Write {}

    /** Ends a purge. Condition: it is there. */
    record RemovePurge(Purge purge) implements Write {}

    /** Hides single deletions, until a job has removed their files. Condition: no such item. */
    record AddHidden(HiddenDeletions hidden) implements Write {}

    /** Ends the hiding. Condition: it is there. */
    record RemoveHidden(HiddenDeletions hidden) implements Write {}
}
