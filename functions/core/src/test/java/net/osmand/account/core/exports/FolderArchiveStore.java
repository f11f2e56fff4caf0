package net.osmand.account.core.exports;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.StoredContent;
import org.jspecify.annotations.Nullable;

/** S3 as a folder, with S3's rules for parts and ranges. Counts the bytes of files that pass through the function. */
final class FolderArchiveStore implements ArchiveStore {
    private static final int SMALLEST_PART = 5 << 20;
    private static final int SMALLEST_SOURCE = 5_000_000;

    final AtomicLong bytesRead = new AtomicLong();
    final AtomicLong bytesCopied = new AtomicLong();
    final AtomicLong calls = new AtomicLong();
    final Map<String, NavigableMap<Integer, Piece>> uploads = new ConcurrentHashMap<>();
    final Map<String, byte[]> kept = new ConcurrentHashMap<>();
    final Map<String, Path> archives = new ConcurrentHashMap<>();

    private final Map<String, StoredFiles> objects;
    private final Path folder;
    private int begun;

    FolderArchiveStore(Map<String, StoredFiles> objects, Path folder) {
        this.objects = objects;
        this.folder = folder;
    }

    /** A part: uploaded bytes in a file, or a range of an object. */
    sealed interface Piece {
        long length();

        record Filled(Path file, long length) implements Piece {}

        record Copied(StoredFiles object, long offset, long length) implements Piece {}
    }

    @Override
    public byte[] read(StoredContent content) {
        calls.incrementAndGet();
        var object = object(content);
        var bytes = new byte[Math.toIntExact(object.length())];
        object.read(0, bytes, 0, bytes.length);
        bytesRead.addAndGet(bytes.length);
        return bytes;
    }

    @Override
    public void read(StoredContent content, long offset, ByteBuffer into) {
        calls.incrementAndGet();
        bytesRead.addAndGet(into.remaining());
        object(content).read(offset, into.array(), into.arrayOffset() + into.position(), into.remaining());
    }

    private StoredFiles object(StoredContent content) {
        @Nullable StoredFiles object = objects.get(content.objectKey());
        if (object == null) {
            throw new ContentPurgedException(content);
        }
        return object;
    }

    @Override
    public synchronized MultipartUpload begin(AccountId account, String export) {
        calls.incrementAndGet();
        var id = "upload" + ++begun;
        uploads.put(id, new TreeMap<>());
        return new MultipartUpload("exports/" + account.value() + "/" + export + "/" + id, id);
    }

    private NavigableMap<Integer, Piece> parts(MultipartUpload upload) {
        @Nullable NavigableMap<Integer, Piece> parts = uploads.get(upload.id());
        if (parts == null) {
            throw new MultipartUploadEndedException();
        }
        return parts;
    }

    @Override
    public void fill(MultipartUpload upload, int number, byte[] bytes) {
        calls.incrementAndGet();
        try {
            var file = folder.resolve(upload.id() + "-" + number);
            Files.write(file, bytes);
            parts(upload).put(number, new Piece.Filled(file, bytes.length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void copy(MultipartUpload upload, int number, StoredContent content, long offset, long length) {
        calls.incrementAndGet();
        var object = object(content);
        if (object.length() <= SMALLEST_SOURCE || offset + length > object.length() || length > 5L << 30) {
            throw new IllegalArgumentException("S3 copies no such range");
        }
        bytesCopied.addAndGet(length);
        parts(upload).put(number, new Piece.Copied(object, offset, length));
    }

    @Override
    public void complete(MultipartUpload upload) {
        calls.addAndGet(2);
        var parts = parts(upload);
        var file = folder.resolve(upload.id() + ".zip");
        try (var archive = new RandomAccessFile(file.toFile(), "rw")) {
            var place = 0L;
            for (var part : parts.entrySet()) {
                var last = part.getKey().equals(parts.lastKey());
                if ((part.getValue().length() < SMALLEST_PART && !last) || part.getKey() > 10_000) {
                    throw new IllegalArgumentException("S3 takes no such part: " + part);
                }
                place = append(archive, place, part.getValue());
            }
            archive.setLength(place);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        archives.put(upload.objectKey(), file);
        uploads.remove(upload.id());
    }

    private static long append(RandomAccessFile archive, long place, Piece piece) throws IOException {
        switch (piece) {
            case Piece.Filled filled -> {
                archive.seek(place);
                archive.write(Files.readAllBytes(filled.file()));
                Files.delete(filled.file());
            }
            case Piece.Copied copied -> copied.object().write(copied.offset(), copied.length(), archive, place);
        }
        return place + piece.length();
    }

    @Override
    public boolean exists(MultipartUpload upload, long size) {
        calls.incrementAndGet();
        @Nullable Path file = archives.get(upload.objectKey());
        return file != null && file.toFile().length() == size;
    }

    @Override
    public void abort(MultipartUpload upload) {
        calls.incrementAndGet();
        uploads.remove(upload.id());
    }

    @Override
    public synchronized String storePlan(AccountId account, String export, byte[] bytes) {
        calls.incrementAndGet();
        var key = "exports/" + account.value() + "/" + export + "/plan" + kept.size();
        kept.put(key, bytes);
        return key;
    }

    @Override
    public byte[] readPlan(String objectKey) {
        calls.incrementAndGet();
        return kept.getOrDefault(objectKey, new byte[0]);
    }

    @Override
    public URI link(MultipartUpload upload, String fileName) {
        return archives.getOrDefault(upload.objectKey(), folder).toUri();
    }

    @Override
    public void remove(AccountId account, String export) {
        calls.incrementAndGet();
        var prefix = "exports/" + account.value() + "/" + export + "/";
        kept.keySet().removeIf(key -> key.startsWith(prefix));
        archives.keySet().removeIf(key -> key.startsWith(prefix));
    }
}
