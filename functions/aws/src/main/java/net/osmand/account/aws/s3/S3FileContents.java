package net.osmand.account.aws.s3;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.osmand.account.core.files.FileContents;
import net.osmand.account.core.files.StoredContent;
import net.osmand.account.core.files.StoredObject;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.RandomId;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The files' bytes in a bucket with versioning: one object a file version, read by its S3 version id alone. */
public final class S3FileContents implements FileContents {
    private static final Duration LINK_LIFE = Duration.ofMinutes(15);
    private static final String GZIP = "gzip";
    private static final String BYTES = "application/octet-stream";
    private static final String FILES = "u/";
    private static final String ANSWERS = "answers/";
    private static final Pattern OWNED = Pattern.compile("u/([1-9][0-9]*)/.*");
    private static final int PRECONDITION_FAILED = 412;
    private static final int BATCH = 1000;

    /** So many objects are looked for one by one. */
    private static final int LISTED_SINGLY = 100;

    private final S3Client client;
    private final S3Presigner presigner;
    private final String bucket;
    private final SecureRandom random;

    public S3FileContents(S3Client client, S3Presigner presigner, String bucket, SecureRandom random) {
        this.client = client;
        this.presigner = presigner;
        this.bucket = bucket;
        this.random = random;
    }

    @Override
    public StoredContent store(AccountId account, byte[] gzip) {
        return put(FILES + account.value() + "/" + RandomId.next(random), gzip, BYTES);
    }

    private StoredContent put(String key, byte[] gzip, String contentType) {
        try {
            var answer = client.putObject(
                    r -> r.bucket(bucket)
                            .key(key)
                            .contentEncoding(GZIP)
                            .contentType(contentType)
                            .ifNoneMatch("*"),
                    RequestBody.fromBytes(gzip));
            return new StoredContent(key, answer.versionId());
        } catch (S3Exception e) {
            if (e.statusCode() != PRECONDITION_FAILED) {
                throw e;
            }
            // Keys are random, so it is our own object, put by a try whose answer was lost.
            return new StoredContent(
                    key, client.headObject(r -> r.bucket(bucket).key(key)).versionId());
        }
    }

    @Override
    public byte[] read(StoredContent content) {
        return client.getObjectAsBytes(
                        r -> r.bucket(bucket).key(content.objectKey()).versionId(content.objectVersion()))
                .asByteArrayUnsafe();
    }

    @Override
    public URI link(StoredContent content, String fileName) {
        return link(GetObjectRequest.builder()
                .bucket(bucket)
                .key(content.objectKey())
                .versionId(content.objectVersion())
                .responseContentDisposition(AttachmentName.disposition(fileName))
                .responseContentType(BYTES)
                .build());
    }

    private URI link(GetObjectRequest request) {
        var signed =
                presigner.presignGetObject(p -> p.signatureDuration(LINK_LIFE).getObjectRequest(request));
        return URI.create(signed.url().toString());
    }

    @Override
    public void trash(StoredContent content) {
        client.deleteObject(r -> r.bucket(bucket).key(content.objectKey()));
    }

    @Override
    public void restore(StoredContent content) {
        var entries = entries(content.objectKey())
                .filter(entry -> entry.key().equals(content.objectKey()))
                .toList();
        if (entries.stream().noneMatch(entry -> entry.version().equals(content.objectVersion()))) {
            return;
        }
        entries.stream().filter(Entry::isMarker).forEach(this::delete);
        var current = client.headObject(r -> r.bucket(bucket).key(content.objectKey()));
        if (!content.objectVersion().equals(current.versionId())) {
            throw new IllegalStateException("an object is not current after its restoration");
        }
    }

    @Override
    public void purge(StoredContent content) {
        entries(content.objectKey())
                .filter(entry -> entry.key().equals(content.objectKey()))
                .toList()
                .forEach(this::delete);
    }

    @Override
    public void purge(AccountId account, Collection<StoredContent> purged) {
        var keys = purged.stream().map(StoredContent::objectKey).collect(Collectors.toSet());
        // A list of the whole account is fewer calls than one for each of many objects.
        if (keys.size() > LISTED_SINGLY) {
            deleteAll(FILES + account.value() + "/", entry -> keys.contains(entry.key()));
        } else {
            deleteAll(keys.stream()
                    .flatMap(this::entries)
                    .filter(entry -> keys.contains(entry.key()))
                    .toList());
        }
    }

    private void delete(Entry entry) {
        client.deleteObject(r -> r.bucket(bucket).key(entry.key()).versionId(entry.version()));
    }

    @Override
    public URI publish(AccountId account, byte[] gzip, String contentType) {
        var stored = put(ANSWERS + account.value() + "/" + RandomId.next(random), gzip, contentType);
        return link(GetObjectRequest.builder()
                .bucket(bucket)
                .key(stored.objectKey())
                .versionId(stored.objectVersion())
                .build());
    }

    @Override
    public Map<String, StoredObject> stored(AccountId account) {
        var objects = new HashMap<String, StoredObject>();
        entries(FILES + account.value() + "/").forEach(entry -> {
            var seen = objects.getOrDefault(entry.key(), new StoredObject(Set.of(), false));
            var versions = new HashSet<>(seen.versions());
            if (!entry.isMarker()) {
                versions.add(entry.version());
            }
            objects.put(entry.key(), new StoredObject(Set.copyOf(versions), seen.marked() || entry.isMarker()));
        });
        return objects;
    }

    @Override
    public int removeUnnamed(AccountId account, Set<String> named, long storedBefore) {
        var limit = Instant.ofEpochMilli(storedBefore);
        var removed = deleteAll(
                FILES + account.value() + "/",
                entry -> !named.contains(entry.key()) && entry.madeAt().isBefore(limit));
        return removed.size();
    }

    @Override
    public void erase(AccountId account) {
        abortUploads(FILES + account.value() + "/");
        deleteAll(FILES + account.value() + "/", _ -> true);
        deleteAll(ANSWERS + account.value() + "/", _ -> true);
        abortUploads(S3ArchiveStore.EXPORTS + account.value() + "/");
        deleteAll(S3ArchiveStore.EXPORTS + account.value() + "/", _ -> true);
    }

    /** First, since an upload could still become an object. */
    private void abortUploads(String prefix) {
        var uploads = client.listMultipartUploadsPaginator(r -> r.bucket(bucket).prefix(prefix)).uploads().stream()
                .toList();
        for (var upload : uploads) {
            try {
                client.abortMultipartUpload(
                        r -> r.bucket(bucket).key(upload.key()).uploadId(upload.uploadId()));
            } catch (NoSuchUploadException e) {
                // It was completed or aborted meanwhile.
            }
        }
    }

    /** Deletes versions and markers for good, 1,000 a call, and returns the keys that they had. */
    private Set<String> deleteAll(String prefix, Predicate<Entry> chosen) {
        // The listing is read to its end first: deleting under it could make it skip.
        return deleteAll(entries(prefix).filter(chosen).toList());
    }

    private Set<String> deleteAll(List<Entry> doomed) {
        var keys = new HashSet<String>();
        for (var from = 0; from < doomed.size(); from += BATCH) {
            var batch = doomed.subList(from, Math.min(from + BATCH, doomed.size()));
            var identifiers = batch.stream()
                    .map(entry -> ObjectIdentifier.builder()
                            .key(entry.key())
                            .versionId(entry.version())
                            .build())
                    .toList();
            var delete = Delete.builder().objects(identifiers).quiet(true).build();
            var answer = client.deleteObjects(r -> r.bucket(bucket).delete(delete));
            if (answer.hasErrors() && !answer.errors().isEmpty()) {
                throw new IllegalStateException("S3 kept " + answer.errors().size() + " objects: "
                        + answer.errors().getFirst().code());
            }
            batch.forEach(entry -> keys.add(entry.key()));
        }
        return keys;
    }

    @Override
    public Set<AccountId> accounts() {
        var accounts = new HashSet<AccountId>();
        var pages = client.listObjectVersionsPaginator(
                r -> r.bucket(bucket).prefix(FILES).delimiter("/"));
        for (var page : pages) {
            // The delimiter makes S3 name the folders; a store that ignores it names the objects.
            page.commonPrefixes().forEach(folder -> owner(folder.prefix(), accounts));
            page.versions().forEach(version -> owner(version.key(), accounts));
            page.deleteMarkers().forEach(marker -> owner(marker.key(), accounts));
        }
        return accounts;
    }

    private static void owner(String key, Set<AccountId> accounts) {
        var matcher = OWNED.matcher(key);
        if (matcher.matches()) {
            accounts.add(new AccountId(Integer.parseInt(matcher.group(1))));
        }
    }

    /** One version of an object, or a delete marker. */
    private record Entry(String key, String version, Instant madeAt, boolean isMarker) {}

    private Stream<Entry> entries(String prefix) {
        return client.listObjectVersionsPaginator(r -> r.bucket(bucket).prefix(prefix)).stream()
                .flatMap(page -> {
                    List<Entry> entries = new ArrayList<>();
                    page.versions()
                            .forEach(v -> entries.add(new Entry(v.key(), v.versionId(), v.lastModified(), false)));
                    page.deleteMarkers()
                            .forEach(m -> entries.add(new Entry(m.key(), m.versionId(), m.lastModified(), true)));
                    return entries.stream();
                });
    }
}
