package net.osmand.account.core.folders;

import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.WebErrorException;
import net.osmand.account.core.values.WebErrorException.Reason;

/** A change of each live file below a folder. Folders are full paths without a trailing slash. */
public sealed interface FolderChange {
    /** Type of the files. */
    String type();

    String folder();

    /** Renames or moves a folder (docs/protocol/portal-files.md#rename-a-folder). */
    record Rename(String type, String folder, String newFolder) implements FolderChange {
        /** Returns the key of a file below the new folder. */
        FileKey target(FileKey key) {
            return FileKey.parse(type, newFolder + key.name().substring(folder.length()));
        }
    }

    /** Deletes a folder (docs/protocol/portal-files.md#delete-a-folder). */
    record Delete(String type, String folder) implements FolderChange {}

    /** Checks that the folder names are valid and that a folder does not move into itself. */
    default void checkNames() {
        requireName(folder());
        if (this instanceof Rename rename) {
            requireName(rename.newFolder());
            if (folder().equals(rename.newFolder())) {
                throw new WebErrorException(Reason.SAME_NAME);
            }
            if (rename.newFolder().startsWith(folder() + "/")) {
                throw new WebErrorException(Reason.FOLDER_INSIDE_ITSELF);
            }
        }
    }

    private static void requireName(String folder) {
        if (folder.isBlank() || folder.endsWith("/")) {
            throw new WebErrorException(Reason.NAME_NOT_VALID);
        }
    }
}
