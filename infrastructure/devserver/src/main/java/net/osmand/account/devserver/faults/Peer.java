package net.osmand.account.devserver.faults;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** One end of a connection, with buffers. Closing it closes the connection. */
final class Peer implements AutoCloseable {
    private static final int BUFFER = 16 * 1024;

    final InputStream in;
    final OutputStream out;
    private final Socket socket;

    Peer(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        this.socket = socket;
        in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
    }

    private Peer(Peer other, OutputStream out) {
        socket = other.socket;
        in = other.in;
        this.out = out;
    }

    /** The same peer with its output discarded. */
    Peer withoutOutput() {
        return new Peer(this, OutputStream.nullOutputStream());
    }

    /** Returns whether the peer has closed the connection. Call it only while no message is expected. */
    boolean hasClosed() throws IOException {
        socket.setSoTimeout(1);
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException silent) {
            return false;
        } finally {
            socket.setSoTimeout(0);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
