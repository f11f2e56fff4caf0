package net.osmand.account.relay;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Writes a file and computes the SHA-256 of each part. The API defines the size of the parts. */
final class PartDigests extends OutputStream {
    /** Size of a part in bytes. A smaller file is one part. */
    static final int PART = 8 << 20;

    private final OutputStream out;
    private final int size;
    private final MessageDigest digest = sha256();
    private final List<String> digests = new ArrayList<>();
    private int inPart;

    PartDigests(OutputStream out, int size) {
        this.out = out;
        this.size = size;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
        var at = from;
        while (at < from + length) {
            if (inPart == size) {
                endPart();
            }
            var some = Math.min(from + length - at, size - inPart);
            digest.update(bytes, at, some);
            inPart += some;
            at += some;
        }
    }

    /** Returns the digests in Base64, in the order of the parts. */
    List<String> finish() {
        if (inPart > 0) {
            endPart();
        }
        return List.copyOf(digests);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void endPart() {
        digests.add(Base64.getEncoder().encodeToString(digest.digest()));
        inPart = 0;
    }
}
