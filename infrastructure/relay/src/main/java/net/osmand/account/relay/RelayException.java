package net.osmand.account.relay;

/**
 * An error that the relay itself returns.
 *
 * <p>The codes are those of the app protocol: 107 for a file that is not a gzip, 108 for one that is too large, 6 for a
 * temporary failure.
 */
final class RelayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    static final int NOT_GZIP = 107;
    static final int TOO_LARGE = 108;
    static final int TEMPORARY = 6;

    private final int status;
    private final int code;
    private final String text;

    RelayException(int status, int code, String text) {
        super(text, null, false, false);
        this.status = status;
        this.code = code;
        this.text = text;
    }

    static RelayException notGzip() {
        return new RelayException(400, NOT_GZIP, "the uploaded file is not one complete gzip stream");
    }

    static RelayException tooLarge(long bytes) {
        return new RelayException(
                400, TOO_LARGE, "This server takes files of up to %d MB. This file is larger.".formatted(bytes >> 20));
    }

    static RelayException busy() {
        return new RelayException(503, TEMPORARY, "the service is busy, please try again in a moment");
    }

    static RelayException unreachable() {
        return new RelayException(503, TEMPORARY, "the service is not reachable, please try again in a moment");
    }

    static RelayException tooSlow() {
        return new RelayException(408, TEMPORARY, "the upload took too long, please try again");
    }

    int status() {
        return status;
    }

    int code() {
        return code;
    }

    String text() {
        return text;
    }
}
