package net.osmand.account.relay;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** An upload that a test sends byte by byte. */
final class RawUpload implements AutoCloseable {
    private final Socket socket;
    private final InputStream body;
    private final OutputStream out;

    RawUpload(URI relay, String target, TestUpload upload) throws IOException {
        socket = new Socket(relay.getHost(), relay.getPort());
        body = upload.body();
        out = socket.getOutputStream();
        var head = "POST %s HTTP/1.1\r\nHost: relay\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
                .formatted(target, TestUpload.CONTENT_TYPE, upload.length());
        out.write(head.getBytes(StandardCharsets.US_ASCII));
    }

    void send(int bytes) throws IOException {
        out.write(body.readNBytes(bytes));
    }

    void sendAll() throws IOException {
        body.transferTo(out);
    }

    /** Returns the status line of the answer, or an empty string if the relay closed the connection. */
    String status() throws IOException {
        var line = new StringBuilder();
        var in = socket.getInputStream();
        for (var one = in.read(); one >= 0 && one != '\r'; one = in.read()) {
            line.append((char) one);
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
