package net.osmand.account.core.uploads;

import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.StoredContent;

/** Lets clients upload directly to the object store. Presigned URLs fix the key, the length and the SHA-256. */
public interface DirectUploadStore {
    /**
     * Returns a new object key {@code u/<account>/<yyyymmdd>-<random>}, as in
     * {@link net.osmand.account.core.files.FileContents}.
     */
    String newObjectKey(AccountId account);

    /** Begins a multipart upload and returns its id. */
    String begin(String objectKey);

    /** Creates a link for a single PUT, valid for 15 minutes. It never replaces an object. */
    Link whole(String objectKey, long size, String sha256);

    /** Creates a link for one part, valid for 15 minutes. */
    Link part(String objectKey, String multipart, int number, long size, String sha256);

    /**
     * A presigned URL for sending bytes.
     *
     * @param headers headers that must be sent unchanged
     */
    record Link(URI url, Map<String, String> headers) {}

    /** Lists the parts that have arrived; empty if the multipart upload was completed or aborted. */
    Optional<List<SentPart>> parts(String objectKey, String multipart);

    /**
     * A part that has arrived.
     *
     * @param tag ETag from S3
     * @param sha256 Base64
     */
    record SentPart(int number, long size, String tag, String sha256) {}

    /**
     * Assembles an object of exactly that size from its parts. It never replaces an object.
     *
     * @return the object version; empty if the multipart upload was already completed or aborted
     */
    Optional<String> assemble(String objectKey, String multipart, List<SentPart> parts, long size);

    /** Finds the object, if it exists. */
    Optional<Arrived> find(String objectKey);

    /** An object that has arrived. */
    record Arrived(String version, long size) {}

    /** Reads the whole object; empty if it does not exist. */
    Optional<Reading> open(StoredContent content);

    /** The bytes of an object and their number. */
    record Reading(InputStream bytes, long size) {}

    /** Removes the parts and the object. Idempotent. */
    void discard(String objectKey, Optional<String> multipart);

    /** Lists the multipart uploads of all accounts that began before that time, epoch milliseconds. */
    List<Begun> begunBefore(long time);

    /** Aborts a multipart upload. Idempotent. */
    void abort(Begun begun);

    /** A multipart upload that was neither completed nor aborted. */
    record Begun(AccountId account, String objectKey, String multipart) {}
}
