package net.osmand.account.lambda;

import net.osmand.account.core.values.ProtocolException;

/** The request has the wrong shape. The error body is the default one of OsmAnd's own server, without a code. */
public sealed class MalformedRequestException extends ProtocolException permits MissingParameterException {
    private static final long serialVersionUID = 1L;

    public MalformedRequestException() {
        this("malformed request");
    }

    MalformedRequestException(String message) {
        super(message);
    }
}
