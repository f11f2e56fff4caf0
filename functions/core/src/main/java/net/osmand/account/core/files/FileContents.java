package net.osmand.account.core.files;

import java.net.URI;
import java.time.LocalDate;
import java.util.Collection;
import java.util.stream.Stream;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.StoredContent;

/**
 * Stores the contents of files: gzip exactly as uploaded, one object for each row with content, under immutable keys
 * {@code u/<account>/<yyyymmdd>-<random>}. The day is the current one in UTC. Objects are read by S3 version id.
 */
public interface FileContents {
    /** Stores the bytes under a new key: one PutObject with If-None-Match. */
    StoredContent store(AccountId account, byte[] gzip);

    /**
     * Reads the bytes: one GetObject.
     *
     * @throws ContentMissingException if the version does not exist, such as after a purge
     */
    byte[] read(StoredContent content);

    /**
     * Creates a presigned URL that is valid for 15 minutes. Makes no call.
     *
     * @param fileName for Content-Disposition
     */
    URI link(StoredContent content, String fileName);

    /** Sets a delete marker on the object: one DeleteObject without version id. Repeating it adds harmless markers. */
    void addDeleteMarker(StoredContent content);

    /**
     * Removes all delete markers of the object: one ListObjectVersions for the key and, if there are markers, one
     * DeleteObjects with their version ids. Removes nothing if the content's own version does not exist. Idempotent.
     */
    void removeDeleteMarkers(StoredContent content);

    /**
     * Permanently deletes these versions by their version ids, never by a listing: DeleteObject for one version,
     * otherwise DeleteObjects for up to 1,000. The lifecycle rule removes a delete marker that remains without
     * versions. Idempotent. The check also passes version ids of delete markers.
     */
    void purge(Collection<StoredContent> versions);

    /**
     * Copies the object inside S3 to a new key, with its content encoding and type: one CopyObject of the version.
     * Above {@link #LARGE} bytes: CreateMultipartUpload, UploadPartCopy of parts in parallel, CompleteMultipartUpload.
     * The SDK does not retry, because a delayed first attempt would put a version above the recorded one. A caller that
     * retries gets another key.
     *
     * @param size gzip bytes
     * @throws ContentMissingException if the source does not exist
     * @throws net.osmand.account.core.values.UnavailableException if the copy failed or its outcome is unknown
     */
    StoredContent copy(AccountId account, StoredContent source, long size);

    /** Size in bytes above which an object is copied in parts. */
    long LARGE = 100L << 20;

    /**
     * Stores a temporary response that is too large for Lambda and returns a link to it. The key below
     * {@code answers/<account>/} expires after one day.
     */
    URI storeTemporary(AccountId account, byte[] gzip, String contentType);

    /** Lists the objects of the account whose keys contain that day, in key order: ListObjectVersions pages. */
    Stream<StoredObject> objects(AccountId account, LocalDate day);

    /** Lists all objects of the account below {@code u/<account>/}, in key order: ListObjectVersions pages. */
    Stream<StoredObject> objects(AccountId account);

    /** Returns the object with exactly this key, without entries if it does not exist: one ListObjectVersions. */
    StoredObject object(String objectKey);

    /** Removes all objects of the account, including answers, stored lists and exports, and aborts its multipart uploads. */
    void erase(AccountId account);
}
