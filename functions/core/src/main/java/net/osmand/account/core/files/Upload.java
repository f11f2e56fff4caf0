package net.osmand.account.core.files;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.DeviceId;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.StoredContent;

/**
 * A file that a client uploads directly to S3.
 *
 * @param id random id, known only to the account
 * @param author brand and model of the device, as versions store it
 * @param size gzip bytes
 * @param sha256 SHA-256 of the whole gzip, Base64; may be empty for a multipart upload, whose parts have their own
 * @param clientTime time from the client, epoch milliseconds; 0 if none
 * @param objectKey final key of the object; empty for a map of the public catalogue, which is not uploaded
 * @param multipart multipart upload id of S3; empty for a single PUT
 * @param partSize bytes of each part except the last; 0 for a single PUT
 * @param expiresAt epoch milliseconds; then the upload and its leftovers are removed
 * @param objectVersion S3 version id, once known
 * @param reason why the upload failed
 * @param updateTime update time of the resulting version, epoch milliseconds; 0 before
 * @param contentSize uncompressed bytes of that version; 0 before
 */
public record Upload(
        AccountId account,
        String id,
        FileKey key,
        DeviceId device,
        String author,
        long size,
        Optional<String> sha256,
        long clientTime,
        Optional<String> objectKey,
        Optional<String> multipart,
        long partSize,
        State state,
        long expiresAt,
        Optional<String> objectVersion,
        Optional<Reason> reason,
        long updateTime,
        long contentSize) {
    /** Validity of an upload. Abandoned and finished uploads are removed after one day. */
    public static final Duration VALIDITY = Duration.ofDays(1);

    /** State of an upload. */
    public enum State {
        /** Waiting for bytes. */
        OPEN,
        /** All bytes have arrived and are being checked. */
        CHECKING,
        /** The upload became a version of its file. */
        DONE,
        FAILED,
        /** Cancelled. Its leftovers are being removed. */
        CANCELLED
    }

    /** Reason why an upload failed. */
    public enum Reason {
        /** The content is not exactly one complete gzip member. */
        NOT_GZIP,
        /** The size or SHA-256 differs from the announced one. */
        OTHER_BYTES,
        /** Reading the gzip takes longer than a function may run, for example because it inflates to terabytes. */
        ENDLESS
    }

    public boolean hasExpired(long now) {
        return now >= expiresAt;
    }

    /** Whether the upload reserves quota, because it has not ended yet. */
    public boolean isOpen() {
        return state == State.OPEN || state == State.CHECKING;
    }

    /** Whether the upload may still become a version. */
    public boolean isRunning(long now) {
        return isOpen() && !hasExpired(now);
    }

    /**
     * Returns the states that the stored upload may have when it changes to {@code next}. The check may start before
     * the upload is recorded as complete, so readers treat OPEN and CHECKING alike.
     */
    public Set<State> statesBefore(Upload next) {
        return next.state != State.CHECKING && (state == State.OPEN || state == State.CHECKING)
                ? EnumSet.of(State.OPEN, State.CHECKING)
                : EnumSet.of(state);
    }

    /** Number of parts; 0 for a single PUT. */
    public int parts() {
        return partSize == 0 ? 0 : Math.toIntExact(Math.ceilDiv(size, partSize));
    }

    /** Returns the bytes of a part. Numbers start at 1. */
    public long partBytes(int number) {
        return number < parts() ? partSize : size - (number - 1) * partSize;
    }

    /** Returns the stored object, once its S3 version id is known. */
    public Optional<StoredContent> content() {
        return objectKey.flatMap(object -> objectVersion.map(version -> new StoredContent(object, version)));
    }

    /** All bytes have arrived as this object version. The validity starts again. */
    public Upload arrived(String version, long now) {
        return withState(State.CHECKING, Optional.of(version), Optional.empty(), 0, 0, now);
    }

    public Upload failed(Reason why, long now) {
        return withState(State.FAILED, objectVersion, Optional.of(why), 0, 0, now);
    }

    public Upload cancelled(long now) {
        return withState(State.CANCELLED, objectVersion, Optional.empty(), 0, 0, now);
    }

    public Upload done(long time, long uncompressed, long now) {
        return withState(State.DONE, objectVersion, Optional.empty(), time, uncompressed, now);
    }

    private Upload withState(
            State next, Optional<String> version, Optional<Reason> why, long time, long uncompressed, long now) {
        return new Upload(
                account,
                id,
                key,
                device,
                author,
                size,
                sha256,
                clientTime,
                objectKey,
                multipart,
                partSize,
                next,
                now + VALIDITY.toMillis(),
                version,
                why,
                time,
                uncompressed);
    }
}
