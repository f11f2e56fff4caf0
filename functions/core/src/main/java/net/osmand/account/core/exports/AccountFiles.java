package net.osmand.account.core.exports;

import java.util.stream.Stream;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileVersion;

/** An account's files as they were. */
@FunctionalInterface
public interface AccountFiles {
    /**
     * The newest version of each file, deletion markers too, read page by page as the stream is consumed.
     *
     * @param asOf versions with a later update time, epoch milliseconds, are not seen
     */
    Stream<FileVersion> newest(AccountId account, long asOf);
}
