package net.osmand.account.devserver.faults;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The start line and the headers of an HTTP/1.1 message, and how its body is framed. */
record HttpHead(String start, List<String> headers) {
    HttpHead {
        headers = List.copyOf(headers);
    }

    /** Reads the start line and the headers. Empty if the peer has closed the connection. */
    static Optional<HttpHead> read(InputStream in) throws IOException {
        var start = line(in);
        if (start.isEmpty()) {
            return Optional.empty();
        }
        var headers = new ArrayList<String>();
        for (var header = line(in); !header.isEmpty(); header = line(in)) {
            headers.add(header);
        }
        return Optional.of(new HttpHead(start, headers));
    }

    Optional<String> value(String name) {
        return headers.stream()
                .filter(header -> isNamed(header, name))
                .map(header -> header.substring(name.length() + 1).strip())
                .findFirst();
    }

    HttpHead without(String name) {
        return new HttpHead(
                start, headers.stream().filter(header -> !isNamed(header, name)).toList());
    }

    HttpHead withLength(int bytes) {
        var changed = new ArrayList<>(without("Transfer-Encoding").without("Content-Length").headers);
        changed.add("Content-Length: " + bytes);
        return new HttpHead(start, changed);
    }

    void write(OutputStream out) throws IOException {
        var text = start + "\r\n"
                + String.join("", headers.stream().map(h -> h + "\r\n").toList()) + "\r\n";
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    boolean isChunked() {
        return value("Transfer-Encoding").filter("chunked"::equalsIgnoreCase).isPresent();
    }

    /** Returns whether the sender closes the connection after this message. */
    boolean isLast() {
        return value("Connection").filter("close"::equalsIgnoreCase).isPresent();
    }

    /**
     * Copies the body with its framing.
     *
     * @param endsWithConnection whether a body without length ends with the connection
     */
    void copyBody(InputStream in, OutputStream out, boolean endsWithConnection) throws IOException {
        if (isChunked()) {
            copyChunks(in, out, true);
        } else if (value("Content-Length").isPresent()) {
            copy(in, out, Long.parseLong(value("Content-Length").get()));
        } else if (endsWithConnection) {
            in.transferTo(out);
        }
    }

    /** Reads the body without its framing. */
    byte[] readBody(InputStream in) throws IOException {
        var body = new ByteArrayOutputStream();
        if (isChunked()) {
            copyChunks(in, body, false);
        } else {
            copy(in, body, Long.parseLong(value("Content-Length").orElse("0")));
        }
        return body.toByteArray();
    }

    private static void copyChunks(InputStream in, OutputStream out, boolean framed) throws IOException {
        var size = 1L;
        while (size > 0) {
            var line = line(in);
            size = Long.parseLong(line.split(";", 2)[0].strip(), 16);
            if (framed) {
                out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            }
            copy(in, out, size);
            // Trailers and an empty line follow the last chunk. One empty line follows every other chunk.
            var end = line(in);
            while (size == 0 && !end.isEmpty()) {
                if (framed) {
                    out.write((end + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
                }
                end = line(in);
            }
            if (framed) {
                out.write("\r\n".getBytes(StandardCharsets.ISO_8859_1));
            }
        }
    }

    private static void copy(InputStream in, OutputStream out, long bytes) throws IOException {
        var buffer = new byte[16 * 1024];
        for (var left = bytes; left > 0; ) {
            var read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                throw new EOFException("the connection closed within a body");
            }
            out.write(buffer, 0, read);
            left -= read;
        }
    }

    /** Reads a line without its end. Empty at the end of the connection. */
    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (var next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private static boolean isNamed(String header, String name) {
        return header.length() > name.length()
                && header.charAt(name.length()) == ':'
                && header.regionMatches(true, 0, name, 0, name.length());
    }
}
