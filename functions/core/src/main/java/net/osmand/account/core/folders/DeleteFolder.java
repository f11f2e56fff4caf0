package net.osmand.account.core.folders;

import java.util.List;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.files.FileChange;
import net.osmand.account.core.files.FileChangedException;
import net.osmand.account.core.files.LiveFiles;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.WebErrorException;
import net.osmand.account.core.values.WebErrorException.Reason;

/** Deletes each live file below a folder: they go to the trash (docs/protocol/portal-files.md#delete-a-folder). */
public final class DeleteFolder {
    /** Files and companions. Their deletion ends within the 15 seconds that a request has. */
    static final int MOST_FILES = 250;

    private static final int TRIES = 3;

    private final LiveFiles files;

    public DeleteFolder(LiveFiles files) {
        this.files = files;
    }

    /**
     * Deletes it. A folder without files needs nothing.
     *
     * @param folder full path without a slash at the end
     * @throws WebErrorException if it has too many files, or if phones change some of them again and again
     */
    public void delete(Caller caller, String type, String folder) {
        if (folder.isBlank()) {
            throw new WebErrorException(Reason.NAME_NOT_VALID);
        }
        var all = files.startingWith(caller, type, folder.endsWith("/") ? folder : folder + "/");
        if (all.size() > MOST_FILES) {
            throw new WebErrorException(Reason.FOLDER_TOO_LARGE);
        }
        for (var i = 0; i < all.size(); i += LiveFiles.MOST_CHANGES) {
            delete(caller, all.subList(i, Math.min(all.size(), i + LiveFiles.MOST_CHANGES)));
        }
    }

    private void delete(Caller caller, List<FileVersion> step) {
        var current = step;
        for (var attempt = 1; !current.isEmpty(); attempt++) {
            try {
                files.change(
                        caller,
                        current.stream().<FileChange>map(FileChange.Delete::new).toList());
                return;
            } catch (FileChangedException _) {
                if (attempt == TRIES) {
                    throw new WebErrorException(Reason.SOME_FILES_CHANGED);
                }
                List<FileKey> keys = current.stream().map(FileVersion::key).toList();
                current = List.copyOf(files.find(caller, keys).values());
            }
        }
    }
}
