package net.osmand.account.core.files;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.values.FileHead;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileState;

/**
 * The items that an attempt starts from: as they were read, and after a refusal as the refusal returned them.
 *
 * @param heads of all files that the change is about; an empty one does not exist
 * @param upload the upload that the change ends, as it is now
 * @param rowMissing whether a refusal said that a row is not there any more
 */
public record Seen(Usage usage, Map<FileKey, Optional<FileHead>> heads, Optional<Upload> upload, boolean rowMissing) {
    public Seen {
        heads = Map.copyOf(heads);
    }

    public static Seen of(Usage usage, FileState file) {
        return new Seen(usage, Map.of(file.key(), file.head()), Optional.empty(), false);
    }

    /** For a change of no file. */
    public static Seen of(Usage usage) {
        return new Seen(usage, Map.of(), Optional.empty(), false);
    }

    public Seen with(Upload seenUpload) {
        return new Seen(usage, heads, Optional.of(seenUpload), rowMissing);
    }

    /** The file's head; {@link FileHead#NONE} if it has none. */
    public FileHead head(FileKey key) {
        return found(key).orElse(FileHead.NONE);
    }

    Optional<FileHead> found(FileKey key) {
        return heads.getOrDefault(key, Optional.empty());
    }

    Seen after(CommitResult.Refused refused) {
        var newer = new HashMap<>(heads);
        newer.putAll(refused.heads());
        return new Seen(
                refused.usage().orElse(usage),
                newer,
                refused.uploadChanged() ? refused.upload() : upload,
                refused.rowMissing());
    }
}
