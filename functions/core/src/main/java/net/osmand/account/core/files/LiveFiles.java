package net.osmand.account.core.files;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;

/** Reads the live files of an account and changes several of them at once. */
public interface LiveFiles {
    /** Maximum number of files in one change. A file and its companion count as two. */
    int MAX_CHANGES = 32;

    /** Finds the current version; empty if the file is not live. */
    Optional<FileVersion> find(Caller caller, FileKey key);

    /** Finds the current versions of those files that are live. */
    Map<FileKey, FileVersion> find(Caller caller, Collection<FileKey> keys);

    /** Reads the gzip bytes of a version; an empty gzip for a catalogue map. */
    byte[] read(FileVersion version);

    /**
     * Finds the current version of each live file of a type whose name starts with the prefix, byte for byte, sorted by
     * name.
     */
    List<FileVersion> startingWith(Caller caller, String type, String prefix);

    /** Whether the file has a version with content of that update time. */
    boolean hasVersion(Caller caller, FileKey key, long time);

    /**
     * Checks, before the first of several changes, whether the plan allows moving files.
     *
     * @param key one of the files
     * @param gzipBytes total size of the files
     * @throws net.osmand.account.core.values.ProblemException 102 or 108
     */
    void checkMove(Caller caller, FileKey key, long gzipBytes);

    /**
     * Makes all changes or none. The author is the caller's device. If a change deletes files, the new files reuse
     * their space, so only the cap over all versions applies.
     *
     * @param changes at most {@link #MAX_CHANGES}, each of a different file
     * @return the new rows by file, including deletion markers
     * @throws FileChangedException if a file is not in the state that its change expects
     * @throws net.osmand.account.core.values.ProblemException 102 or 108
     */
    Map<FileKey, FileVersion> change(Caller caller, List<FileChange> changes) throws FileChangedException;
}
