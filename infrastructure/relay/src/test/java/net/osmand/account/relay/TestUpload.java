package net.osmand.account.relay;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/**
 * The multipart body of an upload, as the Android app sends it. It is generated while it is read, so its size needs no
 * memory.
 */
final class TestUpload {
    static final String CONTENT_TYPE = "multipart/form-data; boundary=CowMooCowMooCowCowCow";

    private static final String HEAD = lines("""
            --CowMooCowMooCowCowCow
            content-disposition: form-data; name="file"; filename="a "quoted" name.gz"
            Content-Type: application/octet-stream

            """).replace("quoted", "with\nline feed");
    private static final String TAIL = "\r\n--CowMooCowMooCowCowCow--\r\n";

    private final long size;

    TestUpload(long size) {
        this.size = size;
    }

    long length() {
        return HEAD.length() + size + TAIL.length();
    }

    InputStream body() {
        return new SequenceInputStream(
                Collections.enumeration(List.of(ascii(HEAD), new RandomGzip(size), ascii(TAIL))));
    }

    /** Returns the SHA-256 of each part of 8 MiB, separated by spaces. */
    String digests() throws IOException {
        var digests = new PartDigests(java.io.OutputStream.nullOutputStream(), PartDigests.PART);
        new RandomGzip(size).transferTo(digests);
        return digests.finish().stream().collect(Collectors.joining(" "));
    }

    private static String lines(String text) {
        return text.replace("\n", "\r\n");
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Returns the gzip of a text as a string with one character per byte. */
    static String gzip(String text) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    static InputStream ascii(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** A stream of bytes that starts like a gzip. */
    static final class RandomGzip extends InputStream {
        private final byte[] block = new byte[1 << 20];
        private final long size;
        private long at;

        RandomGzip(long size) {
            this.size = size;
            new Random(size).nextBytes(block);
            block[0] = 0x1f;
            block[1] = (byte) 0x8b;
            block[2] = 8;
            block[3] = 0;
        }

        @Override
        public int read() {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int most) {
            if (at >= size) {
                return -1;
            }
            var inBlock = (int) (at % block.length);
            var length = (int) Math.min(Math.min(most, size - at), block.length - inBlock);
            System.arraycopy(block, inBlock, bytes, from, length);
            at += length;
            return length;
        }
    }
}
