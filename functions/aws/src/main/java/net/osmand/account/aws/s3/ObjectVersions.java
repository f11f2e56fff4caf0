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
 * Versions and delete markers of a bucket's objects. A delete marker hides an object and starts the period of the
 * lifecycle rule; without it the version is current again (docs/decisions/0016-one-transaction-per-change.md).
 */
final class ObjectVersions {
    /** Limit of entries in one DeleteObjects call. */
    static final int BATCH = 1000;

    private final S3Client client;
    private final String bucket;

    ObjectVersions(S3Client client, String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    /** A version of an object, or a delete marker. The latest entry of a key is current. */
    record Entry(String key, String version, Instant madeAt, boolean isMarker, boolean isLatest) {}

    /** Puts a delete marker on the object with one DeleteObject. Each call adds another one. */
    void addDeleteMarker(String key) {
        client.deleteObject(r -> r.bucket(bucket).key(key));
    }

    /**
     * Removes every delete marker of the object, with one ListObjectVersions and one DeleteObjects. If the version
     * itself no longer exists, the markers stay and the lifecycle rule removes them.
     */
    void removeDeleteMarkers(StoredContent content) {
        var key = content.objectKey();
        var entries = list(key).filter(entry -> entry.key().equals(key)).toList();
        if (entries.stream().anyMatch(entry -> entry.version().equals(content.objectVersion()))) {
            remove(entries.stream().filter(Entry::isMarker).toList());
        }
    }

    /**
     * Permanently removes recorded versions, 1,000 in a call, without listing them. The lifecycle rule removes their
     * delete markers.
     */
    void purge(Collection<StoredContent> contents) {
        removeAll(contents.stream()
                .map(content -> identifier(content.objectKey(), content.objectVersion()))
                .toList());
    }

    /**
     * Permanently removes everything below a prefix. It lists everything first, since deletions could make a running
     * list skip entries.
     */
    void removeAll(String prefix) {
        remove(list(prefix).toList());
    }

    /** Permanently removes versions and delete markers, 1,000 in a call. */
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
            // S3 does not report a version that is already deleted, but other implementations do.
            var errors = answer.errors().stream()
                    .filter(error -> !error.code().equals("NoSuchVersion"))
                    .toList();
            if (!errors.isEmpty()) {
                throw new IllegalStateException("S3 kept " + errors.size() + " objects: "
                        + errors.getFirst().code());
            }
        }
    }

    /**
     * Lists all versions and delete markers below a prefix, the newest of each key first, with ListObjectVersions
     * pages.
     */
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
                    // The SDK separates versions and delete markers. S3 lists keys in order, the newest entry of each
                    // first.
                    entries.sort(Comparator.comparing(Entry::key).thenComparing(newestFirst()));
                    return entries.stream();
                });
    }

    private static Comparator<Entry> newestFirst() {
        return Comparator.comparing(Entry::isLatest)
                .thenComparing(Entry::madeAt)
                .reversed();
    }

    /** Returns the objects below a prefix in key order. The entries of an object may span two pages. */
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

    /** Returns the object of exactly this key, with one ListObjectVersions. */
    StoredObject object(String key) {
        return new StoredObject(
                key,
                objects(key)
                        .filter(object -> object.objectKey().equals(key))
                        .flatMap(object -> object.entries().stream())
                        .toList());
    }
}
