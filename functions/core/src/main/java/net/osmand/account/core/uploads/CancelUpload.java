package net.osmand.account.core.uploads;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.uploads.DirectUploadStore.Begun;
import net.osmand.account.core.uploads.Upload.State;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;

/**
 * Ends uploads that become nothing: parts, object, room and note. First they are noted as cancelled, so that nobody makes
 * them a version while they go; the note goes last, so that whoever was killed can begin again.
 */
public final class CancelUpload {
    private static final Duration LONGEST_REQUEST = Duration.ofMinutes(15);

    private final Uploads uploads;
    private final DirectUploadStore transfers;
    private final Clock clock;

    public CancelUpload(Uploads uploads, DirectUploadStore transfers, Clock clock) {
        this.uploads = uploads;
        this.transfers = transfers;
        this.clock = clock;
    }

    /**
     * Ends an upload of the account's own.
     *
     * @throws ProblemException 404 where the account has no such upload, 409 where it is done
     */
    public void abandon(AccountId account, String id) {
        var upload = uploads.find(account, id).orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
        if (upload.state() == State.DONE || !end(upload)) {
            throw new ProblemException(Problem.UPLOAD_ENDED);
        }
    }

    /**
     * Ends what is past its day, and gives back the room of what is gone.
     *
     * @param usage with the room that is taken, as it was read before
     * @return keys of objects that are under way: no row names them, and they must stay
     */
    public Set<String> sweep(AccountId account, Usage usage) {
        var known = uploads.all(account);
        var underWay = new HashSet<String>();
        for (var upload : known) {
            if (upload.isUnderWay(clock.millis())) {
                upload.objectKey().ifPresent(underWay::add);
            } else if (upload.state() == State.DONE) {
                forget(upload);
            } else if (upload.state() == State.CANCELLED || upload.hasExpired(clock.millis())) {
                end(upload);
            }
        }
        var ids = known.stream().map(Upload::id).collect(Collectors.toSet());
        usage.reservations().all().stream()
                .filter(reservation -> !ids.contains(reservation.id()) && isOld(reservation.until()))
                .forEach(reservation -> uploads.release(account, reservation.id()));
        return underWay;
    }

    /** Aborts uploads in parts that began more than a day ago and are no more under way, of all accounts. */
    public void abortForgotten() {
        for (var begun : transfers.begunBefore(clock.millis() - Upload.LIFE.toMillis())) {
            if (!isUnderWay(begun)) {
                transfers.abort(begun);
            }
        }
    }

    private boolean isUnderWay(Begun begun) {
        return uploads.all(begun.account()).stream()
                .filter(upload -> upload.isUnderWay(clock.millis()))
                .anyMatch(upload ->
                        upload.objectKey().filter(begun.objectKey()::equals).isPresent());
    }

    private void forget(Upload done) {
        uploads.release(done.account(), done.id());
        if (done.hasExpired(clock.millis())) {
            uploads.remove(done.account(), done.id());
        }
    }

    /** False where it became a version this moment. */
    private boolean end(Upload upload) {
        if (upload.state() != State.CANCELLED && !uploads.replace(upload, upload.cancelled(clock.millis()))) {
            return false;
        }
        upload.objectKey().ifPresent(objectKey -> transfers.discard(objectKey, upload.multipart()));
        uploads.release(upload.account(), upload.id());
        uploads.remove(upload.account(), upload.id());
        return true;
    }

    /** A request that takes room notes its upload within a quarter of an hour, or was killed. */
    private boolean isOld(long until) {
        return until - Upload.LIFE.toMillis() + LONGEST_REQUEST.toMillis() < clock.millis();
    }
}
