package net.osmand.account.aws.s3;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Gatherer;
import java.util.stream.Stream;
import net.osmand.account.core.files.StoredObject;
import net.osmand.account.core.values.StoredContent;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/**
 * Versions and delete markers of a bucket's objects. A marker hides an object and starts the clock of the lifecycle rule;
 * without it the version is current again (docs/decisions/0016-one-transaction-per-change.md).
 */
final class ObjectVersions {
    /** Entries of one DeleteObjects call. */
    static final int BATCH = 1000;

    private final S3Client client;
    private final String bucket;

    ObjectVersions(S3Client client, String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    /** One version of an object, or a delete marker. The latest of a key is current. */
    record Entry(String key, String version, Instant madeAt, boolean isMarker, boolean isLatest) {}

    /** Puts a delete marker on the object: one DeleteObject. Each call puts another one. */
    void mark(String key) {
        client.deleteObject(r -> r.bucket(bucket).key(key));
    }

    /**
     * Removes every delete marker of the object: one ListObjectVersions, and one call for what it found. If the version itself
     * is gone, its markers stay: the lifecycle rule removes them.
     */
    void lift(StoredContent content) {
        var key = content.objectKey();
        var entries = list(key).filter(entry -> entry.key().equals(key)).toList();
        if (entries.stream().anyMatch(entry -> entry.version().equals(content.objectVersion()))) {
            remove(entries.stream().filter(Entry::isMarker).toList());
        }
    }

    /** Removes recorded versions for good, 1,000 a call, without a list. Their markers stay for the lifecycle rule. */
    void purge(Collection<StoredContent> contents) {
        removeAll(contents.stream()
                .map(content -> identifier(content.objectKey(), content.objectVersion()))
                .toList());
    }

    /** Removes everything whose key begins so. The list is read to its end first: deleting under it could make it skip. */
    void removeAll(String prefix) {
        remove(list(prefix).toList());
    }

    /** Removes versions and markers for good, 1,000 a call. */
    void remove(Collection<Entry> entries) {
        removeAll(entries.stream()
                .map(entry -> identifier(entry.key(), entry.version()))
                .toList());
    }

    private static ObjectIdentifier identifier(String key, String version) {
        return ObjectIdentifier.builder().key(key).versionId(version).build();
    }

    private void removeAll(List<ObjectIdentifier> doomed) {
        for (var from = 0; from < doomed.size(); from += BATCH) {
            var batch = doomed.subList(from, Math.min(from + BATCH, doomed.size()));
            var delete = Delete.builder().objects(batch).quiet(true).build();
            var answer = client.deleteObjects(r -> r.bucket(bucket).delete(delete));
            // S3 says nothing of a version that is gone already; other implementations say this.
            var errors = answer.errors().stream()
                    .filter(error -> !error.code().equals("NoSuchVersion"))
                    .toList();
            if (!errors.isEmpty()) {
                throw new IllegalStateException("S3 kept " + errors.size() + " objects: "
                        + errors.getFirst().code());
            }
        }
    }

    /** All versions and markers of keys that begin so, the newest of each key first: ListObjectVersions pages. */
    Stream<Entry> list(String prefix) {
        return client.listObjectVersionsPaginator(r -> r.bucket(bucket).prefix(prefix)).stream()
                .flatMap(page -> {
                    List<Entry> entries = new ArrayList<>();
                    page.versions()
                            .forEach(v -> entries.add(
                                    new Entry(v.key(), v.versionId(), v.lastModified(), false, v.isLatest())));
                    page.deleteMarkers()
                            .forEach(m -> entries.add(
                                    new Entry(m.key(), m.versionId(), m.lastModified(), true, m.isLatest())));
                    // The SDK parts versions and markers; S3 lists keys in order, the newest of each first.
                    entries.sort(Comparator.comparing(Entry::key).thenComparing(newestFirst()));
                    return entries.stream();
                });
    }

    private static Comparator<Entry> newestFirst() {
        return Comparator.comparing(Entry::isLatest)
                .thenComparing(Entry::madeAt)
                .reversed();
    }

    /** The objects whose keys begin so, in the order of the keys. A page may end within one. */
    Stream<StoredObject> objects(String prefix) {
        return list(prefix)
                .gather(Gatherer.ofSequential(
                        ArrayList<Entry>::new,
                        (object, entry, objects) -> {
                            var isNext = !object.isEmpty()
                                    && !object.getFirst().key().equals(entry.key());
                            if (isNext) {
                                objects.push(object(object));
                                object.clear();
                            }
                            object.add(entry);
                            return true;
                        },
                        (object, objects) -> {
                            if (!object.isEmpty()) {
                                objects.push(object(object));
                            }
                        }));
    }

    private static StoredObject object(List<Entry> entries) {
        return new StoredObject(
                entries.getFirst().key(),
                entries.stream()
                        .map(entry -> new StoredObject.Entry(
                                entry.version(),
                                entry.isMarker(),
                                entry.madeAt().toEpochMilli()))
                        .toList());
    }

    /** The object of that very key: one ListObjectVersions. */
    StoredObject object(String key) {
        return new StoredObject(
                key,
                objects(key)
                        .filter(object -> object.objectKey().equals(key))
                        .flatMap(object -> object.entries().stream())
                        .toList());
    }
}
