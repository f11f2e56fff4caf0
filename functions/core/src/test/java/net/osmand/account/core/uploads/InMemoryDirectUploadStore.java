package net.osmand.account.core.uploads;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import net.osmand.account.core.files.InMemoryFileContents;
import net.osmand.account.core.files.Upload;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.StoredContent;

/** Direct uploads in memory. Objects are stored in {@link InMemoryFileContents}; unfinished parts are stored here. */
public final class InMemoryDirectUploadStore implements DirectUploadStore {
    private final InMemoryFileContents contents;
    private final Map<String, Map<Integer, byte[]>> partly = new LinkedHashMap<>();
    private Runnable beforeReading = () -> {};

    public InMemoryDirectUploadStore(InMemoryFileContents contents) {
        this.contents = contents;
    }

    /** Returns the number of multipart uploads that are neither completed nor aborted. */
    public int unfinished() {
        return partly.size();
    }

    /** Replaces the bytes of a part. */
    public void putPart(String multipart, int number, byte[] bytes) {
        partly.getOrDefault(multipart, new TreeMap<>()).put(number, bytes);
    }

    /** Runs an action before an object is read. */
    public void beforeReading(Runnable action) {
        beforeReading = action;
    }

    private static AccountId account(String objectKey) {
        return new AccountId(Integer.parseInt(objectKey.split("/", -1)[1]));
    }

    @Override
    public String newObjectKey(AccountId account) {
        return contents.newKey(account);
    }

    @Override
    public String begin(String objectKey) {
        var id = objectKey + "?parts";
        partly.put(id, new TreeMap<>());
        return id;
    }

    @Override
    public Link whole(String objectKey, long size, String sha256) {
        return new Link(URI.create("https://store/" + objectKey), Map.of("x-amz-checksum-sha256", sha256));
    }

    @Override
    public Link part(String objectKey, String multipart, int number, long size, String sha256) {
        return new Link(URI.create("https://store/" + multipart + number), Map.of("x-amz-checksum-sha256", sha256));
    }

    /** Sends bytes like a client with presigned URLs: all of them, or the given parts. */
    public void send(Upload upload, byte[] bytes, int... numbers) {
        if (upload.multipart().isEmpty()) {
            contents.put(upload.objectKey().orElseThrow(), bytes);
            return;
        }
        for (var number : numbers) {
            var from = Math.toIntExact((number - 1) * upload.partSize());
            var to = Math.toIntExact(Math.min(bytes.length, from + upload.partSize()));
            partly.getOrDefault(upload.multipart().get(), new TreeMap<>())
                    .put(number, Arrays.copyOfRange(bytes, from, to));
        }
    }

    @Override
    public Optional<List<SentPart>> parts(String objectKey, String multipart) {
        return Optional.ofNullable(partly.get(multipart))
                .map(parts -> parts.entrySet().stream()
                        .map(part -> new SentPart(
                                part.getKey(), part.getValue().length, "tag" + part.getKey(), sha256(part.getValue())))
                        .toList());
    }

    @Override
    public Optional<String> assemble(String objectKey, String multipart, List<SentPart> parts, long size) {
        var sent = partly.remove(multipart);
        if (sent == null) {
            return Optional.empty();
        }
        var whole = new ByteArrayOutputStream();
        parts.forEach(part -> whole.writeBytes(Objects.requireNonNull(sent.get(part.number()))));
        return Optional.of(contents.put(objectKey, whole.toByteArray()).objectVersion());
    }

    @Override
    public Optional<Arrived> find(String objectKey) {
        return contents.currentVersion(objectKey)
                .map(content -> new Arrived(content.objectVersion(), contents.read(content).length));
    }

    @Override
    public Optional<Reading> open(StoredContent content) {
        beforeReading.run();
        return Optional.of(content)
                .filter(contents::has)
                .map(contents::read)
                .map(bytes -> new Reading(new ByteArrayInputStream(bytes), bytes.length));
    }

    @Override
    public void discard(String objectKey, Optional<String> multipart) {
        multipart.ifPresent(partly::remove);
        contents.purge(contents.object(objectKey).entries().stream()
                .map(entry -> new StoredContent(objectKey, entry.version()))
                .toList());
    }

    @Override
    public List<Begun> begunBefore(long time) {
        return partly.keySet().stream()
                .map(id -> new Begun(account(id), id.substring(0, id.indexOf('?')), id))
                .toList();
    }

    @Override
    public void abort(Begun begun) {
        partly.remove(begun.multipart());
    }

    /** Returns the SHA-256 in Base64, as clients declare it. */
    public static String sha256(byte[] bytes) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
