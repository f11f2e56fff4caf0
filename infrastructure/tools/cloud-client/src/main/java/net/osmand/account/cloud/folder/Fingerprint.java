package net.osmand.account.cloud.folder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;

/**
 * Identifies a content.
 *
 * @param size bytes
 * @param sha256 hexadecimal
 * @param crc32 the value in a gzip's trailer
 */
public record Fingerprint(long size, String sha256, long crc32) {
    private static final int BUFFER = 1 << 16;

    /** Computes the fingerprint of a file. */
    public static Fingerprint of(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var digest = new Digest();
            digest.readAll(in);
            return digest.fingerprint();
        }
    }

    static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(newSha256().digest(bytes));
    }

    /** Returns a new SHA-256, which every Java runtime has. */
    public static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Computes a fingerprint of a stream of bytes. */
    public static final class Digest {
        private final MessageDigest sha256 = newSha256();
        private final CRC32 crc32 = new CRC32();
        private long size;

        /** Adds bytes. */
        public void add(byte[] bytes, int length) {
            sha256.update(bytes, 0, length);
            crc32.update(bytes, 0, length);
            size += length;
        }

        void readAll(InputStream in) throws IOException {
            var buffer = new byte[BUFFER];
            for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                add(buffer, read);
            }
        }

        /** Returns the fingerprint of all bytes so far. Can be called only once. */
        public Fingerprint fingerprint() {
            return new Fingerprint(size, HexFormat.of().formatHex(sha256.digest()), crc32.getValue());
        }
    }
}
