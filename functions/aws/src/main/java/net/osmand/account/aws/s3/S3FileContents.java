package net.osmand.account.aws.s3;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.stream.Stream;
import net.osmand.account.core.files.ContentMissingException;
import net.osmand.account.core.files.FileContents;
import net.osmand.account.core.files.StoredObject;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.RandomId;
import net.osmand.account.core.values.StoredContent;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Stores the contents of files in a versioned bucket: one object for each content version, always read by its S3
 * version id.
 */
public final class S3FileContents implements FileContents {
    static final Duration LINK_VALIDITY = Duration.ofMinutes(15);
    private static final String GZIP = "gzip";
    private static final String BYTES = "application/octet-stream";
    private static final String ANSWERS = "answers/";
    private static final int NOT_FOUND = 404;
    private static final int PRECONDITION_FAILED = 412;

    private final S3Client client;
    private final S3Presigner presigner;
    private final String bucket;
    private final SecureRandom random;
    private final ObjectKeys keys;
    private final ObjectVersions versions;
    private final ObjectCopies copies;

    /**
     * Creates the store with two clients of the same bucket.
     *
     * @param client for everything except copies
     * @param once for copies; does not retry
     */
    public S3FileContents(
            S3Client client,
            S3Client once,
            S3Presigner presigner,
            String bucket,
            ObjectKeys keys,
            SecureRandom random) {
        this.client = client;
        this.presigner = presigner;
        this.bucket = bucket;
        this.random = random;
        this.keys = keys;
        versions = new ObjectVersions(client, bucket);
        copies = new ObjectCopies(once, bucket);
    }

    @Override
    public StoredContent store(AccountId account, byte[] gzip) {
        return put(keys.next(account), gzip, BYTES);
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
            // Keys are random, so this is our own object from an earlier attempt whose response was lost.
            return new StoredContent(
                    key, client.headObject(r -> r.bucket(bucket).key(key)).versionId());
        }
    }

    @Override
    public byte[] read(StoredContent content) {
        try {
            return client.getObjectAsBytes(
                            r -> r.bucket(bucket).key(content.objectKey()).versionId(content.objectVersion()))
                    .asByteArrayUnsafe();
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
                throw new ContentMissingException();
            }
            throw e;
        }
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
        var signed = presigner.presignGetObject(
                p -> p.signatureDuration(LINK_VALIDITY).getObjectRequest(request));
        return URI.create(signed.url().toString());
    }

    @Override
    public void addDeleteMarker(StoredContent content) {
        versions.addDeleteMarker(content.objectKey());
    }

    @Override
    public void removeDeleteMarkers(StoredContent content) {
        versions.removeDeleteMarkers(content);
    }

    @Override
    public void purge(Collection<StoredContent> doomed) {
        versions.purge(doomed);
    }

    @Override
    public StoredContent copy(AccountId account, StoredContent source, long size) {
        return copies.copy(source, size, keys.next(account));
    }

    @Override
    public URI storeTemporary(AccountId account, byte[] gzip, String contentType) {
        var stored = put(ANSWERS + account.value() + "/" + RandomId.next(random), gzip, contentType);
        return link(GetObjectRequest.builder()
                .bucket(bucket)
                .key(stored.objectKey())
                .versionId(stored.objectVersion())
                .build());
    }

    @Override
    public Stream<StoredObject> objects(AccountId account, LocalDate day) {
        return versions.objects(ObjectKeys.ofDay(account, day));
    }

    @Override
    public Stream<StoredObject> objects(AccountId account) {
        return versions.objects(ObjectKeys.of(account));
    }

    @Override
    public StoredObject object(String objectKey) {
        return versions.object(objectKey);
    }

    @Override
    public void erase(AccountId account) {
        abortUploads(ObjectKeys.of(account));
        versions.removeAll(ObjectKeys.of(account));
        versions.removeAll(ANSWERS + account.value() + "/");
        versions.removeAll(S3ListSnapshots.LISTS + account.value() + "/");
        abortUploads(S3ArchiveStore.EXPORTS + account.value() + "/");
        versions.removeAll(S3ArchiveStore.EXPORTS + account.value() + "/");
    }

    /** Aborts multipart uploads before objects are deleted, since an upload could still become an object. */
    private void abortUploads(String prefix) {
        var uploads = client.listMultipartUploadsPaginator(r -> r.bucket(bucket).prefix(prefix)).uploads().stream()
                .toList();
        for (var upload : uploads) {
            try {
                client.abortMultipartUpload(
                        r -> r.bucket(bucket).key(upload.key()).uploadId(upload.uploadId()));
            } catch (NoSuchUploadException e) {
                // The upload was completed or aborted concurrently.
            }
        }
    }
}
