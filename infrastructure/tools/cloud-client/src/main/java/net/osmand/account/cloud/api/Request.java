package net.osmand.account.cloud.api;

import java.net.URI;
import java.util.Map;

/** An HTTP request. */
@SuppressWarnings("ArrayRecordComponent")
public record Request(String method, URI uri, Map<String, String> headers, byte[] body) {
    private static final byte[] NOTHING = {};

    public Request {
        headers = Map.copyOf(headers);
    }

    static Request get(URI uri, Map<String, String> headers) {
        return new Request("GET", uri, headers, NOTHING);
    }
}
