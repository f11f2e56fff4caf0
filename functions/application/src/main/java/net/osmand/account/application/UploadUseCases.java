package net.osmand.account.application;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import net.osmand.account.core.account.Account;
import net.osmand.account.core.files.MapCatalogue;
import net.osmand.account.core.uploads.CancelUpload;
import net.osmand.account.core.uploads.CheckUpload;
import net.osmand.account.core.uploads.CompleteUpload;
import net.osmand.account.core.uploads.StartUpload;
import net.osmand.account.core.uploads.UploadCheckQueue;
import net.osmand.account.core.uploads.UploadProgress;

/** Builds the use cases of uploads that go directly to the files bucket. */
public final class UploadUseCases {
    /** Time to read one upload, 2 minutes less than the function's timeout. */
    private static final Duration UPLOAD_CHECK = Duration.ofMinutes(13);

    private final FileUseCases files;
    private final Adapters adapters;
    private final Clock clock;
    private final SecureRandom random;

    UploadUseCases(FileUseCases files, Adapters adapters, Clock clock, SecureRandom random) {
        this.files = files;
        this.adapters = adapters;
        this.clock = clock;
        this.random = random;
    }

    public StartUpload startUpload() {
        return new StartUpload(
                adapters.directUploadStore(),
                files.commit(),
                files.storeFile(),
                files.quota(),
                files.requestTrim(),
                new MapCatalogue(),
                cancelUpload(),
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
                adapters.uploads(),
                adapters.directUploadStore(),
                adapters.fileIndex(),
                adapters.fileContents(),
                files.commit(),
                files.addVersion(),
                account -> adapters.accounts().account(account).map(Account::plan),
                files.requestTrim(),
                UPLOAD_CHECK,
                clock);
    }

    public CancelUpload cancelUpload() {
        return files.cancelUpload();
    }

    /** Returns the queue of upload checks. A message contains the account's number and the upload's id. */
    private UploadCheckQueue uploadCheckQueue() {
        var queue = adapters.queue("UPLOAD_QUEUE_URL");
        return (account, id) -> queue.send(account.value() + " " + id);
    }
}
