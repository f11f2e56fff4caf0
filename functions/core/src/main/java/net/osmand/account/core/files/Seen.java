package net.osmand.account.core.files;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.values.FileHead;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileState;

/**
 * The items that an attempt starts from: as they were read, or as the last refusal returned them.
 *
 * @param heads heads of all files in the change; empty for a head that does not exist
 * @param upload current state of the upload that the change ends
 * @param rowMissing whether the last refusal reported a missing row
 */
public record Seen(Usage usage, Map<FileKey, Optional<FileHead>> heads, Optional<Upload> upload, boolean rowMissing) {
    public Seen {
        heads = Map.copyOf(heads);
    }

    public static Seen of(Usage usage, FileState file) {
        return new Seen(usage, Map.of(file.key(), file.head()), Optional.empty(), false);
    }

    /** Creates the start of a change that affects no file. */
    public static Seen of(Usage usage) {
        return new Seen(usage, Map.of(), Optional.empty(), false);
    }

    public Seen with(Upload seenUpload) {
        return new Seen(usage, heads, Optional.of(seenUpload), rowMissing);
    }

    /** Returns the head of the file, or {@link FileHead#NONE} if it has none. */
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
