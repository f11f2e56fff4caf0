package net.osmand.account.core.values;

/**
 * A service that we need is throttled, too slow or not reachable, and all retries have failed. The effect of the failed call is
 * unknown. The same request may succeed later.
 */
public final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Seconds after which a client may try again. */
    private static final long RETRY_AFTER = 5;

    public UnavailableException(String message) {
        super(message);
    }

    /** With the failure of the last try. */
    public UnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Seconds, for the header {@code Retry-After}. */
    public long retryAfterSeconds() {
        return RETRY_AFTER;
    }
}
