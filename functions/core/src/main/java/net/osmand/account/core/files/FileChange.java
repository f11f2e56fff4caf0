package net.osmand.account.core.files;

import java.util.OptionalLong;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;

/** A change of one file, with the state in which it expects the file ({@link LiveFiles#change}). */
public sealed interface FileChange {
    /** The key of the file that gets a new row. */
    FileKey key();

    /**
     * Stores a new version.
     *
     * @param clientTime epoch milliseconds
     * @param replaced update time of the version that must be current; if empty, the file must not be live
     */
    @SuppressWarnings("ArrayRecordComponent") // Created for this change and never compared.
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
