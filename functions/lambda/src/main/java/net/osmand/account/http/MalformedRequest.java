package net.osmand.account.http;

/** What the caller sent has the wrong shape: answered with the frameworks' own 400, not with a coded error. */
public sealed class MalformedRequest extends RuntimeException permits MissingParameter {
    private static final long serialVersionUID = 1L;

    public MalformedRequest() {
        this("malformed request");
    }

    MalformedRequest(String message) {
        super(message, null, false, false);
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
