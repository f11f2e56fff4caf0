package net.osmand.account.core.exports;

import java.net.URI;
import java.nio.ByteBuffer;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.StoredContent;

/** Where archives are put together: everything of an export lies under its own prefix, which a lifecycle rule empties. */
public interface ArchiveStore {
    /**
     * The whole gzip of a small file.
     *
     * @throws ContentGoneException where it was purged
     */
    byte[] read(StoredContent content);

    /**
     * Fills the buffer with the object's bytes from the offset on.
     *
     * @throws ContentGoneException where it was purged
     */
    void read(StoredContent content, long offset, ByteBuffer into);

    /** Begins an upload. */
    MultipartUpload begin(AccountId account, String export);

    /**
     * Uploads a part; the same number again replaces it.
     *
     * @param number from 1 on
     * @throws MultipartUploadGoneException where the upload is completed or aborted
     */
    void fill(MultipartUpload upload, int number, byte[] bytes);

    /**
     * Lets S3 copy a range into a part.
     *
     * @throws MultipartUploadGoneException where the upload is completed or aborted
     * @throws ContentGoneException where the object was purged
     */
    void copy(MultipartUpload upload, int number, StoredContent content, long offset, long length);

    /**
     * Makes the archive of the parts.
     *
     * @throws MultipartUploadGoneException where it was completed or aborted before
     */
    void complete(MultipartUpload upload);

    /** Whether the archive is there with that many bytes. */
    boolean holds(MultipartUpload upload, long size);

    /** Ends an upload and frees its parts. Repeatable. */
    void abort(MultipartUpload upload);

    /** Keeps what an export has to remember, and names it. */
    String keep(AccountId account, String export, byte[] bytes);

    byte[] kept(String objectKey);

    /** A link to the finished archive for 15 minutes, minted anew at each request. */
    URI link(MultipartUpload upload, String fileName);

    /** Removes all objects of an export. */
    void remove(AccountId account, String export);
}
