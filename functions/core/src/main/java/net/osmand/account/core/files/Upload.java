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
 * A file on its way to S3 without passing through us.
 *
 * @param id random, known to its account alone
 * @param author brand and model of the device, as a version keeps them
 * @param size bytes of the gzip
 * @param sha256 of the whole gzip, Base64; may be empty where it goes in parts, of which each has its own
 * @param clientTime the client's own, epoch milliseconds, 0 if none
 * @param objectKey where it will lie for good; empty where nothing is sent, since the map is of the public catalogue
 * @param multipart S3's id of the upload in parts; empty where one PUT carries it all
 * @param partSize bytes of each part but the last; 0 where one PUT carries it all
 * @param expiresAt epoch milliseconds; then it is forgotten, and what it left behind with it
 * @param objectVersion S3's version id, once it is known
 * @param reason why it failed
 * @param updateTime of the version that it became, epoch milliseconds; 0 before
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
    /** What was abandoned is forgotten after a day, and so is what has ended. */
    public static final Duration LIFE = Duration.ofDays(1);

    /** How far it is. */
    public enum State {
        /** Bytes are awaited. */
        OPEN,
        /** All bytes are there and are being read through. */
        CHECKING,
        /** It became a version of its file. */
        DONE,
        FAILED,
        /** Given up; what it left behind is being removed. */
        CANCELLED
    }

    /** Why the bytes became no version. */
    public enum Reason {
        /** Anything but one complete gzip of one member. */
        NOT_GZIP,
        /** Not the bytes that were announced: another size or another SHA-256. */
        OTHER_BYTES,
        /** Reading it through takes longer than a function may run, as with a gzip that inflates to terabytes. */
        ENDLESS
    }

    public boolean hasExpired(long now) {
        return now >= expiresAt;
    }

    /** Whether it takes room: it did not end yet. */
    public boolean isOpen() {
        return state == State.OPEN || state == State.CHECKING;
    }

    /** Whether it may still become a version. */
    public boolean isUnderWay(long now) {
        return isOpen() && !hasExpired(now);
    }

    /**
     * The states in which it may be by now to become this next. That its bytes arrived is noted after they may be read: whoever
     * reads takes both for the same.
     */
    public Set<State> statesBefore(Upload next) {
        return next.state != State.CHECKING && (state == State.OPEN || state == State.CHECKING)
                ? EnumSet.of(State.OPEN, State.CHECKING)
                : EnumSet.of(state);
    }

    /** How many parts; 0 where one PUT carries it all. */
    public int parts() {
        return partSize == 0 ? 0 : Math.toIntExact(Math.ceilDiv(size, partSize));
    }

    /** Bytes of that part, from 1 on. */
    public long partBytes(int number) {
        return number < parts() ? partSize : size - (number - 1) * partSize;
    }

    /** Where it lies, once S3's version id is known. */
    public Optional<StoredContent> content() {
        return objectKey.flatMap(object -> objectVersion.map(version -> new StoredContent(object, version)));
    }

    /** All bytes are there, as this version of its object; the day begins anew. */
    public Upload arrived(String version, long now) {
        return in(State.CHECKING, Optional.of(version), Optional.empty(), 0, 0, now);
    }

    public Upload failed(Reason why, long now) {
        return in(State.FAILED, objectVersion, Optional.of(why), 0, 0, now);
    }

    public Upload cancelled(long now) {
        return in(State.CANCELLED, objectVersion, Optional.empty(), 0, 0, now);
    }

    public Upload done(long time, long uncompressed, long now) {
        return in(State.DONE, objectVersion, Optional.empty(), time, uncompressed, now);
    }

    private Upload in(
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
                now + LIFE.toMillis(),
                version,
                why,
                time,
                uncompressed);
    }
}
