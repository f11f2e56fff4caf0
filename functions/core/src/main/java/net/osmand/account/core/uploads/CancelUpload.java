package net.osmand.account.core.uploads;

import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.files.Commit;
import net.osmand.account.core.files.FileIndex;
import net.osmand.account.core.files.Seen;
import net.osmand.account.core.files.Upload;
import net.osmand.account.core.files.Upload.State;
import net.osmand.account.core.files.UploadChange;
import net.osmand.account.core.uploads.DirectUploadStore.Begun;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;

/**
 * Ends uploads that do not become a version. First records the upload as cancelled, which releases its quota and
 * prevents it from becoming a version. Then removes its parts and object. TTL removes the record.
 */
public final class CancelUpload {
    private final Uploads uploads;
    private final DirectUploadStore transfers;
    private final FileIndex index;
    private final Commit commit;
    private final Clock clock;

    public CancelUpload(Uploads uploads, DirectUploadStore transfers, FileIndex index, Commit commit, Clock clock) {
        this.uploads = uploads;
        this.transfers = transfers;
        this.index = index;
        this.commit = commit;
        this.clock = clock;
    }

    /**
     * Cancels an upload of the account.
     *
     * @throws ProblemException 404 if the account has no such upload, 409 if it is done
     */
    public void cancel(AccountId account, String id) {
        var upload = uploads.find(account, id).orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
        if (upload.state() == State.DONE || !end(upload)) {
            throw new ProblemException(Problem.UPLOAD_ENDED);
        }
    }

    /**
     * Ends expired uploads and removes the leftovers of ended ones.
     *
     * @return keys of objects of running uploads, which no row refers to yet and which must be kept
     */
    public Set<String> sweep(AccountId account) {
        var running = new HashSet<String>();
        for (var upload : uploads.all(account)) {
            if (upload.isRunning(clock.millis())) {
                upload.objectKey().ifPresent(running::add);
            } else if (upload.state() != State.DONE) {
                end(upload);
            }
        }
        return running;
    }

    /** Ends expired open uploads and returns the current usage. */
    Usage endExpired(AccountId account, Usage seen) {
        var expired = uploads.all(account).stream()
                .filter(upload -> upload.isOpen() && upload.hasExpired(clock.millis()))
                .toList();
        expired.forEach(this::end);
        return expired.isEmpty() ? seen : index.usage(account).orElse(seen);
    }

    /**
     * Aborts multipart uploads of all accounts that began more than a day ago and do not belong to a running upload.
     */
    public void abortForgotten() {
        for (var begun : transfers.begunBefore(clock.millis() - Upload.VALIDITY.toMillis())) {
            if (!isRunning(begun)) {
                transfers.abort(begun);
            }
        }
    }

    private boolean isRunning(Begun begun) {
        return uploads.all(begun.account()).stream()
                .filter(upload -> upload.isRunning(clock.millis()))
                .anyMatch(upload ->
                        upload.objectKey().filter(begun.objectKey()::equals).isPresent());
    }

    /** Returns false if the upload has just become a version. */
    private boolean end(Upload upload) {
        var usage = index.usage(upload.account());
        if (usage.isEmpty()) {
            return true;
        }
        if (upload.isOpen()) {
            var cancelled = upload.cancelled(clock.millis());
            var isEnded = commit.run(
                    upload.account(),
                    Seen.of(usage.get()).with(upload),
                    (now, time) -> UploadChange.end(cancelled, now, time));
            if (!isEnded) {
                return false;
            }
        }
        upload.objectKey().ifPresent(objectKey -> transfers.discard(objectKey, upload.multipart()));
        return true;
    }
}
