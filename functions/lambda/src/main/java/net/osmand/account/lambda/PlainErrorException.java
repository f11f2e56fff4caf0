package net.osmand.account.lambda;

import net.osmand.account.core.values.ProtocolException;

/** A refusal with a plain text body, used for codes and deletion (docs/protocol/transport.md#plain-text-errors). */
public final class PlainErrorException extends ProtocolException {
    private static final long serialVersionUID = 1L;

    /** @param text never blank, because Android treats an error without a body as success */
    public PlainErrorException(String text) {
        super(text.isBlank() ? "refused" : text);
    }
}
