package net.osmand.account.http;

import net.osmand.account.identity.Caller;

/** Finds who calls, or refuses. */
@FunctionalInterface
public interface Door {
    Caller open(Request request);
}
