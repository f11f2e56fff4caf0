package net.osmand.account.core.files;

import net.osmand.account.core.account.Caller;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileRead;
import net.osmand.account.core.values.FileState;

/**
 * The state of a file from the read that authenticated the caller, or from another read if it did not cover the file.
 */
public final class FileReads {
    private FileReads() {}

    static FileState of(FileIndex index, Caller caller, FileKey key) {
        return caller.file()
                .filter(file -> file.key().equals(key))
                .orElseGet(() ->
                        index.read(caller.account().id(), FileRead.head(key)).file());
    }

    /**
     * Returns the state including the row of a given time. If the caller's read covered this file, it asked for the
     * same time.
     */
    static FileState of(FileIndex index, Caller caller, FileRead read) {
        return caller.file()
                .filter(file -> file.key().equals(read.key()))
                .orElseGet(() -> index.read(caller.account().id(), read).file());
    }
}
