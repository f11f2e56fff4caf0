package net.osmand.account.core.uploads;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.account.UsageLimit;
import net.osmand.account.core.files.Commit;
import net.osmand.account.core.files.MapCatalogue;
import net.osmand.account.core.files.RequestTrim;
import net.osmand.account.core.files.Seen;
import net.osmand.account.core.files.StorageQuota;
import net.osmand.account.core.files.StoreFile;
import net.osmand.account.core.files.Upload;
import net.osmand.account.core.files.Upload.State;
import net.osmand.account.core.files.UploadChange;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.core.values.RandomId;

/**
 * Begins an upload: a place where its bytes will stay, then in one transaction the note of it and the room that it takes. A kill
 * in between leaves an upload in parts that has no note, which the daily maintenance and the lifecycle rule end.
 */
public final class StartUpload {
    /** Bytes. Up to this size one PUT carries it all, above it goes in parts of this size. */
    public static final long PART_BYTES = 8L << 20;

    /** S3's own limit. */
    private static final int MOST_PARTS = 10_000;

    private final DirectUploadStore transfers;
    private final Commit commit;
    private final StoreFile storeFile;
    private final StorageQuota quota;
    private final RequestTrim requestTrim;
    private final MapCatalogue catalogue;
    private final CancelUpload cancelUpload;
    private final Clock clock;
    private final SecureRandom random;

    public StartUpload(
            DirectUploadStore transfers,
            Commit commit,
            StoreFile storeFile,
            StorageQuota quota,
            RequestTrim requestTrim,
            MapCatalogue catalogue,
            CancelUpload cancelUpload,
            Clock clock,
            SecureRandom random) {
        this.transfers = transfers;
        this.commit = commit;
        this.storeFile = storeFile;
        this.quota = quota;
        this.requestTrim = requestTrim;
        this.catalogue = catalogue;
        this.cancelUpload = cancelUpload;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Begins it.
     *
     * @param size bytes of the gzip, from 1 on
     * @param sha256 of the gzip, Base64; needed where one PUT carries it all
     * @param clientTime epoch milliseconds as the client says, any value
     * @throws ProblemException 102 or 108 where the plan does not allow it, 6 where too many
     *     are under way
     */
    public Upload start(Caller caller, FileKey key, long size, Optional<String> sha256, long clientTime) {
        if (catalogue.has(key.type(), key.name())) {
            return acknowledge(caller, key, size, sha256, clientTime);
        }
        try {
            return begin(caller, key, size, sha256, clientTime);
        } catch (ProblemException e) {
            requestTrim.afterRefusal(
                    caller.account().id(), caller.usage(), caller.account().plan(), e);
            throw e;
        }
    }

    private Upload begin(Caller caller, FileKey key, long size, Optional<String> sha256, long clientTime) {
        var plan = caller.account().plan();
        var limits = quota.reservation(plan, key, size);
        var usage = usage(caller, limits);
        quota.check(limits, usage, plan, size);
        var objectKey = transfers.newObjectKey(caller.account().id());
        var inParts = size > PART_BYTES;
        var upload = new Upload(
                caller.account().id(),
                RandomId.next(random),
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
        return add(caller, usage, upload, limits);
    }

    /** The usage; if it refuses the upload, without what nobody completed in time. */
    private Usage usage(Caller caller, Set<UsageLimit> limits) {
        var isRefused = limits.stream().anyMatch(limit -> !limit.allows(caller.usage()));
        return isRefused && caller.usage().uploads() > 0
                ? cancelUpload.withoutExpired(caller.account().id(), caller.usage())
                : caller.usage();
    }

    /** A map of the public catalogue is listed and not stored (docs/protocol/files.md#maps-of-the-public-catalogue): there is nothing to send. */
    private Upload acknowledge(Caller caller, FileKey key, long size, Optional<String> sha256, long clientTime) {
        FileVersion version = storeFile.store(caller, key, new byte[0], clientTime);
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
        return add(caller, caller.usage(), upload, Set.of());
    }

    private Upload add(Caller caller, Usage usage, Upload upload, Set<UsageLimit> limits) {
        return commit.run(
                upload.account(),
                Seen.of(usage),
                (now, time) -> {
                    quota.check(limits, now.usage(), caller.account().plan(), upload.size());
                    return UploadChange.begin(upload, limits, now, time);
                },
                () -> upload.objectKey().ifPresent(objectKey -> transfers.discard(objectKey, upload.multipart())));
    }

    /** In whole MiB, so that so many parts are enough. */
    private static long partSize(long size) {
        return Math.max(PART_BYTES, Math.ceilDiv(Math.ceilDiv(size, MOST_PARTS), 1L << 20) << 20);
    }
}
