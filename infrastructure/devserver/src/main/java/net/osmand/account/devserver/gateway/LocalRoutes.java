package net.osmand.account.devserver.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What the stack answers itself, under {@code /local/}. */
@FunctionalInterface
public interface LocalRoutes {
    /** Answers a request; the query is decoded. */
    Page answer(String method, String path, Map<String, String> query, byte[] body);

    /** An answer of the stack's own. */
    record Page(int status, String contentType, String body) {
        byte[] bytes() {
            return body.getBytes(StandardCharsets.UTF_8);
        }
    }
}
