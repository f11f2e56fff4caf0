package net.osmand.account.core.uploads;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import net.osmand.account.core.account.QuotaReservation;
import net.osmand.account.core.account.QuotaReservations;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.account.UsageChange;
import net.osmand.account.core.files.FileContents;
import net.osmand.account.core.files.FileHistory;
import net.osmand.account.core.files.FileVersion;
import net.osmand.account.core.files.FileVersions;
import net.osmand.account.core.files.StoredContent;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileKey;
import org.jspecify.annotations.Nullable;

/** Everything that uploads need of tables and bucket, in memory, for one account. */
final class InMemoryUploads implements Uploads, DirectUploadStore {
    static final AccountId ACCOUNT = new AccountId(7);

    final Map<String, Upload> notes = new TreeMap<>();
    final Map<String, byte[]> objects = new TreeMap<>();
    final Map<String, Map<Integer, byte[]>> partly = new LinkedHashMap<>();
    final List<FileVersion> rows = new ArrayList<>();
    final Set<StoredContent> marked = new HashSet<>();
    Usage usage = Usage.NONE;
    Runnable beforeReading = () -> {};
    private int keys;

    /** What CheckUpload asks of the rows. */
    FileVersions versions() {
        return proxy(FileVersions.class, (name, arguments) -> switch (name) {
            case "history" -> history((FileKey) arguments[1]);
            case "usage" -> usage;
            case "advance" -> advance((UsageChange) arguments[2], (Long) arguments[3]);
            case "revoke" -> {
                usage = usage.plus((UsageChange) arguments[1]);
                yield null;
            }
            default -> throw new UnsupportedOperationException(name);
        });
    }

    FileContents contents() {
        return proxy(FileContents.class, (name, arguments) -> switch (name) {
            case "restore" -> marked.remove((StoredContent) arguments[0]);
            default -> throw new UnsupportedOperationException(name);
        });
    }

    private interface Answers {
        @Nullable
        Object to(String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> port, Answers answers) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(),
                new Class<?>[] {port},
                (_, method, arguments) -> answers.to(method.getName(), arguments)));
    }

    FileHistory history(FileKey key) {
        return new FileHistory(
                key, rows.stream().filter(row -> row.key().equals(key)).toList());
    }

    private long advance(UsageChange change, long now) {
        var time = Math.max(now, usage.lastUpdateTime() + 1);
        var changed = usage.plus(change);
        usage = new Usage(
                changed.freeBytes(),
                changed.freeFiles(),
                changed.paidBytes(),
                changed.paidFiles(),
                time,
                usage.reservations());
        return time;
    }

    @Override
    public boolean reserve(AccountId account, QuotaReservation reservation, Usage seen, long now) {
        if (usage.reservations().revision() != seen.reservations().revision()) {
            return false;
        }
        var live = new ArrayList<>(usage.reservations().live(now));
        live.add(reservation);
        keep(new QuotaReservations(usage.reservations().revision() + 1, live));
        return true;
    }

    @Override
    public void release(AccountId account, String id) {
        keep(new QuotaReservations(
                usage.reservations().revision(),
                usage.reservations().all().stream()
                        .filter(reservation -> !reservation.id().equals(id))
                        .toList()));
    }

    private void keep(QuotaReservations reservations) {
        usage = new Usage(
                usage.freeBytes(),
                usage.freeFiles(),
                usage.paidBytes(),
                usage.paidFiles(),
                usage.lastUpdateTime(),
                reservations);
    }

    @Override
    public void add(Upload upload) {
        notes.put(upload.id(), upload);
    }

    @Override
    public Optional<Upload> find(AccountId account, String id) {
        return Optional.ofNullable(notes.get(id))
                .filter(upload -> upload.account().equals(account));
    }

    @Override
    public List<Upload> all(AccountId account) {
        return notes.values().stream()
                .filter(upload -> upload.account().equals(account))
                .toList();
    }

    @Override
    public boolean replace(Upload seen, Upload next) {
        var same = find(seen.account(), seen.id())
                .filter(upload -> seen.statesBefore(next).contains(upload.state()))
                .isPresent();
        if (same) {
            notes.put(next.id(), next);
        }
        return same;
    }

    @Override
    public boolean publish(Upload seen, Upload done, FileVersion version) {
        return replace(seen, done) && rows.add(version);
    }

    @Override
    public void remove(AccountId account, String id) {
        notes.remove(id);
    }

    @Override
    public String newObjectKey(AccountId account) {
        return "u/" + account.value() + "/" + ++keys;
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

    /** As a client does with its link; in parts, the whole or just one of them. */
    void send(Upload upload, byte[] bytes, int... numbers) {
        if (upload.multipart().isEmpty()) {
            objects.put(upload.objectKey().orElseThrow(), bytes);
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
        parts.forEach(part -> whole.writeBytes(sent.get(part.number())));
        objects.put(objectKey, whole.toByteArray());
        return Optional.of("v1");
    }

    @Override
    public Optional<Arrived> find(String objectKey) {
        return Optional.ofNullable(objects.get(objectKey)).map(bytes -> new Arrived("v1", bytes.length));
    }

    @Override
    public Optional<Reading> open(StoredContent content) {
        beforeReading.run();
        return Optional.ofNullable(objects.get(content.objectKey()))
                .map(bytes -> new Reading(new ByteArrayInputStream(bytes), bytes.length));
    }

    @Override
    public void discard(String objectKey, Optional<String> multipart) {
        multipart.ifPresent(partly::remove);
        objects.remove(objectKey);
    }

    @Override
    public List<Begun> begunBefore(long time) {
        return partly.keySet().stream()
                .map(id -> new Begun(ACCOUNT, id.substring(0, id.indexOf('?')), id))
                .toList();
    }

    @Override
    public void abort(Begun begun) {
        partly.remove(begun.multipart());
    }

    static String sha256(byte[] bytes) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
