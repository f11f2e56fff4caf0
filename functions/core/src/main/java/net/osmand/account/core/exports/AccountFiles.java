package net.osmand.account.core.exports;

import java.util.stream.Stream;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileVersion;

/** Reads an account's files as of an earlier time. */
@FunctionalInterface
public interface AccountFiles {
    /**
     * Streams the newest version of each file, including deletion markers. Pages are read as the stream is consumed.
     *
     * @param asOf versions with a later update time, epoch milliseconds, are ignored
     */
    Stream<FileVersion> newest(AccountId account, long asOf);
}
