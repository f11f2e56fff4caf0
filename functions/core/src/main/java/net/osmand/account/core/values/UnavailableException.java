package net.osmand.account.core.values;

/**
 * A required service is throttled, too slow or not reachable, and all retries have failed. The effect of the failed
 * call is unknown. The same request may succeed later.
 */
public final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Seconds after which a client may retry. */
    private static final long RETRY_AFTER = 5;

    public UnavailableException(String message) {
        super(message);
    }

    /** Creates the exception with the failure of the last try as its cause. */
    public UnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Returns the seconds for the {@code Retry-After} header. */
    public long retryAfterSeconds() {
        return RETRY_AFTER;
    }
}
