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
 * Takes an upload whose bytes are all there, and asks for it to be read through. The question is sent before the state is
 * noted: whoever was killed in between is answered by whoever reads it.
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
     * Takes it. Repeatable: what was taken before is just told.
     *
     * @throws ProblemException 404 where the account has no such upload, 409 where bytes are missing
     */
    public Upload complete(AccountId account, String id) {
        var upload = UploadProgress.known(uploads, account, id, clock.millis());
        if (upload.state() != State.OPEN) {
            return upload;
        }
        var version = arrived(upload).orElseThrow(() -> new ProblemException(Problem.UPLOAD_INCOMPLETE));
        checks.ask(account, id);
        var next = upload.arrived(version, clock.millis());
        return uploads.replace(upload, next) ? next : UploadProgress.known(uploads, account, id, clock.millis());
    }

    /** The version of the object, made of its parts where they all are there. */
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
