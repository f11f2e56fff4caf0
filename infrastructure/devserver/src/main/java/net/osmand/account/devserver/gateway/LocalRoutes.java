package net.osmand.account.devserver.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The dev server's own routes, below {@code /local/}. */
@FunctionalInterface
public interface LocalRoutes {
    /** Answers a request. The query is decoded. */
    Page answer(String method, String path, Map<String, String> query, byte[] body);

    /** A response of the dev server itself. */
    record Page(int status, String contentType, String body) {
        byte[] bytes() {
            return body.getBytes(StandardCharsets.UTF_8);
        }
    }
}
