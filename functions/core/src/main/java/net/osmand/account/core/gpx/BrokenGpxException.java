package net.osmand.account.core.gpx;

/** Thrown if a text is not a GPX file or exceeds the {@link GpxLimits}. */
public final class BrokenGpxException extends Exception {
    private static final long serialVersionUID = 1L;

    public BrokenGpxException(String message) {
        super(message, null, false, false);
    }
}
