package net.osmand.account.core.values;

/**
 * A request that the protocol rejects. Nothing was changed. Each subclass has its own rendering, see
 * docs/protocol/index.md.
 */
public abstract class ProtocolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param text the message for the caller; never a text that the caller sent */
    protected ProtocolException(String text) {
        super(text, null, false, false);
    }

    /** Returns the message for the caller. */
    public final String text() {
        return String.valueOf(getMessage());
    }
}
