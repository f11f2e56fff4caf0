package net.osmand.account.core.files;

import java.util.Optional;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.values.FileHead;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileRead;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;

/** Finds the version of a file that a request reads. */
public final class FindVersion {
    private final FileIndex index;

    public FindVersion(FileIndex index) {
        this.index = index;
    }

    /**
     * Finds the current version.
     *
     * @return empty if the account has no such file
     * @throws ProblemException 106 if the file is in the trash
     */
    public Optional<FileVersion> current(Caller caller, FileKey key) {
        var head = FileReads.of(index, caller, key).head();
        if (head.filter(FileHead::isTrashed).isPresent()) {
            throw new ProblemException(Problem.FILE_NOT_AVAILABLE);
        }
        return head.flatMap(FileHead::content);
    }

    /** Finds the current version; empty if the file is not live. */
    public Optional<FileVersion> live(Caller caller, FileKey key) {
        return FileReads.of(index, caller, key).head().filter(FileHead::isLive).flatMap(FileHead::content);
    }

    /**
     * Finds the row with that update time, content or deletion marker, unless it was permanently deleted with its file.
     */
    public Optional<FileVersion> at(Caller caller, FileKey key, long time) {
        var file = FileReads.of(index, caller, FileRead.at(key, time));
        return file.row()
                .filter(_ -> time > file.head().map(FileHead::goneUntil).orElse(0L));
    }

    /** Finds the newest content that is older than that time. */
    public Optional<FileVersion> before(Caller caller, FileKey key, long time) {
        var gone =
                FileReads.of(index, caller, key).head().map(FileHead::goneUntil).orElse(0L);
        return index.contentBefore(caller.account().id(), key, time).filter(row -> row.updateTime() > gone);
    }
}
