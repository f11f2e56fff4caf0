package net.osmand.account.application;

import java.security.SecureRandom;
import java.time.Clock;
import net.osmand.account.core.files.AccountJobs;
import net.osmand.account.core.files.AddVersion;
import net.osmand.account.core.files.ChangeLiveFiles;
import net.osmand.account.core.files.ChangesSince;
import net.osmand.account.core.files.CheckAccount;
import net.osmand.account.core.files.Commit;
import net.osmand.account.core.files.CopyCoveredObject;
import net.osmand.account.core.files.CorrectFile;
import net.osmand.account.core.files.DeleteFile;
import net.osmand.account.core.files.DueChecks;
import net.osmand.account.core.files.EmptySelected;
import net.osmand.account.core.files.EmptyTrash;
import net.osmand.account.core.files.FileContents;
import net.osmand.account.core.files.FileIndex;
import net.osmand.account.core.files.FindVersion;
import net.osmand.account.core.files.FullCheck;
import net.osmand.account.core.files.LightCheck;
import net.osmand.account.core.files.ListAccount;
import net.osmand.account.core.files.ListFiles;
import net.osmand.account.core.files.LiveFiles;
import net.osmand.account.core.files.MapCatalogue;
import net.osmand.account.core.files.ParallelCalls;
import net.osmand.account.core.files.Pause;
import net.osmand.account.core.files.PurgeTrash;
import net.osmand.account.core.files.RemoveFile;
import net.osmand.account.core.files.RemoveTrashed;
import net.osmand.account.core.files.RemoveVersion;
import net.osmand.account.core.files.RequestTrim;
import net.osmand.account.core.files.RestoreFile;
import net.osmand.account.core.files.StorageQuota;
import net.osmand.account.core.files.StoreFile;
import net.osmand.account.core.files.TrashWindow;
import net.osmand.account.core.files.TrimVersions;
import net.osmand.account.core.files.Upload;
import net.osmand.account.core.uploads.CancelUpload;

/** Builds the use cases of files and the trash. */
public final class FileUseCases {
    /** The S3 calls for the files of one transaction, which renames at most 16. S3 copies the bytes, not the function. */
    static final ParallelCalls FILES_OF_A_CHANGE = new ParallelCalls(16);

    private final Settings settings;
    private final Adapters adapters;
    private final Clock clock;
    private final SecureRandom random;

    FileUseCases(Settings settings, Adapters adapters, Clock clock, SecureRandom random) {
        this.settings = settings;
        this.adapters = adapters;
        this.clock = clock;
        this.random = random;
    }

    private FileIndex index() {
        return adapters.fileIndex();
    }

    public FileContents contents() {
        return adapters.fileContents();
    }

    Commit commit() {
        return new Commit(index(), clock, Pause.ofThread(), random);
    }

    StorageQuota quota() {
        return new StorageQuota(settings.planLimits());
    }

    private TrashWindow window() {
        return new TrashWindow(clock, settings.trashWindow());
    }

    /** Returns a queue of account jobs. A message contains the kind of job and the account's number. */
    public AccountJobs accountJobs() {
        var queue = adapters.queue("ACCOUNT_JOBS_QUEUE_URL");
        return (kind, account) -> queue.send(kind + " " + account.value());
    }

    AddVersion addVersion() {
        return new AddVersion(index(), contents(), window(), accountJobs());
    }

    RequestTrim requestTrim() {
        return new RequestTrim(quota(), accountJobs());
    }

    public StoreFile storeFile() {
        return new StoreFile(index(), contents(), commit(), addVersion(), new MapCatalogue(), quota(), accountJobs());
    }

    /** Returns the use case that changes several files at once. */
    LiveFiles liveFiles() {
        return new ChangeLiveFiles(
                index(), contents(), FILES_OF_A_CHANGE, commit(), addVersion(), quota(), window(), accountJobs());
    }

    public DeleteFile deleteFile() {
        return new DeleteFile(index(), contents(), commit(), window());
    }

    public RemoveFile removeFile() {
        return new RemoveFile(index(), contents(), commit(), accountJobs());
    }

    public RemoveVersion removeVersion() {
        return new RemoveVersion(index(), contents(), commit(), removeFile(), quota(), window(), clock);
    }

    public RestoreFile restoreFile() {
        return new RestoreFile(index(), contents(), commit(), quota(), window());
    }

    public FindVersion findVersion() {
        return new FindVersion(index());
    }

    public ListFiles listFiles() {
        return new ListFiles(index(), window(), clock);
    }

    /** @param format reads the rows of a stored list */
    public ListAccount listAccount(ListAccount.Format format) {
        return new ListAccount(
                index(),
                adapters.listSnapshots(),
                format,
                settings.planLimits(),
                window(),
                clock,
                ListAccount.Thresholds.STANDARD);
    }

    private RemoveTrashed removeTrashed() {
        return new RemoveTrashed(index(), commit(), removeFile(), Pause.ofThread(), clock);
    }

    /**
     * Returns the use case that empties the trash. A message in its queue contains the account's number and the job's
     * id.
     */
    public EmptyTrash emptyTrash() {
        var queue = adapters.queue("EMPTY_TRASH_QUEUE_URL");
        return new EmptyTrash(
                index(),
                commit(),
                removeTrashed(),
                window(),
                adapters.trashEmptyingJobs(),
                (account, job) -> queue.send(account.value() + " " + job),
                clock);
    }

    public EmptySelected emptySelected() {
        return new EmptySelected(index(), removeTrashed(), emptyTrash(), clock);
    }

    public PurgeTrash purgeTrash() {
        return new PurgeTrash(index(), commit(), removeFile(), removeTrashed(), clock);
    }

    public TrimVersions trimVersions() {
        return new TrimVersions(index(), commit(), removeFile(), quota());
    }

    /** @param page number of files in one response */
    public ChangesSince changesSince(int page) {
        return new ChangesSince(index(), clock, page);
    }

    public DueChecks dueChecks() {
        return new DueChecks(index(), accountJobs(), clock);
    }

    private FullCheck.Uploads openUploads() {
        return account ->
                adapters.uploads().all(account).stream().filter(Upload::isOpen).toList();
    }

    /**
     * Returns the check of an account.
     *
     * @param identity part of a full check that concerns the account's identity
     */
    public CheckAccount checkAccount(CheckAccount.Identity identity) {
        var full = new FullCheck(
                index(),
                contents(),
                openUploads(),
                new CorrectFile(index(), commit()),
                purgeTrash(),
                new CopyCoveredObject(index(), contents(), commit()),
                window(),
                clock);
        return new CheckAccount(
                index(),
                purgeTrash(),
                emptyTrash(),
                cancelUpload()::sweep,
                new LightCheck(index(), contents(), clock),
                full,
                window(),
                clock,
                identity);
    }

    CancelUpload cancelUpload() {
        return new CancelUpload(adapters.uploads(), adapters.directUploadStore(), index(), commit(), clock);
    }
}
