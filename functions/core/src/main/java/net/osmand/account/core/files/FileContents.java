package net.osmand.account.core.files;

import java.net.URI;
import java.time.LocalDate;
import java.util.Collection;
import java.util.stream.Stream;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.StoredContent;

/**
 * Where the bytes live: gzip exactly as uploaded, one object for each row with content, under immutable keys
 * {@code u/<account>/<yyyymmdd>-<random>}. The day is UTC, of the clock's now. Objects are read by S3 version id.
 */
public interface FileContents {
    /** Stores under a fresh key: one PutObject with If-None-Match. */
    StoredContent store(AccountId account, byte[] gzip);

    /** One GetObject. */
    byte[] read(StoredContent content);

    /**
     * A link to the bytes for 15 minutes, minted anew at each request: no call.
     *
     * @param fileName for Content-Disposition
     */
    URI link(StoredContent content, String fileName);

    /** Puts a delete marker on the object: one DeleteObject without version id. Repeatable: several markers do no harm. */
    void mark(StoredContent content);

    /**
     * Removes every delete marker of the object: one ListObjectVersions of the key and, if there are markers, one DeleteObjects
     * by their version ids. If the content's own version is not there, nothing is removed. Repeatable.
     */
    void lift(StoredContent content);

    /**
     * Removes these versions for good, by their version ids, never by a list: DeleteObject for one, else DeleteObjects of up to
     * 1,000. A delete marker that remains alone is the lifecycle rule's. Repeatable. The check passes ids of markers too.
     */
    void purge(Collection<StoredContent> versions);

    /**
     * Copies the object inside S3 under a fresh key, with its content encoding and type: one CopyObject of the version; above
     * {@link #LARGE} bytes CreateMultipartUpload, UploadPartCopy of parts in parallel, CompleteMultipartUpload. No retry of the
     * SDK: a late first attempt would lie on top of the version that was recorded. Who repeats it gets another key.
     *
     * @param size gzip bytes
     * @throws ContentMissingException if the source is not there
     * @throws net.osmand.account.core.values.UnavailableException if it failed or nobody knows
     */
    StoredContent copy(AccountId account, StoredContent source, long size);

    /** Bytes above which an object is copied in parts. */
    long LARGE = 100L << 20;

    /** Stores a passing answer that is too large for Lambda under a one-day key {@code answers/<account>/}, and links to it. */
    URI publish(AccountId account, byte[] gzip, String contentType);

    /** Objects of the account whose keys have that day, in the order of their keys: ListObjectVersions pages. */
    Stream<StoredObject> objects(AccountId account, LocalDate day);

    /** Every object of the account below {@code u/<account>/}, in the order of the keys: ListObjectVersions pages. */
    Stream<StoredObject> objects(AccountId account);

    /** The object of that very key; without entries if it is not there: one ListObjectVersions. */
    StoredObject object(String objectKey);

    /** Removes every object of the account, answers and exports too, and aborts its uploads in parts. */
    void erase(AccountId account);
}
