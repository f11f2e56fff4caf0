package net.osmand.account.relay;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A download that a test reads step by step. */
final class RawDownload implements AutoCloseable {
    private final Socket socket;

    RawDownload(URI relay, String target) throws IOException {
        socket = new Socket(relay.getHost(), relay.getPort());
        var head = "GET %s HTTP/1.1\r\nHost: relay\r\n\r\n".formatted(target);
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    }

    /** Reads the next bytes of the answer. */
    String read(int bytes) throws IOException {
        return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
