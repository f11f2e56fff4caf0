package net.osmand.account.relay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Reads a body of any size and keeps only its size, its SHA-256 and its beginning. */
final class Digested {
    private static final int KEPT = 1 << 20;

    private final InputStream in;
    private final ByteArrayOutputStream beginning = new ByteArrayOutputStream();
    private long size;
    private String sha256 = "";

    Digested(InputStream in) {
        this.in = in;
    }

    /** Reads everything. There is no SHA-256 if the bytes are discarded. */
    void readAll(boolean discards) throws IOException {
        var digest = PartDigests.sha256();
        var buffer = new byte[64 << 10];
        for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            if (!discards) {
                digest.update(buffer, 0, read);
            }
            size += read;
            if (beginning.size() < KEPT) {
                beginning.write(buffer, 0, read);
            }
        }
        sha256 = Base64.getEncoder().encodeToString(digest.digest());
    }

    long size() {
        return size;
    }

    String sha256() {
        return sha256;
    }

    String text() {
        return beginning.toString(StandardCharsets.UTF_8);
    }
}
