package net.osmand.account.core.values;

/**
 * A request that the protocol refuses. Nothing was changed. Each subclass is rendered in one way: see docs/protocol/index.md.
 */
public abstract class ProtocolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param text the message for the caller; never a text that the caller sent */
    protected ProtocolException(String text) {
        super(text, null, false, false);
    }

    /** The message for the caller. */
    public final String text() {
        return String.valueOf(getMessage());
    }
}
