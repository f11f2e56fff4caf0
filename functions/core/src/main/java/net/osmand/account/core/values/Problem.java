package net.osmand.account.core.values;

/** The error codes of the app protocol (docs/protocol/transport.md#error-codes). */
public enum Problem {
    EMAIL_INVALID(101, "a valid e-mail address is needed"),
    NO_SUBSCRIPTION(102, "this needs a valid OsmAnd Pro subscription"),
    NO_ACCOUNT(103, "there is no account with this e-mail address"),
    CODE_REJECTED(104, "the code is wrong or has expired"),
    DEVICE_REJECTED(105, "device id or access token rejected"),
    FILE_NOT_AVAILABLE(106, "this file or version is not available"),
    NOT_GZIP(107, "the uploaded file is not one complete gzip stream"),
    STORAGE_EXCEEDED(108, "Maximum size of OsmAnd Cloud exceeded"),
    PURCHASE_IN_USE(109, "this purchase already belongs to another account"),
    SUBSCRIPTION_EXPIRED(110, "the subscription has expired"),
    ALREADY_REGISTERED(111, "this e-mail address is already registered"),
    PASSWORD_TOO_SIMPLE(112, "the password needs 8 characters or more"),
    /** Used only under {@code /v1}: the protocol of the apps ends at 112. */
    OLD_PASSWORD_WRONG(113, "the old password is wrong"),
    /** Too many codes or tries: status 429 instead of 400. The message contains the waiting time. */
    TOO_MANY_REQUESTS(6, "too many requests, please try again later"),
    /** An unexpected error: status 500, with the code that the apps use for it. */
    UNAVAILABLE(6, "something went wrong on our side"),
    /** A required service is throttled or not reachable: status 503 with {@code Retry-After}. */
    BUSY(6, "the service is busy, please try again in a moment"),
    /**
     * A group of favourites that cannot be changed on the server. The code is the HTTP status, because the protocol has
     * no code.
     */
    GPX_NOT_READABLE(400, "this group is not a readable GPX file, or it has too many points to be changed here"),
    /** No session, or an expired one: status 401. The code is the HTTP status, because the protocol has no code. */
    NOT_SIGNED_IN(401, "please sign in first"),
    /** A page of another site requests a change: status 403. */
    FOREIGN_ORIGIN(403, "this can only be asked for by the portal itself"),
    /** The resource does not exist: status 404. */
    NOT_FOUND(404, "there is no such thing here"),
    /** The page shows a different account from that of the session: status 409. */
    OTHER_ACCOUNT(409, "another account is signed in than the page shows"),
    /** Another export is in progress: status 409. */
    EXPORT_UNDER_WAY(409, "another export is under way; wait for it or cancel it"),
    /** A job is renaming or deleting another folder: status 409. */
    FOLDER_JOB_UNDER_WAY(409, "another folder is being renamed or deleted; wait for it or cancel it"),
    /** An upload is completed before all its bytes have arrived: status 409. */
    UPLOAD_INCOMPLETE(409, "some bytes of this upload are not there yet; see which, and send them"),
    /** The upload accepts no more bytes: status 409. */
    UPLOAD_ENDED(409, "this upload takes no more bytes");

    private final int code;
    private final String message;

    Problem(int code, String message) {
        this.code = code;
        this.message = message;
    }

    public int code() {
        return code;
    }

    /** Returns the message in English; the apps show it as is. */
    public String message() {
        return message;
    }

    /** Returns the HTTP status. */
    public int status() {
        return switch (this) {
            case TOO_MANY_REQUESTS -> 429;
            case UNAVAILABLE -> 500;
            case BUSY -> 503;
            case NOT_SIGNED_IN,
                    FOREIGN_ORIGIN,
                    NOT_FOUND,
                    OTHER_ACCOUNT,
                    EXPORT_UNDER_WAY,
                    FOLDER_JOB_UNDER_WAY,
                    UPLOAD_INCOMPLETE,
                    UPLOAD_ENDED -> code;
            default -> 400;
        };
    }
}
