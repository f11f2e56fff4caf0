package net.osmand.account.core.files;

/** Thrown if the object of a row does not exist. */
public final class ContentMissingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ContentMissingException(String message) {
        super(message);
    }
}
