package net.osmand.account.core.files;

import java.time.Clock;
import java.util.OptionalLong;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.WebErrorException;
import net.osmand.account.core.values.WebErrorException.Reason;

/**
 * Takes a file out of the trash by a new version that names the same object: no byte moves, and devices see a change that is
 * newer than the deletion, which lifting the marker alone would not give them (docs/protocol/files.md#restore). Objects follow the row; where that
 * is interrupted the sweep goes on.
 */
public final class RestoreFile {
    private final FileVersions versions;
    private final FileContents contents;
    private final StoreFile storeFile;
    private final Trash trash;
    private final Clock clock;

    public RestoreFile(FileVersions versions, FileContents contents, StoreFile storeFile, Trash trash, Clock clock) {
        this.versions = versions;
        this.contents = contents;
        this.storeFile = storeFile;
        this.trash = trash;
        this.clock = clock;
    }

    /**
     * Restores it.
     *
     * @param deletedAt update time of the deletion marker, epoch milliseconds
     * @return the new version
     * @throws WebErrorException where the file is not as the caller saw it
     * @throws net.osmand.account.core.values.ProblemException 102 or 108 where the plan does not allow the file any more
     */
    public FileVersion restore(Caller caller, FileKey key, long deletedAt) {
        var account = caller.account().id();
        var history = versions.history(account, key);
        var marker = history.at(deletedAt)
                .filter(_ -> !trash.isGone(history, caller.usage()))
                .orElseThrow(() -> new WebErrorException(Reason.FILE_NOT_FOUND));
        if (!marker.isDeletionMarker()) {
            throw new WebErrorException(Reason.FILE_NOT_DELETED);
        }
        if (history.versions().getFirst().updateTime() != deletedAt) {
            throw new WebErrorException(Reason.FILE_RESTORED_ALREADY);
        }
        var content = history.before(deletedAt).orElseThrow(() -> new WebErrorException(Reason.NOTHING_TO_RESTORE));
        storeFile.check(caller, key, content.gzipSize());

        var draft = new FileVersion(
                        key,
                        caller.device().id(),
                        Long.MAX_VALUE,
                        content.clientTime(),
                        content.size(),
                        content.gzipSize(),
                        content.crc32(),
                        content.deflateOffset(),
                        content.content())
                .writtenAs(FileVersion.Status.ADDED, caller.device().label());
        var change = history.changeTo(history.with(draft));
        var version = draft.updatedAt(versions.advance(account, caller.usage(), change, clock.millis()));
        if (!versions.restore(account, version, content, OptionalLong.of(deletedAt))) {
            // Somebody else restores or purges the file at this moment, or its entry in the trash was lost.
            var entry = versions.trashEntry(account, key);
            var now = versions.history(account, key);
            var lost = !Trash.isOf(entry, marker)
                    && now.newest().filter(marker::equals).isPresent();
            if (!lost || !versions.restore(account, version, content, OptionalLong.empty())) {
                versions.revoke(account, change);
                throw new WebErrorException(now.isTrashed() ? Reason.FILE_NOT_FOUND : Reason.FILE_RESTORED_ALREADY);
            }
        }
        history.contents().forEach(contents::restore);
        return version;
    }
}
