package net.osmand.account.core.exports;

import java.net.URI;
import java.nio.ByteBuffer;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.StoredContent;

/**
 * Stores archives while they are assembled. All objects of an export have its own prefix, and a lifecycle rule removes
 * them.
 */
public interface ArchiveStore {
    /**
     * Reads the whole gzip of a small file.
     *
     * @throws ContentPurgedException if the object was purged
     */
    byte[] read(StoredContent content);

    /**
     * Fills the buffer with the object's bytes starting at the offset.
     *
     * @throws ContentPurgedException if the object was purged
     */
    void read(StoredContent content, long offset, ByteBuffer into);

    /** Begins a multipart upload. */
    MultipartUpload begin(AccountId account, String export);

    /**
     * Uploads a part and replaces an earlier part with the same number.
     *
     * @param number part number, from 1 on
     * @throws MultipartUploadEndedException if the upload was completed or aborted
     */
    void fill(MultipartUpload upload, int number, byte[] bytes);

    /**
     * Lets S3 copy a range of an object into a part.
     *
     * @throws MultipartUploadEndedException if the upload was completed or aborted
     * @throws ContentPurgedException if the object was purged
     */
    void copy(MultipartUpload upload, int number, StoredContent content, long offset, long length);

    /**
     * Completes the archive from its parts.
     *
     * @throws MultipartUploadEndedException if the upload was already completed or aborted
     */
    void complete(MultipartUpload upload);

    /** Whether the archive exists with exactly this size in bytes. */
    boolean exists(MultipartUpload upload, long size);

    /** Aborts an upload and removes its parts. Idempotent. */
    void abort(MultipartUpload upload);

    /** Stores the state of an export between its steps and returns the object key. */
    String storePlan(AccountId account, String export, byte[] bytes);

    byte[] readPlan(String objectKey);

    /** Creates a presigned URL of the finished archive that is valid for 15 minutes. */
    URI link(MultipartUpload upload, String fileName);

    /** Removes all objects of an export. */
    void remove(AccountId account, String export);
}
