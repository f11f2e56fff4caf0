package net.osmand.account.core.values;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Gzip of small files in memory. */
public final class Gzip {
    private Gzip() {}

    public static byte[] of(byte[] bytes) {
        var out = new ByteArrayOutputStream(bytes.length / 4 + 32);
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Returns the uncompressed bytes; empty if they exceed the limit or the gzip is not complete. */
    public static Optional<byte[]> unzipped(byte[] gzip, int most) {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            var bytes = in.readNBytes(most + 1);
            return bytes.length > most ? Optional.empty() : Optional.of(bytes);
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
