package net.osmand.account.lambda;

import net.osmand.account.core.account.Caller;

/** Finds who calls, or refuses. */
@FunctionalInterface
public interface Authenticator {
    Caller open(Request request);
}
