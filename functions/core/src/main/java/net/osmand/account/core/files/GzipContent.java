package net.osmand.account.core.files;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;

/**
 * Metadata of a complete gzip with one member. The content is read once and not kept, so a gzip bomb costs time but no
 * memory.
 *
 * @param size uncompressed bytes
 * @param crc32 CRC-32 of the uncompressed bytes, verified against the trailer
 * @param deflateOffset length of the header in bytes (RFC 1952), which is the offset of the deflate stream
 */
public record GzipContent(long size, long crc32, int deflateOffset) {
    /** Longest accepted header in bytes, much longer than any real file name. */
    private static final int LONGEST_HEADER = 1 << 20;

    /**
     * Reads and checks a gzip.
     *
     * @throws ProblemException 107 unless it is exactly one complete member
     */
    public static GzipContent read(byte[] gzip) {
        try {
            return read(new ByteArrayInputStream(gzip));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads and checks a gzip to the end of the stream, in buffers of 64 KiB.
     *
     * @throws ProblemException 107 unless it is exactly one complete member
     * @throws IOException if reading the stream fails
     */
    public static GzipContent read(InputStream gzip) throws IOException {
        var inflater = new Inflater(true);
        try {
            return new Reader(gzip).content(inflater);
        } catch (DataFormatException e) {
            throw new ProblemException(Problem.NOT_GZIP);
        } finally {
            inflater.end();
        }
    }

    /** Reads one stream with a buffer and counts the consumed bytes. */
    private static final class Reader {
        private final InputStream gzip;
        private final byte[] buffer = new byte[64 << 10];
        private int at;
        private int end;
        private long consumed;
        private final CRC32 header = new CRC32();

        Reader(InputStream gzip) {
            this.gzip = gzip;
        }

        GzipContent content(Inflater inflater) throws IOException, DataFormatException {
            skipHeader();
            var offset = Math.toIntExact(consumed);
            var crc = inflate(inflater);
            var size = inflater.getBytesWritten();
            if (littleEndian(4) != crc.getValue() || littleEndian(4) != (size & 0xffffffffL) || fill()) {
                throw new DataFormatException("the trailer does not fit");
            }
            return new GzipContent(size, crc.getValue(), offset);
        }

        private CRC32 inflate(Inflater inflater) throws IOException, DataFormatException {
            var crc = new CRC32();
            var plain = new byte[64 << 10];
            while (!inflater.finished()) {
                var count = inflater.inflate(plain);
                crc.update(plain, 0, count);
                if (count == 0 && !inflater.finished()) {
                    if (inflater.needsDictionary() || !fill()) {
                        throw new DataFormatException("truncated");
                    }
                    inflater.setInput(buffer, at, end - at);
                    at = end;
                }
            }
            at = end - inflater.getRemaining();
            return crc;
        }

        private void skipHeader() throws IOException, DataFormatException {
            if (next() != 0x1f || next() != 0x8b || next() != 8) {
                throw new DataFormatException("no gzip");
            }
            var flags = next();
            if ((flags & 0xe0) != 0) {
                throw new DataFormatException("no gzip");
            }
            skip(6);
            if ((flags & 4) != 0) {
                skip(Math.toIntExact(littleEndian(2)));
            }
            for (var text = Integer.bitCount(flags & 0x18); text > 0; text--) {
                skipText();
            }
            var checksum = header.getValue() & 0xffff;
            if ((flags & 2) != 0 && littleEndian(2) != checksum) {
                throw new DataFormatException("the header does not fit its checksum");
            }
        }

        private void skip(int count) throws IOException, DataFormatException {
            for (var left = count; left > 0; left--) {
                next();
            }
        }

        private void skipText() throws IOException, DataFormatException {
            while (next() != 0) {
                if (consumed > LONGEST_HEADER) {
                    throw new DataFormatException("no header");
                }
            }
        }

        private long littleEndian(int count) throws IOException, DataFormatException {
            var value = 0L;
            for (var i = 0; i < count; i++) {
                value |= (long) next() << (8 * i);
            }
            return value;
        }

        private int next() throws IOException, DataFormatException {
            if (!fill()) {
                throw new DataFormatException("truncated");
            }
            consumed++;
            header.update(buffer[at]);
            return buffer[at++] & 0xff;
        }

        /** Refills the buffer if it is used up. Returns false at the end of the stream. */
        private boolean fill() throws IOException {
            if (at == end) {
                at = 0;
                end = Math.max(0, gzip.read(buffer, 0, buffer.length));
            }
            return at < end;
        }
    }
}
