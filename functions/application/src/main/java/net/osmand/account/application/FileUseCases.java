package net.osmand.account.application;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import net.osmand.account.aws.sqs.SqsOutbox;
import net.osmand.account.core.exports.EstimateExport;
import net.osmand.account.core.exports.ExportStatus;
import net.osmand.account.core.exports.ExportStep;
import net.osmand.account.core.exports.MailArchive;
import net.osmand.account.core.exports.StartExport;
import net.osmand.account.core.files.ChangesSince;
import net.osmand.account.core.files.DailyMaintenance;
import net.osmand.account.core.files.EmptySelected;
import net.osmand.account.core.files.EmptyTrash;
import net.osmand.account.core.files.FileContents;
import net.osmand.account.core.files.FileVersions;
import net.osmand.account.core.files.MapCatalogue;
import net.osmand.account.core.files.RestoreFile;
import net.osmand.account.core.files.StoreFile;
import net.osmand.account.core.files.Trash;
import net.osmand.account.core.uploads.CancelUpload;
import net.osmand.account.core.uploads.CheckUpload;
import net.osmand.account.core.uploads.CompleteUpload;
import net.osmand.account.core.uploads.StartUpload;
import net.osmand.account.core.uploads.UploadCheckQueue;
import net.osmand.account.core.uploads.UploadProgress;

/** Builds the use cases of files, exports and uploads. */
public final class FileUseCases {
    /** Objects of an export that are read at the same time; each read takes a virtual thread and a connection. */
    private static final int PARALLEL_READS = 16;

    /** One step of an export. It ends well before the function's time-out of 15 minutes: its longest part takes 2 minutes. */
    private static final Duration EXPORT_STEP = Duration.ofMinutes(5);

    /** Reading one upload. It ends 2 minutes before the function's time-out. */
    private static final Duration UPLOAD_CHECK = Duration.ofMinutes(13);

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

    public FileVersions versions() {
        return adapters.fileVersions();
    }

    public FileContents contents() {
        return adapters.fileContents();
    }

    public StoreFile storeFile() {
        return new StoreFile(versions(), contents(), new MapCatalogue(), settings.planLimits(), clock);
    }

    public Trash trash() {
        return new Trash(versions(), contents(), clock, settings.trashWindow());
    }

    public RestoreFile restoreFile() {
        return new RestoreFile(versions(), contents(), storeFile(), trash(), clock);
    }

    /** Each message to its queue is the account's number and the job's id. */
    public EmptyTrash emptyTrash() {
        var queue = adapters.queue("EMPTY_TRASH_QUEUE_URL");
        return new EmptyTrash(
                versions(),
                trash(),
                adapters.trashEmptyingJobs(),
                (account, job) -> queue.send(account.value() + " " + job),
                clock);
    }

    public EmptySelected emptySelected() {
        return new EmptySelected(versions(), trash(), emptyTrash(), clock);
    }

    /** @param page files of one answer */
    public ChangesSince changesSince(int page) {
        return new ChangesSince(versions(), clock, page);
    }

    public DailyMaintenance dailyMaintenance() {
        return new DailyMaintenance(versions(), contents(), trash(), cancelUpload()::sweep, clock);
    }

    public EstimateExport estimateExport() {
        return new EstimateExport(adapters.accountFiles());
    }

    public StartExport startExport() {
        return new StartExport(
                adapters.accountFiles(),
                adapters.archiveStore(),
                adapters.exports(),
                adapters.exportQueue(),
                PARALLEL_READS,
                clock,
                random);
    }

    public ExportStep exportStep() {
        return new ExportStep(
                adapters.accountFiles(),
                adapters.archiveStore(),
                adapters.exports(),
                adapters.exportQueue(),
                PARALLEL_READS,
                EXPORT_STEP,
                mailArchive(),
                clock);
    }

    public MailArchive mailArchive() {
        return new MailArchive(
                adapters.exports(),
                adapters.archiveNotices(),
                adapters.exportQueue(),
                adapters.accounts(),
                new SqsOutbox(adapters.queue("MAIL_QUEUE_URL")),
                clock);
    }

    public ExportStatus exportStatus() {
        return new ExportStatus(adapters.exports(), adapters.archiveStore(), adapters.exportQueue(), clock);
    }

    public StartUpload startUpload() {
        return new StartUpload(
                adapters.uploads(),
                adapters.directUploadStore(),
                versions(),
                storeFile(),
                new MapCatalogue(),
                clock,
                random);
    }

    public UploadProgress uploadProgress() {
        return new UploadProgress(adapters.uploads(), adapters.directUploadStore(), clock);
    }

    public CompleteUpload completeUpload() {
        return new CompleteUpload(adapters.uploads(), adapters.directUploadStore(), uploadCheckQueue(), clock);
    }

    public CheckUpload checkUpload() {
        return new CheckUpload(
                adapters.uploads(), adapters.directUploadStore(), versions(), contents(), UPLOAD_CHECK, clock);
    }

    public CancelUpload cancelUpload() {
        return new CancelUpload(adapters.uploads(), adapters.directUploadStore(), clock);
    }

    /** Each message is the account's number and the upload's id. */
    private UploadCheckQueue uploadCheckQueue() {
        var queue = adapters.queue("UPLOAD_QUEUE_URL");
        return (account, id) -> queue.send(account.value() + " " + id);
    }
}
