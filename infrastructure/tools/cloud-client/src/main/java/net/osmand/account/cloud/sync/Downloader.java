package net.osmand.account.cloud.sync;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import net.osmand.account.cloud.api.CloudApi;
import net.osmand.account.cloud.api.CloudException;
import net.osmand.account.cloud.api.ExitCode;
import net.osmand.account.cloud.api.FileKey;
import net.osmand.account.cloud.api.Reply;
import net.osmand.account.cloud.folder.Fingerprint;
import net.osmand.account.cloud.folder.Folder;

/**
 * Downloads versions into temporary files. Verifies size and CRC-32, which the gzip contains. A later run continues an
 * interrupted large download.
 */
final class Downloader {
    private static final int BUFFER = 1 << 16;
    private static final int TRAILER = 8;
    private static final int ATTEMPTS = 4;

    /** The list caps sizes at this value. */
    private static final long LARGEST_LISTED = Integer.MAX_VALUE;

    private final CloudApi api;
    private final Folder folder;
    private final Events events;

    Downloader(CloudApi api, Folder folder, Events events) {
        this.api = api;
        this.folder = folder;
        this.events = events;
    }

    /** A verified content in a temporary file. */
    record Fetched(Path file, Fingerprint content) {}

    /** Finds a local file by its content. */
    interface LocalCopies {
        boolean hasSize(long size);

        Optional<Path> find(long size, long crc32);
    }

    /**
     * Downloads a version.
     *
     * @param size uncompressed size in the cloud's list
     * @param copies local files that may have the same content, which avoids the transfer
     */
    Fetched fetch(FileKey key, long time, long size, LocalCopies copies) throws IOException {
        requireSpace(size);
        var name = temporaryName(key, time);
        for (var attempt = 1; ; attempt++) {
            try (var reply = api.download(key, time)) {
                var file = folder.temporary(name);
                if (reply.status() == 200) {
                    var gzip = reply.header("Content-Encoding")
                            .filter("gzip"::equals)
                            .isPresent();
                    return verified(unpacked(reply.body(), gzip, file), size);
                }
                var link = CloudApi.link(reply);
                var copy = copied(link, file, size, copies);
                return copy.isPresent() ? copy.get() : verified(large(link, name, file), size);
            } catch (IOException e) {
                if (attempt == ATTEMPTS && (e instanceof EOFException || e instanceof ZipException)) {
                    throw new IOException("the download is damaged", e);
                } else if (attempt == ATTEMPTS || Disk.isFull(e)) {
                    throw e;
                }
            }
        }
    }

    private void requireSpace(long size) throws IOException {
        var store = Files.getFileStore(folder.temporary(""));
        if (size > store.getUsableSpace()) {
            throw new CloudException(
                    ExitCode.DISK, "The disk is full: a file of %d bytes does not fit.".formatted(size));
        }
    }

    private static String temporaryName(FileKey key, long time) {
        var bytes = (key + " " + time).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(Fingerprint.newSha256().digest(bytes)).substring(0, 32);
    }

    /**
     * Copies a local file with the same content, such as a renamed one. The trailer of the gzip identifies the content.
     */
    private Optional<Fetched> copied(URI link, Path file, long size, LocalCopies copies) throws IOException {
        if (size <= 0 || size >= LARGEST_LISTED || !copies.hasSize(size)) {
            return Optional.empty();
        }
        try (var reply = api.fetch(link, -TRAILER)) {
            var trailer = reply.status() == 206 ? reply.body().readNBytes(TRAILER) : new byte[0];
            if (trailer.length != TRAILER) {
                return Optional.empty();
            }
            var crc32 = Integer.toUnsignedLong(
                    ByteBuffer.wrap(trailer).order(ByteOrder.LITTLE_ENDIAN).getInt());
            var copy = copies.find(size, crc32);
            if (copy.isEmpty()) {
                return Optional.empty();
            }
            try (var in = Files.newInputStream(copy.get())) {
                var fetched = unpacked(in, false, file);
                return Optional.of(fetched).filter(found -> found.content().crc32() == crc32);
            }
        }
    }

    private Fetched large(URI link, String name, Path file) throws IOException {
        var partial = folder.temporary(name + ".gz");
        for (var attempt = 1; ; attempt++) {
            var offset = Files.exists(partial) ? Files.size(partial) : 0;
            try (var reply = api.fetch(link, offset)) {
                if (reply.status() == 416) {
                    // All bytes are already here, or the partial file belongs to another version.
                    break;
                }
                append(reply, partial);
                break;
            } catch (IOException e) {
                if (attempt == ATTEMPTS || Disk.isFull(e)) {
                    throw e;
                }
            }
        }
        try (var in = Files.newInputStream(partial)) {
            return unpacked(in, true, file);
        } finally {
            Files.delete(partial);
        }
    }

    private static void append(Reply reply, Path partial) throws IOException {
        if (reply.status() != 200 && reply.status() != 206) {
            throw new IOException("The storage answered %d.".formatted(reply.status()));
        }
        var how = reply.status() == 206 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
        try (var out = Files.newOutputStream(partial, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
            reply.body().transferTo(out);
        }
    }

    private Fetched unpacked(InputStream body, boolean gzip, Path file) throws IOException {
        var digest = new Fingerprint.Digest();
        try (var in = gzip ? new GZIPInputStream(new BufferedInputStream(body, BUFFER), BUFFER) : body;
                var out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
            var buffer = new byte[BUFFER];
            for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
                digest.add(buffer, read);
                events.transferred(read);
            }
        }
        return new Fetched(file, digest.fingerprint());
    }

    private static Fetched verified(Fetched fetched, long size) throws IOException {
        if (size < LARGEST_LISTED && fetched.content().size() != size) {
            throw new EOFException(
                    "%d bytes instead of %d".formatted(fetched.content().size(), size));
        }
        return fetched;
    }
}
