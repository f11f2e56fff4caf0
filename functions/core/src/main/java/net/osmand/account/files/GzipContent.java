package net.osmand.account.files;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import net.osmand.account.problem.Problem;
import net.osmand.account.problem.Refused;

/**
 * A whole gzip of one member, read through once without keeping what it holds, so that a bomb costs time but no memory.
 *
 * @param size uncompressed bytes
 * @param crc32 of the uncompressed bytes, as the trailer says and the content proves
 * @param deflateOffset bytes of the header (RFC 1952), where the deflate stream begins
 */
public record GzipContent(long size, long crc32, int deflateOffset) {
    /** More than this many bytes for each byte of gzip can't come from deflate (zlib's own bound is 1032). */
    private static final int LARGEST_RATIO = 1040;

    private static final int TRAILER = 8;

    /**
     * Reads and checks it.
     *
     * @throws Refused 107 for anything but one complete member
     */
    public static GzipContent read(byte[] gzip) {
        try {
            var offset = headerLength(gzip);
            var inflater = new Inflater(true);
            try {
                return inflate(gzip, offset, inflater);
            } finally {
                inflater.end();
            }
        } catch (IOException | DataFormatException | IndexOutOfBoundsException e) {
            throw new Refused(Problem.NOT_GZIP);
        }
    }

    private static GzipContent inflate(byte[] gzip, int offset, Inflater inflater)
            throws DataFormatException, IOException {
        inflater.setInput(gzip, offset, gzip.length - offset - TRAILER);
        var crc = new CRC32();
        var buffer = new byte[64 << 10];
        while (!inflater.finished()) {
            var read = inflater.inflate(buffer);
            if (read == 0 && !inflater.finished()) {
                throw new IOException("truncated");
            }
            crc.update(buffer, 0, read);
            if (inflater.getBytesWritten() > (long) gzip.length * LARGEST_RATIO) {
                throw new IOException("impossible ratio");
            }
        }
        var end = offset + inflater.getBytesRead();
        var size = inflater.getBytesWritten();
        if (end + TRAILER != gzip.length
                || littleEndian(gzip, (int) end) != crc.getValue()
                || littleEndian(gzip, (int) end + 4) != (size & 0xffffffffL)) {
            throw new IOException("the trailer does not fit");
        }
        return new GzipContent(size, crc.getValue(), offset);
    }

    private static int headerLength(byte[] gzip) throws IOException {
        var in = new ByteArrayInputStream(gzip);
        if (in.read() != 0x1f || in.read() != 0x8b || in.read() != 8) {
            throw new IOException("no gzip");
        }
        var flags = in.read();
        if ((flags & 0xe0) != 0 || in.skip(6) != 6) {
            throw new IOException("no gzip");
        }
        if ((flags & 4) != 0) {
            var extra = in.read() | in.read() << 8;
            if (extra < 0 || in.skip(extra) != extra) {
                throw new IOException("truncated");
            }
        }
        for (var text = Integer.bitCount(flags & 0x18); text > 0; text--) {
            skipText(in);
        }
        if ((flags & 2) != 0 && in.skip(2) != 2) {
            throw new IOException("truncated");
        }
        var offset = gzip.length - in.available();
        if (gzip.length - offset < TRAILER) {
            throw new IOException("truncated");
        }
        return offset;
    }

    private static void skipText(ByteArrayInputStream in) throws IOException {
        int next;
        while ((next = in.read()) != 0) {
            if (next < 0) {
                throw new IOException("truncated");
            }
        }
    }

    private static long littleEndian(byte[] bytes, int at) {
        return (bytes[at] & 0xffL)
                | (bytes[at + 1] & 0xffL) << 8
                | (bytes[at + 2] & 0xffL) << 16
                | (bytes[at + 3] & 0xffL) << 24;
    }
}
