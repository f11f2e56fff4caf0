package net.osmand.account.core.files;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.osmand.account.core.testing.TestClock;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.StoredContent;

/**
 * A versioned bucket in memory with versions, delete markers and their times, and the lifecycle rule. The rule counts
 * from the oldest marker on a version, rounded up to midnight.
 */
public final class InMemoryFileContents implements FileContents {
    /** The days for which the rule keeps a noncurrent version: TrashDays + 7. */
    public static final int NONCURRENT_DAYS = 37;

    private static final long DAY = Duration.ofDays(1).toMillis();

    private final TreeMap<String, List<Entry>> objects = new TreeMap<>();
    private final Clock clock;
    private int last;

    private record Entry(String version, Optional<byte[]> bytes, long madeAt) {
        boolean isMarker() {
            return bytes.isEmpty();
        }
    }

    public InMemoryFileContents() {
        this(new TestClock());
    }

    public InMemoryFileContents(Clock clock) {
        this.clock = clock;
    }

    private static String prefix(AccountId account) {
        return "u/" + account.value() + "/";
    }

    /** Returns a new key of the current day. */
    public synchronized String newKey(AccountId account) {
        var day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).format(DateTimeFormatter.BASIC_ISO_DATE);
        return prefix(account) + day + "-" + ++last;
    }

    /** Stores a new version under a key, like a direct upload or a late copy. */
    public synchronized StoredContent put(String objectKey, byte[] gzip) {
        var version = "v" + ++last;
        objects.computeIfAbsent(objectKey, _ -> new ArrayList<>())
                .addFirst(new Entry(version, Optional.of(gzip), clock.millis()));
        return new StoredContent(objectKey, version);
    }

    /** Returns the number of objects of all accounts that have a version with bytes. */
    public synchronized int count() {
        return Math.toIntExact(objects.values().stream()
                .filter(entries -> entries.stream().anyMatch(entry -> !entry.isMarker()))
                .count());
    }

    /** Returns the keys of the account's objects that have a version with bytes. */
    public synchronized List<String> keys(AccountId account) {
        return objects(account)
                .filter(object -> object.entries().stream().anyMatch(entry -> !entry.isMarker()))
                .map(StoredObject::objectKey)
                .toList();
    }

    /** The current bytes of an object. */
    public synchronized Optional<byte[]> find(String objectKey) {
        return current(objectKey).flatMap(Entry::bytes);
    }

    /** Returns the current version of an object; empty if it is missing or has a delete marker. */
    public synchronized Optional<StoredContent> currentVersion(String objectKey) {
        return current(objectKey).map(entry -> new StoredContent(objectKey, entry.version()));
    }

    private Optional<Entry> current(String objectKey) {
        return entries(objectKey).stream().findFirst().filter(entry -> !entry.isMarker());
    }

    /** Returns whether the object has a delete marker. */
    public synchronized boolean isMarked(StoredContent content) {
        return entries(content.objectKey()).stream().anyMatch(Entry::isMarker);
    }

    /** Returns whether exactly this version exists. */
    public synchronized boolean has(StoredContent content) {
        return entries(content.objectKey()).stream()
                .anyMatch(entry -> !entry.isMarker() && entry.version().equals(content.objectVersion()));
    }

    /** Removes the bytes of an object, to simulate a loss that must never happen. */
    public synchronized void lose(StoredContent content) {
        objects.remove(content.objectKey());
    }

    private List<Entry> entries(String objectKey) {
        return objects.getOrDefault(objectKey, List.of());
    }

    /** Runs the lifecycle rule at the current time. */
    public synchronized void runLifecycle() {
        for (var key : List.copyOf(objects.keySet())) {
            var entries = objects.get(key);
            if (entries == null) {
                continue;
            }
            for (var i = entries.size() - 1; i > 0; i--) {
                var becameNoncurrent = entries.get(i - 1).madeAt();
                var due = Math.ceilDiv(becameNoncurrent + NONCURRENT_DAYS * DAY, DAY) * DAY;
                if (!entries.get(i).isMarker() && due <= clock.millis()) {
                    entries.remove(i);
                }
            }
            if (entries.stream().allMatch(Entry::isMarker)) {
                objects.remove(key);
            }
        }
    }

    @Override
    public synchronized StoredContent store(AccountId account, byte[] gzip) {
        return put(newKey(account), gzip);
    }

    @Override
    public synchronized byte[] read(StoredContent content) {
        return entries(content.objectKey()).stream()
                .filter(entry -> entry.version().equals(content.objectVersion()))
                .flatMap(entry -> entry.bytes().stream())
                .findFirst()
                .orElseThrow(ContentMissingException::new);
    }

    @Override
    public synchronized URI link(StoredContent content, String fileName) {
        return URI.create("memory:" + content.objectKey() + "?name=" + fileName.length());
    }

    @Override
    public synchronized void addDeleteMarker(StoredContent content) {
        // For a removed object, this creates a delete marker without versions, as in S3.
        objects.computeIfAbsent(content.objectKey(), _ -> new ArrayList<>())
                .addFirst(new Entry("m" + ++last, Optional.empty(), clock.millis()));
    }

    @Override
    public synchronized void removeDeleteMarkers(StoredContent content) {
        if (has(content)) {
            entries(content.objectKey()).removeIf(Entry::isMarker);
        }
    }

    @Override
    public synchronized void purge(Collection<StoredContent> versions) {
        for (var content : versions) {
            var entries = objects.get(content.objectKey());
            if (entries != null) {
                entries.removeIf(entry -> entry.version().equals(content.objectVersion()));
                if (entries.isEmpty()) {
                    objects.remove(content.objectKey());
                }
            }
        }
    }

    @Override
    public synchronized StoredContent copy(AccountId account, StoredContent source, long size) {
        if (!has(source)) {
            throw new ContentMissingException();
        }
        return put(newKey(account), read(source));
    }

    @Override
    public synchronized URI storeTemporary(AccountId account, byte[] gzip, String contentType) {
        return URI.create("memory:published/" + gzip.length);
    }

    @Override
    public synchronized Stream<StoredObject> objects(AccountId account, LocalDate day) {
        return objects(prefix(account) + day.format(DateTimeFormatter.BASIC_ISO_DATE) + "-");
    }

    @Override
    public synchronized Stream<StoredObject> objects(AccountId account) {
        return objects(prefix(account));
    }

    private Stream<StoredObject> objects(String prefix) {
        return objects.entrySet().stream()
                .filter(object -> object.getKey().startsWith(prefix))
                .map(object -> stored(object.getKey(), object.getValue()))
                .toList()
                .stream();
    }

    private static StoredObject stored(String key, List<Entry> entries) {
        return new StoredObject(
                key,
                entries.stream()
                        .map(entry -> new StoredObject.Entry(entry.version(), entry.isMarker(), entry.madeAt()))
                        .toList());
    }

    @Override
    public synchronized StoredObject object(String objectKey) {
        return stored(objectKey, entries(objectKey));
    }

    @Override
    public synchronized void erase(AccountId account) {
        objects.keySet().removeIf(key -> key.startsWith(prefix(account)));
    }
}
