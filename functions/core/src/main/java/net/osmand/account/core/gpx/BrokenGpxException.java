package net.osmand.account.core.gpx;

/** A text that is not a GPX file, or one beyond the {@link GpxLimits}. */
public final class BrokenGpxException extends Exception {
    private static final long serialVersionUID = 1L;

    public BrokenGpxException(String message) {
        super(message, null, false, false);
    }
}
