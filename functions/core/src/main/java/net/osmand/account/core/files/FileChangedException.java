package net.osmand.account.core.files;

import net.osmand.account.core.values.FileKey;

/** A file is not as a {@link FileChange} expects it. Nothing was changed. */
public final class FileChangedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient FileKey key;

    public FileChangedException(FileKey key) {
        super("a file was changed meanwhile", null, false, false);
        this.key = key;
    }

    /** The file. */
    public FileKey key() {
        return key;
    }
}
