package net.osmand.account.relay;

import java.io.IOException;

/** The connection to the caller is broken, so no answer can be sent. */
final class CallerDisconnectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CallerDisconnectedException(IOException cause) {
        super(cause);
    }
}
