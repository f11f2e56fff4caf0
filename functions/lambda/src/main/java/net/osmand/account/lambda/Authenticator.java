package net.osmand.account.lambda;

import net.osmand.account.core.account.Caller;

/** Authenticates the caller of a request. */
@FunctionalInterface
public interface Authenticator {
    /** @throws net.osmand.account.core.values.ProtocolException if the request does not prove who calls */
    Caller authenticate(Request request);
}
