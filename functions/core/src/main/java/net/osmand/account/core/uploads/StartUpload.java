package net.osmand.account.core.uploads;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.account.QuotaReservation;
import net.osmand.account.core.files.FileVersions;
import net.osmand.account.core.files.MapCatalogue;
import net.osmand.account.core.files.StoreFile;
import net.osmand.account.core.uploads.Upload.State;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.core.values.RandomId;

/**
 * Begins an upload: takes room for it, and a place where its bytes will stay. A kill in between leaves room taken for a day
 * at most, and an upload in parts that has none, which the sweep and the lifecycle rule end.
 */
public final class StartUpload {
    /** Bytes. Up to this size one PUT carries it all, above it goes in parts of this size. */
    public static final long PART_BYTES = 8L << 20;

    /** S3's own limit. */
    private static final int MOST_PARTS = 10_000;

    private static final int MOST_AT_ONCE = 20;
    private static final int TRIES = 10;
    private static final int COME_BACK_SECONDS = 60;

    private final Uploads uploads;
    private final DirectUploadStore transfers;
    private final FileVersions versions;
    private final StoreFile storeFile;
    private final MapCatalogue catalogue;
    private final Clock clock;
    private final SecureRandom random;

    public StartUpload(
            Uploads uploads,
            DirectUploadStore transfers,
            FileVersions versions,
            StoreFile storeFile,
            MapCatalogue catalogue,
            Clock clock,
            SecureRandom random) {
        this.uploads = uploads;
        this.transfers = transfers;
        this.versions = versions;
        this.storeFile = storeFile;
        this.catalogue = catalogue;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Begins it.
     *
     * @param size bytes of the gzip, from 1 on
     * @param sha256 of the gzip, Base64; needed where one PUT carries it all
     * @param clientTime epoch milliseconds as the client says, any value
     * @throws ProblemException 102 or 108 where the plan does not allow it, 6 where too many are under way
     */
    public Upload start(Caller caller, FileKey key, long size, Optional<String> sha256, long clientTime) {
        if (catalogue.has(key.type(), key.name())) {
            return acknowledge(caller, key, size, sha256, clientTime);
        }
        var id = RandomId.next(random);
        reserve(caller, key, new QuotaReservation(id, key.isFree(), size, clock.millis() + Upload.LIFE.toMillis()));
        var objectKey = transfers.newObjectKey(caller.account().id());
        var inParts = size > PART_BYTES;
        var upload = new Upload(
                caller.account().id(),
                id,
                key,
                caller.device().id(),
                caller.device().label(),
                size,
                sha256,
                clientTime,
                Optional.of(objectKey),
                inParts ? Optional.of(transfers.begin(objectKey)) : Optional.empty(),
                inParts ? partSize(size) : 0,
                State.OPEN,
                clock.millis() + Upload.LIFE.toMillis(),
                Optional.empty(),
                Optional.empty(),
                0,
                0);
        uploads.add(upload);
        return upload;
    }

    /** A map of the public catalogue is listed and not stored (docs/protocol/files.md#maps-of-the-public-catalogue): there is nothing to send. */
    private Upload acknowledge(Caller caller, FileKey key, long size, Optional<String> sha256, long clientTime) {
        var version = storeFile.store(caller, key, new byte[0], clientTime);
        var upload = new Upload(
                caller.account().id(),
                RandomId.next(random),
                key,
                caller.device().id(),
                caller.device().label(),
                size,
                sha256,
                clientTime,
                Optional.empty(),
                Optional.empty(),
                0,
                State.DONE,
                clock.millis() + Upload.LIFE.toMillis(),
                Optional.empty(),
                Optional.empty(),
                version.updateTime(),
                version.size());
        uploads.add(upload);
        return upload;
    }

    private void reserve(Caller caller, FileKey key, QuotaReservation reservation) {
        var account = caller.account();
        var usage = caller.usage();
        for (var attempt = 0; attempt < TRIES; attempt++) {
            storeFile.checkInAdvance(account.plan(), usage, key, reservation.bytes());
            if (usage.reservations().live(clock.millis()).size() >= MOST_AT_ONCE) {
                throw ProblemException.tooMany(COME_BACK_SECONDS);
            }
            if (uploads.reserve(account.id(), reservation, usage, clock.millis())) {
                return;
            }
            usage = versions.usage(account.id());
        }
        throw ProblemException.tooMany(1);
    }

    /** In whole MiB, so that so many parts are enough. */
    private static long partSize(long size) {
        return Math.max(PART_BYTES, Math.ceilDiv(Math.ceilDiv(size, MOST_PARTS), 1L << 20) << 20);
    }
}
