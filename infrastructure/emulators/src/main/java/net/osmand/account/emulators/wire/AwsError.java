package net.osmand.account.emulators.wire;

/** An error that AWS would answer with: status 400 and its exception's name, by which the SDK throws the right class. */
public final class AwsError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String type;

    public AwsError(String type, String message) {
        super(message, null, false, false);
        this.type = type;
    }

    public String type() {
        return type;
    }
}
