package net.osmand.account.aws.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.Supplier;
import net.osmand.account.core.exports.ArchiveStore;
import net.osmand.account.core.exports.ContentPurgedException;
import net.osmand.account.core.exports.MultipartUpload;
import net.osmand.account.core.exports.MultipartUploadEndedException;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.RandomId;
import net.osmand.account.core.values.StoredContent;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Stores archives as multipart uploads in the files bucket, under {@code exports/<account>/<export>/}. */
public final class S3ArchiveStore implements ArchiveStore {
    static final String EXPORTS = "exports/";

    private static final Duration LINK_VALIDITY = Duration.ofMinutes(15);
    private static final String ZIP = "application/zip";
    private static final String BYTES = "application/octet-stream";
    private static final int NOT_FOUND = 404;
    private static final String NO_SUCH_UPLOAD = "NoSuchUpload";

    private final S3Client client;
    private final S3Presigner presigner;
    private final String bucket;
    private final SecureRandom random;

    public S3ArchiveStore(S3Client client, S3Presigner presigner, String bucket, SecureRandom random) {
        this.client = client;
        this.presigner = presigner;
        this.bucket = bucket;
        this.random = random;
    }

    @Override
    public byte[] read(StoredContent content) {
        return orGone(
                content,
                () -> client.getObjectAsBytes(
                                r -> r.bucket(bucket).key(content.objectKey()).versionId(content.objectVersion()))
                        .asByteArrayUnsafe());
    }

    @Override
    public void read(StoredContent content, long offset, ByteBuffer into) {
        orGone(content, () -> {
            var request = GetObjectRequest.builder()
                    .bucket(bucket)
                    .key(content.objectKey())
                    .versionId(content.objectVersion())
                    .range(range(offset, into.remaining()))
                    .build();
            // Writes through a duplicate of the buffer, since the SDK may start again after a broken response.
            return client.getObject(request, ResponseTransformer.unmanaged((_, stream) -> {
                var view = into.duplicate();
                try (stream) {
                    var read = stream.readNBytes(view.array(), view.arrayOffset() + view.position(), view.remaining());
                    if (read < view.remaining()) {
                        throw new IOException("S3 answered with too few bytes");
                    }
                }
                return true;
            }));
        });
    }

    @Override
    public MultipartUpload begin(AccountId account, String export) {
        var key = prefix(account, export) + RandomId.next(random) + ".zip";
        var answer = client.createMultipartUpload(r -> r.bucket(bucket).key(key).contentType(ZIP));
        return new MultipartUpload(key, answer.uploadId());
    }

    @Override
    public void fill(MultipartUpload upload, int number, byte[] bytes) {
        orGone(() -> client.uploadPart(
                r -> r.bucket(bucket)
                        .key(upload.objectKey())
                        .uploadId(upload.id())
                        .partNumber(number)
                        .contentLength((long) bytes.length),
                RequestBody.fromContentProvider(() -> new ByteArrayInputStream(bytes), bytes.length, BYTES)));
    }

    @Override
    public void copy(MultipartUpload upload, int number, StoredContent content, long offset, long length) {
        orGone(
                content,
                () -> client.uploadPartCopy(r -> r.sourceBucket(bucket)
                        .sourceKey(content.objectKey())
                        .sourceVersionId(content.objectVersion())
                        .copySourceRange(range(offset, length))
                        .destinationBucket(bucket)
                        .destinationKey(upload.objectKey())
                        .uploadId(upload.id())
                        .partNumber(number)));
    }

    @Override
    public void complete(MultipartUpload upload) {
        orGone(() -> {
            var parts = client
                    .listPartsPaginator(
                            r -> r.bucket(bucket).key(upload.objectKey()).uploadId(upload.id()))
                    .parts()
                    .stream()
                    .map(part -> CompletedPart.builder()
                            .partNumber(part.partNumber())
                            .eTag(part.eTag())
                            .build())
                    .toList();
            return client.completeMultipartUpload(r -> r.bucket(bucket)
                    .key(upload.objectKey())
                    .uploadId(upload.id())
                    .multipartUpload(m -> m.parts(parts)));
        });
    }

    @Override
    public boolean exists(MultipartUpload upload, long size) {
        var listed = client.listObjectVersions(r -> r.bucket(bucket).prefix(upload.objectKey()));
        return listed.versions().stream().anyMatch(version -> version.size() == size);
    }

    @Override
    public void abort(MultipartUpload upload) {
        try {
            client.abortMultipartUpload(
                    r -> r.bucket(bucket).key(upload.objectKey()).uploadId(upload.id()));
        } catch (S3Exception e) {
            if (e.statusCode() != NOT_FOUND) {
                throw e;
            }
            // The upload was already completed or aborted.
        }
    }

    @Override
    public String storePlan(AccountId account, String export, byte[] bytes) {
        var key = prefix(account, export) + RandomId.next(random) + ".plan";
        client.putObject(r -> r.bucket(bucket).key(key).contentType(BYTES), RequestBody.fromBytes(bytes));
        return key;
    }

    @Override
    public byte[] readPlan(String objectKey) {
        return client.getObjectAsBytes(r -> r.bucket(bucket).key(objectKey)).asByteArrayUnsafe();
    }

    @Override
    public URI link(MultipartUpload upload, String fileName) {
        var request = GetObjectRequest.builder()
                .bucket(bucket)
                .key(upload.objectKey())
                .responseContentDisposition("attachment; filename=\"" + fileName + "\"")
                .responseContentType(ZIP)
                .build();
        var signed = presigner.presignGetObject(
                p -> p.signatureDuration(LINK_VALIDITY).getObjectRequest(request));
        return URI.create(signed.url().toString());
    }

    @Override
    public void remove(AccountId account, String export) {
        var listed = client.listObjectVersionsPaginator(r -> r.bucket(bucket).prefix(prefix(account, export))).stream()
                .flatMap(page -> page.versions().stream())
                .toList();
        listed.forEach(version ->
                client.deleteObject(r -> r.bucket(bucket).key(version.key()).versionId(version.versionId())));
    }

    private static String prefix(AccountId account, String export) {
        return EXPORTS + account.value() + "/" + export + "/";
    }

    private static String range(long offset, long length) {
        return "bytes=" + offset + "-" + (offset + length - 1);
    }

    private static <T> T orGone(StoredContent content, Supplier<T> call) {
        try {
            return orGone(call);
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
                throw new ContentPurgedException(content);
            }
            throw e;
        }
    }

    private static <T> T orGone(Supplier<T> call) {
        try {
            return call.get();
        } catch (S3Exception e) {
            if (NO_SUCH_UPLOAD.equals(e.awsErrorDetails().errorCode())) {
                throw new MultipartUploadEndedException();
            }
            throw e;
        }
    }
}
