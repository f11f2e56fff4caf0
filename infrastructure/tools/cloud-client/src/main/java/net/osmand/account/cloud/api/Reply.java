package net.osmand.account.cloud.api;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP response whose body can be read once.
 *
 * @param headers by lower-case name
 */
public record Reply(int status, Map<String, String> headers, InputStream body) implements AutoCloseable {
    public Reply {
        headers = Map.copyOf(headers);
    }

    /** Creates a response with a body in memory. */
    public static Reply of(int status, Map<String, String> headers, byte[] body) {
        return new Reply(status, headers, new ByteArrayInputStream(body));
    }

    /** Returns a header's value. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
