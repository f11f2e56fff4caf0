package net.osmand.account.lambda;

import net.osmand.account.core.values.ProtocolException;

/** A refusal whose body is plain text: those of codes and deletion (docs/protocol/transport.md#plain-text-errors). */
public final class PlainErrorException extends ProtocolException {
    private static final long serialVersionUID = 1L;

    /** @param text never blank: Android takes an error without a body for a success */
    public PlainErrorException(String text) {
        super(text.isBlank() ? "refused" : text);
    }
}
