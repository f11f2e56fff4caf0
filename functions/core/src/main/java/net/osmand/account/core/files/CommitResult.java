package net.osmand.account.core.files;

import java.util.Map;
import java.util.Optional;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.values.FileHead;
import net.osmand.account.core.values.FileKey;

/** What became of a {@link Change}. */
public sealed interface CommitResult {
    /** Everything was written. */
    record Committed() implements CommitResult {}

    /** Nothing was written, since another writer was at one of the items, or DynamoDB throttled. */
    record Conflict() implements CommitResult {}

    /**
     * Nothing was written, since conditions failed. The items whose conditions failed are as they are: the next attempt needs
     * no read.
     *
     * @param accountGone there is no usage: the account is erased
     * @param usage the usage, if one of its conditions failed
     * @param heads by file, the heads whose conditions failed; an empty one does not exist
     * @param rowMissing a row, purge or hiding that was to be removed is not there, or one that was to be added is
     * @param uploadChanged the upload's condition failed
     * @param upload the upload as it is, if its condition failed and it exists
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
