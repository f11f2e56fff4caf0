package net.osmand.account.core.files;

import java.util.Map;
import java.util.Optional;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.values.FileHead;
import net.osmand.account.core.values.FileKey;

/** Result of committing a {@link Change}. */
public sealed interface CommitResult {
    /** Everything was written. */
    record Committed() implements CommitResult {}

    /** Nothing was written, because another writer was changing one of the items or DynamoDB throttled the call. */
    record Conflict() implements CommitResult {}

    /**
     * Nothing was written, because conditions failed. Contains the current items whose conditions failed, so the next
     * attempt needs no read.
     *
     * @param accountGone whether the usage does not exist, because the account was erased
     * @param usage current usage, if one of its conditions failed
     * @param heads current heads whose conditions failed, by file; empty for a head that does not exist
     * @param rowMissing whether a row, purge or hidden list to remove does not exist, or one to add already exists
     * @param uploadChanged whether the condition of the upload failed
     * @param upload current upload, if its condition failed and it exists
     */
    record Refused(
            boolean accountGone,
            Optional<Usage> usage,
            Map<FileKey, Optional<FileHead>> heads,
            boolean rowMissing,
            boolean uploadChanged,
            Optional<Upload> upload)
            implements CommitResult {
        public Refused {
            heads = Map.copyOf(heads);
        }
    }
}
