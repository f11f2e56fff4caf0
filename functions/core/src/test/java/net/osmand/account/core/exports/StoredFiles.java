package net.osmand.account.core.exports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;

/** The bytes of a stored object, which may be far larger than memory. */
interface StoredFiles {
    long length();

    /** Returns the uncompressed size in bytes. */
    long size();

    long crc32();

    void read(long offset, byte[] into, int at, int length);

    /** Writes a range of the object into a file whose unwritten bytes are zero. */
    default void write(long offset, long length, RandomAccessFile file, long place) throws IOException {
        var bytes = new byte[Math.toIntExact(length)];
        read(offset, bytes, 0, bytes.length);
        file.seek(place);
        file.write(bytes);
    }

    /** Returns an object with a real gzip. */
    static StoredFiles gzip(byte[] content) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var bytes = out.toByteArray();
        var crc = new CRC32();
        crc.update(content);
        return new StoredFiles() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public long size() {
                return content.length;
            }

            @Override
            public long crc32() {
                return crc.getValue();
            }

            @Override
            public void read(long offset, byte[] into, int at, int length) {
                System.arraycopy(bytes, Math.toIntExact(offset), into, at, length);
            }
        };
    }

    /** Returns the same object backed by a file instead of memory. */
    static StoredFiles onDisk(StoredFiles object, Path file) throws IOException {
        var bytes = new byte[Math.toIntExact(object.length())];
        object.read(0, bytes, 0, bytes.length);
        Files.write(file, bytes);
        return new OnDisk(file, object.length(), object.size(), object.crc32());
    }

    /** Reads the requested ranges from a file. */
    record OnDisk(Path file, long length, long size, long crc32) implements StoredFiles {
        @Override
        public void read(long offset, byte[] into, int at, int length) {
            try (var in = new RandomAccessFile(file.toFile(), "r")) {
                in.seek(offset);
                in.readFully(into, at, length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Returns an uncompressed gzip of zeros: stored deflate blocks, each with a header of five bytes and 65,535 zeros.
     */
    static StoredFiles zeros(long blocks) {
        return new Zeros(blocks);
    }

    /** Computes the requested ranges. */
    final class Zeros implements StoredFiles {
        private static final int HEADER = 10;
        private static final int TRAILER = 8;
        private static final int ZEROS = 65_535;
        private static final int BLOCK = ZEROS + 5;

        private final long blocks;
        private final long crc;

        private Zeros(long blocks) {
            this.blocks = blocks;
            var sum = new CRC32();
            var zeros = new byte[ZEROS];
            for (var i = 0L; i < blocks; i++) {
                sum.update(zeros);
            }
            crc = sum.getValue();
        }

        @Override
        public long length() {
            return HEADER + blocks * BLOCK + TRAILER;
        }

        @Override
        public long size() {
            return blocks * ZEROS;
        }

        @Override
        public long crc32() {
            return crc;
        }

        @Override
        public void read(long offset, byte[] into, int at, int length) {
            Arrays.fill(into, at, at + length, (byte) 0);
            for (var i = 0; i < length; i++) {
                var inBlock = (offset + i - HEADER) % BLOCK;
                if (inBlock >= 5) {
                    i += (int) (BLOCK - inBlock) - 1;
                } else {
                    into[at + i] = header(offset + i);
                }
            }
        }

        @Override
        public void write(long offset, long length, RandomAccessFile file, long place) throws IOException {
            var end = offset + length;
            for (var block = Math.max(0, (offset - HEADER) / BLOCK); block < blocks; block++) {
                var start = HEADER + block * BLOCK;
                for (var i = start; i < start + 5; i++) {
                    if (i >= offset && i < end && header(i) != 0) {
                        file.seek(place + i - offset);
                        file.write(header(i));
                    }
                }
                if (start >= end) {
                    return;
                }
            }
        }

        private byte header(long place) {
            var block = (place - HEADER) / BLOCK;
            return switch ((int) ((place - HEADER) % BLOCK)) {
                case 0 -> (byte) (block == blocks - 1 ? 1 : 0);
                case 1, 2 -> (byte) 0xff;
                default -> 0;
            };
        }
    }
}
