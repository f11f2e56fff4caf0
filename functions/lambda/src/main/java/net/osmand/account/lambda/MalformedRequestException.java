package net.osmand.account.lambda;

import net.osmand.account.core.values.ProtocolException;

/** A request of the wrong shape. The body is the one of the reference's framework, without a code. */
public sealed class MalformedRequestException extends ProtocolException permits MissingParameterException {
    private static final long serialVersionUID = 1L;

    public MalformedRequestException() {
        this("malformed request");
    }

    MalformedRequestException(String message) {
        super(message);
    }
}
