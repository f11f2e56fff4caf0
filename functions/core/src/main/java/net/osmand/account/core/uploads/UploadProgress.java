package net.osmand.account.core.uploads;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.osmand.account.core.files.Upload;
import net.osmand.account.core.files.Upload.State;
import net.osmand.account.core.uploads.DirectUploadStore.Link;
import net.osmand.account.core.uploads.DirectUploadStore.SentPart;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;

/** Reports the progress of an upload and lets a client resume it any number of times. */
public final class UploadProgress {
    private final Uploads uploads;
    private final DirectUploadStore transfers;
    private final Clock clock;

    public UploadProgress(Uploads uploads, DirectUploadStore transfers, Clock clock) {
        this.uploads = uploads;
        this.transfers = transfers;
        this.clock = clock;
    }

    /**
     * Progress of an upload.
     *
     * @param sent numbers of the parts that have arrived completely
     * @param bytes bytes that have arrived
     * @param whole link for a single PUT; empty for a multipart upload or if the bytes have arrived
     */
    public record Report(Upload upload, List<Integer> sent, long bytes, Optional<Link> whole) {}

    /**
     * Reports the progress of an upload.
     *
     * @throws ProblemException 404 if the account has no such upload
     */
    public Report report(AccountId account, String id) {
        var upload = find(account, id);
        return upload.state() == State.OPEN ? opened(upload) : ended(upload);
    }

    /** Reports the progress of a new upload without asking the store. */
    public Report begun(Upload upload) {
        return upload.state() == State.OPEN ? new Report(upload, List.of(), 0, whole(upload)) : ended(upload);
    }

    private Report opened(Upload upload) {
        var objectKey = upload.objectKey().orElseThrow();
        var parts = upload.multipart().flatMap(multipart -> transfers.parts(objectKey, multipart));
        if (parts.isPresent()) {
            var sent = complete(upload, parts.get());
            return new Report(
                    upload,
                    sent.stream().map(SentPart::number).toList(),
                    sent.stream().mapToLong(SentPart::size).sum(),
                    Optional.empty());
        }
        return transfers
                .find(objectKey)
                .map(arrived -> new Report(upload, allParts(upload), arrived.size(), Optional.empty()))
                .orElseGet(() -> new Report(upload, List.of(), 0, whole(upload)));
    }

    private static Report ended(Upload upload) {
        return new Report(upload, allParts(upload), upload.size(), Optional.empty());
    }

    /** Returns the parts that have the expected size. The others must be sent again. */
    static List<SentPart> complete(Upload upload, List<SentPart> parts) {
        return parts.stream()
                .filter(part -> part.number() <= upload.parts() && part.size() == upload.partBytes(part.number()))
                .toList();
    }

    private static List<Integer> allParts(Upload upload) {
        return IntStream.rangeClosed(1, upload.parts()).boxed().toList();
    }

    private Optional<Link> whole(Upload upload) {
        return upload.multipart().isPresent()
                ? Optional.empty()
                : upload.objectKey()
                        .map(objectKey -> transfers.whole(
                                objectKey, upload.size(), upload.sha256().orElseThrow()));
    }

    /**
     * A part that a client is about to send.
     *
     * @param number part number, from 1 on
     * @param sha256 Base64
     */
    public record AnnouncedPart(int number, String sha256) {}

    /**
     * Creates links for sending parts.
     *
     * @return one link for each part, in the same order
     * @throws ProblemException 404 if the account has no such upload or the upload has no such part; 409 if the upload
     *     no longer accepts parts
     */
    public List<Link> links(AccountId account, String id, List<AnnouncedPart> parts) {
        var upload = find(account, id);
        if (upload.state() != State.OPEN) {
            throw new ProblemException(Problem.UPLOAD_ENDED);
        }
        var multipart = upload.multipart().orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
        var objectKey = upload.objectKey().orElseThrow();
        if (parts.stream().anyMatch(part -> part.number() < 1 || part.number() > upload.parts())) {
            throw new ProblemException(Problem.NOT_FOUND);
        }
        return parts.stream()
                .map(part -> transfers.part(
                        objectKey, multipart, part.number(), upload.partBytes(part.number()), part.sha256()))
                .toList();
    }

    private Upload find(AccountId account, String id) {
        return require(uploads, account, id, clock.millis());
    }

    /** Finds an upload. Treats cancelled and expired uploads as missing, even before they are removed. */
    static Upload require(Uploads uploads, AccountId account, String id, long now) {
        return uploads.find(account, id)
                .filter(upload -> upload.state() != State.CANCELLED && !upload.hasExpired(now))
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
    }
}
