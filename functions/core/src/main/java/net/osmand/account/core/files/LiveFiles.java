package net.osmand.account.core.files;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;

/** The live files of an account. Reads them, and changes several of them at once. */
public interface LiveFiles {
    /** Files of one change at most. A file and its companion count as two. */
    int MOST_CHANGES = 32;

    /** The current version; empty if the file is not live. */
    Optional<FileVersion> find(Caller caller, FileKey key);

    /** The current versions of those files that are live. */
    Map<FileKey, FileVersion> find(Caller caller, Collection<FileKey> keys);

    /** The gzip bytes of a version; a few bytes of nothing for a catalogue map. */
    byte[] read(FileVersion version);

    /** The current version of each live file of a type whose name starts with the prefix, byte for byte, in order of names. */
    List<FileVersion> startingWith(Caller caller, String type, String prefix);

    /** Whether the file has a version with content of that update time. */
    boolean hasVersion(Caller caller, FileKey key, long time);

    /**
     * Checks that the plan allows to move files, before the first of several changes.
     *
     * @param key one of the files
     * @param gzipBytes of all of them
     * @throws net.osmand.account.core.values.ProblemException 102 or 108
     */
    void checkMove(Caller caller, FileKey key, long gzipBytes);

    /**
     * Makes all changes or none. The author is the caller's device. A change that deletes files moves their space to the new
     * ones: of the quota only the cap over all versions holds for it.
     *
     * @param changes at most {@link #MOST_CHANGES}, each of another file
     * @return the new rows by file, deletion markers too
     * @throws FileChangedException if a file is not as its change expects it
     * @throws net.osmand.account.core.values.ProblemException 102 or 108
     */
    Map<FileKey, FileVersion> change(Caller caller, List<FileChange> changes) throws FileChangedException;
}
