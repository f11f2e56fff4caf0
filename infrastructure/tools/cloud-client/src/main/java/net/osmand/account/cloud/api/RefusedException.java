package net.osmand.account.cloud.api;

/** The server rejected one request. Other requests may succeed. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The plan does not store this type. */
    public static final int PLAN = 102;

    /** There is no account with this address. */
    public static final int NO_ACCOUNT = 103;

    /** The code is wrong, expired or empty. */
    public static final int WRONG_CODE = 104;

    /** The device or the name is not accepted. */
    public static final int NOT_ACCEPTED = 105;

    /** The version is not available. */
    public static final int NOT_AVAILABLE = 106;

    /** The account, the file or the number of files is too large. */
    public static final int QUOTA = 108;

    private final int status;
    private final int code;

    RefusedException(int status, int code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    public int status() {
        return status;
    }

    /** Returns the error code of the protocol, or 0 if the answer has none. */
    public int code() {
        return code;
    }

    /** Returns the server's explanation. */
    public String sentence() {
        return String.valueOf(getMessage());
    }

    /** Returns whether the account's plan or quota is the reason. */
    public boolean isQuota() {
        return code == PLAN || code == QUOTA;
    }
}
