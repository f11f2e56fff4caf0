package net.osmand.account.http;

/** A required parameter is neither in the query nor in the form. */
public final class MissingParameter extends MalformedRequest {
    private static final long serialVersionUID = 1L;

    public MissingParameter(String name) {
        super("missing parameter " + name);
    }
}
