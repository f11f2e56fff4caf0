package net.osmand.account.cloud.sync;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import net.osmand.account.cloud.folder.Fingerprint;

/** Compresses contents to a single gzip member, as the server requires. */
final class Gzip {
    private static final int BUFFER = 1 << 16;

    private Gzip() {}

    /** Compresses a file and returns the fingerprint of its content. */
    static Fingerprint compress(Path file, OutputStream to) throws IOException {
        var digest = new Fingerprint.Digest();
        try (var in = Files.newInputStream(file);
                var gzip = new GZIPOutputStream(new BufferedOutputStream(to, BUFFER), BUFFER)) {
            var buffer = new byte[BUFFER];
            for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.add(buffer, read);
                gzip.write(buffer, 0, read);
            }
        }
        return digest.fingerprint();
    }

    /** Compresses bytes. */
    static byte[] of(byte[] content) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }
}
