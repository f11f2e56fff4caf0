package net.osmand.account.emulators.wire;

/** An error response of AWS. The SDK chooses the exception's class by its name. The status is usually 400. */
public final class AwsError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;

    public AwsError(String type, String message) {
        this(400, type, message);
    }

    public AwsError(int status, String type, String message) {
        super(message, null, false, false);
        this.status = status;
        this.type = type;
    }

    public int status() {
        return status;
    }

    public String type() {
        return type;
    }
}
