package net.osmand.account.core.exports;

/** Thrown if a multipart upload no longer exists, because it was completed, or cancelled with its export. */
public final class MultipartUploadEndedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MultipartUploadEndedException() {
        super("a multipart upload is gone", null, false, false);
    }
}
