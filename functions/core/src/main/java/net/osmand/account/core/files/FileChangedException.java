package net.osmand.account.core.files;

import net.osmand.account.core.values.FileKey;

/** Thrown if a file is not in the state that a {@link FileChange} expects. Nothing was changed. */
public final class FileChangedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient FileKey key;

    public FileChangedException(FileKey key) {
        super("a file was changed meanwhile", null, false, false);
        this.key = key;
    }

    public FileKey key() {
        return key;
    }
}
