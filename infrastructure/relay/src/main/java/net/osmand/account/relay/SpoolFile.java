package net.osmand.account.relay;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file of the spool that is written once and then read in ranges. Closing it deletes it. */
final class SpoolFile extends OutputStream {
    private static final long CLAIM = 1L << 20;

    private final Spool spool;
    private final Path path;
    private final FileChannel channel;
    private long size;
    private long claimed;

    SpoolFile(Spool spool, Path path) throws IOException {
        this.spool = spool;
        this.path = path;
        this.channel = FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.READ);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        while (size + length > claimed) {
            spool.claim(CLAIM);
            claimed += CLAIM;
        }
        var buffer = ByteBuffer.wrap(bytes, from, length);
        while (buffer.hasRemaining()) {
            size += channel.write(buffer, size);
        }
    }

    long size() {
        return size;
    }

    /** Returns a stream of a range. Several ranges can be read concurrently. */
    InputStream read(long from, long length) {
        return new InputStream() {
            private long position = from;

            @Override
            public int read() throws IOException {
                var one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int at, int most) throws IOException {
                var rest = from + length - position;
                if (rest <= 0) {
                    return -1;
                }
                var read = channel.read(ByteBuffer.wrap(bytes, at, (int) Math.min(most, rest)), position);
                position += Math.max(0, read);
                return read;
            }
        };
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
            Files.deleteIfExists(path);
        } finally {
            spool.release(claimed);
            claimed = 0;
        }
    }
}
