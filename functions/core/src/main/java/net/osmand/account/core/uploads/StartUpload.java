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
 * Begins an upload. Chooses the final object key, then adds the upload record and reserves its quota in one
 * transaction. A crash between the two steps leaves a multipart upload without a record, which the daily maintenance
 * and the lifecycle rule abort.
 */
public final class StartUpload {
    /** Size in bytes up to which a single PUT is used. Larger uploads have parts of at least this size. */
    public static final long PART_BYTES = 8L << 20;

    /** Limit of S3 for one multipart upload. */
    private static final int MAX_PARTS = 10_000;

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
     * Begins an upload.
     *
     * @param size gzip bytes, at least 1
     * @param sha256 SHA-256 of the gzip, Base64; required for a single PUT
     * @param clientTime epoch milliseconds as sent by the client, any value
     * @throws ProblemException 102 or 108 if the plan does not allow the upload, 6 if too many uploads are open
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
                clock.millis() + Upload.VALIDITY.toMillis(),
                Optional.empty(),
                Optional.empty(),
                0,
                0);
        return add(caller, usage, upload, limits);
    }

    /** Returns the usage. If it does not allow the upload, first ends expired uploads, which still reserve quota. */
    private Usage usage(Caller caller, Set<UsageLimit> limits) {
        var isRefused = limits.stream().anyMatch(limit -> !limit.allows(caller.usage()));
        return isRefused && caller.usage().uploads() > 0
                ? cancelUpload.endExpired(caller.account().id(), caller.usage())
                : caller.usage();
    }

    /**
     * Accepts a map of the public catalogue. The map is listed but not stored, so there is nothing to upload
     * (docs/protocol/files.md#maps-of-the-public-catalogue).
     */
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
                clock.millis() + Upload.VALIDITY.toMillis(),
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

    /** Returns a part size in whole MiB that stays within the maximum number of parts. */
    private static long partSize(long size) {
        return Math.max(PART_BYTES, Math.ceilDiv(Math.ceilDiv(size, MAX_PARTS), 1L << 20) << 20);
    }
}
