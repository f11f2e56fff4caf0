package net.osmand.account.core.uploads;

import java.time.Clock;
import java.util.Optional;
import net.osmand.account.core.files.Upload;
import net.osmand.account.core.files.Upload.State;
import net.osmand.account.core.uploads.DirectUploadStore.Arrived;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;

/**
 * Completes an upload whose bytes have all arrived, and queues its check. The message is sent before the new state is
 * recorded, so a crash between the two calls loses no check.
 */
public final class CompleteUpload {
    private final Uploads uploads;
    private final DirectUploadStore transfers;
    private final UploadCheckQueue checks;
    private final Clock clock;

    public CompleteUpload(Uploads uploads, DirectUploadStore transfers, UploadCheckQueue checks, Clock clock) {
        this.uploads = uploads;
        this.transfers = transfers;
        this.checks = checks;
        this.clock = clock;
    }

    /**
     * Completes an upload. Idempotent: a completed upload is returned as is.
     *
     * @throws ProblemException 404 if the account has no such upload, 409 if bytes are missing
     */
    public Upload complete(AccountId account, String id) {
        var upload = UploadProgress.require(uploads, account, id, clock.millis());
        if (upload.state() != State.OPEN) {
            return upload;
        }
        var version = arrived(upload).orElseThrow(() -> new ProblemException(Problem.UPLOAD_INCOMPLETE));
        checks.send(account, id);
        var next = upload.arrived(version, clock.millis());
        return uploads.replace(upload, next) ? next : UploadProgress.require(uploads, account, id, clock.millis());
    }

    /** Returns the object version. Assembles the parts of a multipart upload first, if all of them have arrived. */
    private Optional<String> arrived(Upload upload) {
        var objectKey = upload.objectKey().orElseThrow();
        var parts = upload.multipart().flatMap(multipart -> transfers.parts(objectKey, multipart));
        if (parts.isPresent()) {
            var complete = UploadProgress.complete(upload, parts.get());
            if (complete.size() < upload.parts()) {
                return Optional.empty();
            }
            var made = transfers.assemble(objectKey, upload.multipart().orElseThrow(), complete, upload.size());
            if (made.isPresent()) {
                return made;
            }
        }
        return transfers.find(objectKey).map(Arrived::version);
    }
}
