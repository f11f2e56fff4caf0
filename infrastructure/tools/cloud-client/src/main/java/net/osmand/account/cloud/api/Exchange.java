package net.osmand.account.cloud.api;

import java.io.IOException;

/** Sends one HTTP request and returns its response. Follows no redirects. */
@FunctionalInterface
public interface Exchange {
    Reply send(Request request) throws IOException;
}
