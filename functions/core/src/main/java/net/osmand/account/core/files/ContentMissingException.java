package net.osmand.account.core.files;

/** The bytes of a row are not there. */
public final class ContentMissingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ContentMissingException(String message) {
        super(message);
    }
}
