package net.osmand.account.lambda;

import net.osmand.account.core.values.ProtocolException;

/**
 * The session of a public web client has ended. That client ignores 401; only a redirect logs it out
 * (docs/protocol/portal.md#expired-session).
 */
final class SessionEndedException extends ProtocolException {
    private static final long serialVersionUID = 1L;

    SessionEndedException() {
        super("the session has ended");
    }
}
