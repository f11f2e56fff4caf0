package net.osmand.account.core.files;

import java.util.OptionalLong;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;

/** A change of one file, with what it expects the file to be ({@link LiveFiles#change}). */
public sealed interface FileChange {
    /** The file that gets a new row. */
    FileKey key();

    /**
     * Stores a new version.
     *
     * @param clientTime epoch milliseconds
     * @param replaced update time of the version that must be current; empty: the file must not be live
     */
    @SuppressWarnings("ArrayRecordComponent") // Its owner made it for this change, and nobody compares it.
    record Store(FileKey key, byte[] gzip, long clientTime, OptionalLong replaced) implements FileChange {}

    /**
     * Copies a version byte for byte to a file that is not live. The version must be current.
     *
     * @param clientTime epoch milliseconds
     */
    record Copy(FileKey key, FileVersion source, long clientTime) implements FileChange {}

    /** Deletes a file. The version must be current. */
    record Delete(FileVersion version) implements FileChange {
        @Override
        public FileKey key() {
            return version.key();
        }
    }
}
