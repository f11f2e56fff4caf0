package net.osmand.account.core.files;

import java.util.OptionalLong;
import net.osmand.account.core.values.FileHead;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;

/** One item that a {@link Change} writes besides the usage, with its condition. */
public sealed interface Write {
    /** Adds a row, content or deletion marker. Condition: the row does not exist. */
    record AddRow(FileVersion row) implements Write {}

    /**
     * Replaces a row with one that refers to another object. Condition: the row exists and still refers to its old
     * object.
     */
    record ReplaceRow(FileVersion seen, FileVersion next) implements Write {}

    /** Deletes a row. Condition: the row exists. */
    record RemoveRow(FileVersion row) implements Write {}

    /**
     * Writes the head of a file.
     *
     * @param replaced revision that the stored head must have; if empty, no head may exist
     */
    record PutHead(FileKey key, FileHead head, OptionalLong replaced) implements Write {}

    /** Writes the trash entry of the file and replaces any other. No condition: the head's condition suffices. */
    record PutTrashEntry(TrashEntry entry) implements Write {}

    /** Deletes the trash entry of the file, if any. No condition. */
    record RemoveTrashEntry(FileKey key) implements Write {}

    /** Adds a removal with the change's time. No condition. */
    record PutRemoval(Removal removal) implements Write {}

    /** Adds an upload. Condition: the upload does not exist. */
    record AddUpload(Upload upload) implements Write {}

    /** Replaces an upload with its next state. Condition: its state is one of {@code seen.statesBefore(next)}. */
    record ReplaceUpload(Upload seen, Upload next) implements Write {}

    /** Hides all rows of a file up to a time until a job has removed them. Condition: the purge does not exist. */
    record AddPurge(Purge purge) implements Write {}

    /** Ends a purge. Condition: the purge exists. */
    record RemovePurge(Purge purge) implements Write {}

    /** Hides selected deletions until a job has removed their files. Condition: the item does not exist. */
    record AddHidden(HiddenDeletions hidden) implements Write {}

    /** Stops hiding the deletions. Condition: the item exists. */
    record RemoveHidden(HiddenDeletions hidden) implements Write {}
}
