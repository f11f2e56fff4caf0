package net.osmand.account.core.files;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import net.osmand.account.core.exports.NewestVersions;
import net.osmand.account.core.folders.ChangeFolder;
import net.osmand.account.core.folders.FolderChange;
import net.osmand.account.core.folders.RenameFile;
import net.osmand.account.core.testing.TestGzip;
import net.osmand.account.core.uploads.InMemoryDirectUploadStore;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.core.values.ProtocolException;

/** A request or job of an account, for tests of races and crashes. It uses the versions that its client saw before. */
enum FileAction {
    UPLOAD,
    DELETE,
    REMOVE_OLD,
    REMOVE_NEWEST_CONTENT,
    REMOVE_MARKER,
    RESTORE,
    EMPTY_TRASH,
    REMOVE_ALL,
    COMPLETE_UPLOAD,
    EXPORT,
    PURGE,
    CHECK,
    RENAME,
    DELETE_FOLDER,
    RENAME_FOLDER,
    /**
     * A conditional edit, like that of favourites or an appearance: stores a new version if the one that was read is
     * still current.
     */
    EDIT,
    DELETE_ACCOUNT;

    static final FileKey KEY = new FileKey("GPX", "Alps/a.gpx");
    private static final byte[] SENT = TestGzip.of("sent directly");

    /** The versions that all clients saw, and the id of an upload whose bytes have arrived. */
    record Seen(FileVersion newest, FileVersion newestContent, FileVersion oldest, String upload) {}

    /** The initial state of the file: live, in the trash, live after a deletion, or with its time in the trash over. */
    enum Start {
        LIVE,
        TRASHED,
        RESTORED,
        ENDED
    }

    static Seen begin(FilesTestBed bed, Start start) {
        bed.store(KEY, "first");
        bed.store(KEY, "the second");
        var upload = bed.startUpload.start(
                bed.caller(2), KEY, SENT.length, Optional.of(InMemoryDirectUploadStore.sha256(SENT)), 5);
        bed.sent.send(upload, SENT);
        bed.completeUpload.complete(FilesTestBed.ACCOUNT, upload.id());
        bed.queue.clear();
        if (start != Start.LIVE) {
            bed.delete(KEY);
        }
        if (start == Start.RESTORED) {
            bed.store(KEY, "and the third one");
        }
        bed.clock.advance(start == Start.ENDED ? FilesTestBed.WINDOW : Duration.ofHours(25));
        var history = bed.history(KEY);
        return new Seen(
                history.getFirst(),
                history.stream()
                        .filter(row -> !row.isDeletionMarker())
                        .findFirst()
                        .orElseThrow(),
                history.getLast(),
                upload.id());
    }

    /** Runs the action. A rejection is a valid result. */
    void run(FilesTestBed bed, Seen seen) {
        try {
            request(bed, seen);
        } catch (ProtocolException refused) {
            // A rejected request changes nothing, which the invariants verify.
        }
    }

    private static void edit(FilesTestBed bed) {
        var caller = bed.caller(0);
        var current = bed.liveFiles.find(caller, KEY);
        var replaced =
                current.map(version -> OptionalLong.of(version.updateTime())).orElse(OptionalLong.empty());
        try {
            bed.liveFiles.change(caller, List.of(new FileChange.Store(KEY, TestGzip.of("edited"), 5, replaced)));
        } catch (FileChangedException _) {
            throw new ProblemException(Problem.FILE_NOT_AVAILABLE);
        }
    }

    private void request(FilesTestBed bed, Seen seen) {
        switch (this) {
            case UPLOAD -> bed.upload(1, KEY, "uploaded " + new Random(1).nextInt());
            case DELETE -> bed.delete(2, KEY);
            case REMOVE_OLD -> bed.removeVersion(1, KEY, seen.oldest().updateTime());
            case REMOVE_NEWEST_CONTENT ->
                bed.removeVersion(1, KEY, seen.newestContent().updateTime());
            case REMOVE_MARKER -> bed.removeVersion(1, KEY, seen.newest().updateTime());
            case RESTORE -> bed.restore(KEY, seen.newest().updateTime());
            case EMPTY_TRASH -> bed.empty(KEY, seen.newest().updateTime());
            case REMOVE_ALL -> bed.removeAll(KEY, seen.newest().updateTime(), false);
            case COMPLETE_UPLOAD -> bed.checkUpload.check(FilesTestBed.ACCOUNT, seen.upload());
            case EXPORT -> {
                try (var newest = new NewestVersions(bed.index()).newest(FilesTestBed.ACCOUNT, Long.MAX_VALUE)) {
                    newest.forEach(version -> {});
                }
            }
            case PURGE ->
                bed.purgeTrash.ended(
                        FilesTestBed.ACCOUNT,
                        new TrashEntry(
                                KEY,
                                seen.newest().updateTime(),
                                seen.newest().updateTime() + FilesTestBed.WINDOW.toMillis(),
                                ""));
            case CHECK -> bed.checkAccount.checkAll(FilesTestBed.ACCOUNT);
            case RENAME ->
                new RenameFile(bed.liveFiles, bed.clock)
                        .rename(bed.caller(0), KEY, new FileKey("GPX", "Tours/b.gpx"), false);
            case DELETE_FOLDER ->
                new ChangeFolder(bed.liveFiles, FilesTestBed.SERIAL, bed.clock)
                        .change(bed.caller(0), new FolderChange.Delete("GPX", "Alps"));
            case RENAME_FOLDER ->
                new ChangeFolder(bed.liveFiles, FilesTestBed.SERIAL, bed.clock)
                        .change(bed.caller(0), new FolderChange.Rename("GPX", "Alps", "Tours"));
            case EDIT -> edit(bed);
            case DELETE_ACCOUNT -> {
                bed.index().erase(FilesTestBed.ACCOUNT);
                bed.objects().erase(FilesTestBed.ACCOUNT);
            }
        }
    }
}
