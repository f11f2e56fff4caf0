package net.osmand.account.archive;

/** A multipart upload is under way no more: completed, or cancelled with its export. */
public final class UploadGone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UploadGone() {
        super("a multipart upload is gone", null, false, false);
    }
}
