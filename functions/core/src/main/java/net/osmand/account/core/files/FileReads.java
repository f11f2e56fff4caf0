package net.osmand.account.core.files;

import net.osmand.account.core.account.Caller;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileRead;
import net.osmand.account.core.values.FileState;

/** What the read that let a caller in brought of a file, else one more read. */
public final class FileReads {
    private FileReads() {}

    static FileState of(FileIndex index, Caller caller, FileKey key) {
        return caller.file()
                .filter(file -> file.key().equals(key))
                .orElseGet(() ->
                        index.read(caller.account().id(), FileRead.head(key)).file());
    }

    /** The same with the row of a time; {@code time} is what the caller's read asked for, if it read this file. */
    static FileState of(FileIndex index, Caller caller, FileRead read) {
        return caller.file()
                .filter(file -> file.key().equals(read.key()))
                .orElseGet(() -> index.read(caller.account().id(), read).file());
    }
}
