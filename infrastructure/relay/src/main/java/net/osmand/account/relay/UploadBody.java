package net.osmand.account.relay;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.fileupload.MultipartStream;
import org.apache.commons.fileupload.MultipartStream.MalformedStreamException;
import org.jspecify.annotations.Nullable;

/**
 * The file of a multipart body, on disk, with the SHA-256 of each of its parts.
 *
 * @param content the gzip. Only its header has been checked; the API checks the rest
 * @param digests digests in Base64 of parts of {@link PartDigests#PART} bytes
 */
record UploadBody(SpoolFile content, List<String> digests) implements Closeable {
    private static final Pattern BOUNDARY =
            Pattern.compile(";\\s*boundary=(?:\"([^\"]+)\"|([^;\\s]+))", Pattern.CASE_INSENSITIVE);
    private static final Pattern FILE_FIELD =
            Pattern.compile("[;\\s]name=\"?file\"?(?:[;\\s]|$)", Pattern.CASE_INSENSITIVE);
    private static final int BUFFER = 16 << 10;
    private static final int HEADER = 64 << 10;

    UploadBody {
        digests = List.copyOf(digests);
    }

    /**
     * Reads the part named {@code file}, or the first one.
     *
     * @param head the beginning of the body, which was already read
     * @throws RelayException 107 if the body is malformed or its file is no gzip, 108 if the file is larger than {@code most}
     */
    @SuppressWarnings("StreamResourceLeak")
    static UploadBody read(SpoolFile head, InputStream rest, String contentType, Spool spool, long most)
            throws IOException {
        var boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) {
            throw RelayException.notGzip();
        }
        var token = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
        var all = new SequenceInputStream(head.read(0, head.size()), rest);
        var reader = new Reader(spool, most);
        try {
            var multipart = new MultipartStream(all, token.getBytes(StandardCharsets.ISO_8859_1), BUFFER, null);
            multipart.setPartHeaderSizeMax(HEADER);
            var body = reader.read(multipart);
            // The bytes after the last boundary have no meaning, but must be read to free the connection.
            all.transferTo(OutputStream.nullOutputStream());
            return body;
        } catch (MalformedStreamException | IllegalArgumentException _) {
            reader.discard();
            throw RelayException.notGzip();
        } catch (IOException | RuntimeException e) {
            reader.discard();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        content.close();
    }

    private static final class Reader {
        private final Spool spool;
        private final long most;
        private @Nullable SpoolFile content;
        private @Nullable PartDigests digests;

        Reader(Spool spool, long most) {
            this.spool = spool;
            this.most = most;
        }

        UploadBody read(MultipartStream multipart) throws IOException {
            var found = false;
            for (var more = multipart.skipPreamble(); more; more = multipart.readBoundary()) {
                var isFile = FILE_FIELD.matcher(multipart.readHeaders()).find();
                if (!found && (isFile || content == null)) {
                    discard();
                    multipart.readBodyData(start());
                    found = isFile;
                } else {
                    multipart.discardBodyData();
                }
            }
            var file = content;
            var sums = digests;
            if (file == null || sums == null || file.size() == 0) {
                throw RelayException.notGzip();
            }
            return new UploadBody(file, sums.finish());
        }

        private OutputStream start() {
            var file = spool.newFile();
            var sums = new PartDigests(file, PartDigests.PART);
            content = file;
            digests = sums;
            return new GzipFile(sums, most);
        }

        void discard() throws IOException {
            var file = content;
            if (file != null) {
                file.close();
                content = null;
            }
        }
    }

    /** Rejects files that do not start like a gzip, and files that are too large. */
    private static final class GzipFile extends OutputStream {
        private static final int[] HEADER = {0x1f, 0x8b, 8};

        private final OutputStream out;
        private final long most;
        private long size;

        GzipFile(OutputStream out, long most) {
            this.out = out;
            this.most = most;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            for (var i = (int) Math.min(size, HEADER.length); i < HEADER.length && i - size < length; i++) {
                if ((bytes[(int) (from + i - size)] & 0xff) != HEADER[i]) {
                    throw RelayException.notGzip();
                }
            }
            size += length;
            if (size > most) {
                throw RelayException.tooLarge(most);
            }
            out.write(bytes, from, length);
        }
    }
}
