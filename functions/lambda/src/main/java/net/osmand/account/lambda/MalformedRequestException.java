package net.osmand.account.lambda;

/** What the caller sent has the wrong shape: answered with the frameworks' own 400, not with a coded error. */
public sealed class MalformedRequestException extends RuntimeException permits MissingParameterException {
    private static final long serialVersionUID = 1L;

    public MalformedRequestException() {
        this("malformed request");
    }

    MalformedRequestException(String message) {
        super(message, null, false, false);
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
