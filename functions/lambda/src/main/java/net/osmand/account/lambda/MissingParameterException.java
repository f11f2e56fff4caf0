package net.osmand.account.lambda;

/** A required parameter is missing in both the query and the form. */
public final class MissingParameterException extends MalformedRequestException {
    private static final long serialVersionUID = 1L;

    public MissingParameterException(String name) {
        super("missing parameter " + name);
    }
}
