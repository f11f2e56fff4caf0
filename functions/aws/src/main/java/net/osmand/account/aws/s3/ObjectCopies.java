package net.osmand.account.aws.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import net.osmand.account.core.files.ContentMissingException;
import net.osmand.account.core.files.FileContents;
import net.osmand.account.core.files.ParallelCalls;
import net.osmand.account.core.values.StoredContent;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Copies objects within S3. A copy must not be sent twice: a delayed first attempt could become the current version
 * after the one that the second attempt recorded, and the lifecycle rule would remove the recorded version. Therefore
 * the client must not retry, and each attempt of a caller uses a new key.
 */
final class ObjectCopies {
    /** Bytes of a part. S3 allows 10,000 parts, which is enough for 640 GB. */
    static final long PART = 64L << 20;

    private static final ParallelCalls PARALLEL = new ParallelCalls(16);
    private static final int NOT_FOUND = 404;
    private static final String GZIP = "gzip";
    private static final String BYTES = "application/octet-stream";

    private final S3Client client;
    private final String bucket;

    /** @param client client that does not retry */
    ObjectCopies(S3Client client, String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    /**
     * Copies exactly this version to an unused key.
     *
     * @param size bytes of the object
     * @throws ContentMissingException if the version does not exist
     */
    StoredContent copy(StoredContent source, long size, String key) {
        return copy(source, size, key, FileContents.LARGE, PART);
    }

    /** Copies with smaller limits, for tests with small objects. */
    StoredContent copy(StoredContent source, long size, String key, long whole, long part) {
        try {
            return new StoredContent(key, size <= whole ? whole(source, key) : parts(source, size, key, part));
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
                throw new ContentMissingException();
            }
            throw e;
        }
    }

    /** Copies with one call. S3 takes content encoding and type from the source. */
    private String whole(StoredContent source, String key) {
        return client.copyObject(r -> r.sourceBucket(bucket)
                        .sourceKey(source.objectKey())
                        .sourceVersionId(source.objectVersion())
                        .destinationBucket(bucket)
                        .destinationKey(key))
                .versionId();
    }

    /** Copies in parts. Parts do not inherit content encoding and type, so they are set again. */
    private String parts(StoredContent source, long size, String key, long part) {
        var upload = client.createMultipartUpload(
                        r -> r.bucket(bucket).key(key).contentEncoding(GZIP).contentType(BYTES))
                .uploadId();
        try {
            var copied = copied(source, size, key, part, upload);
            return client.completeMultipartUpload(
                            r -> r.bucket(bucket).key(key).uploadId(upload).multipartUpload(m -> m.parts(copied)))
                    .versionId();
        } catch (RuntimeException e) {
            client.abortMultipartUpload(r -> r.bucket(bucket).key(key).uploadId(upload));
            throw e;
        }
    }

    private List<CompletedPart> copied(StoredContent source, long size, String key, long part, String upload) {
        var copies = new ArrayList<Supplier<CompletedPart>>();
        for (var from = 0L; from < size; from += part) {
            var range = "bytes=" + from + "-" + (Math.min(from + part, size) - 1);
            var number = copies.size() + 1;
            copies.add(() -> copied(source, key, upload, range, number));
        }
        return PARALLEL.all(copies);
    }

    private CompletedPart copied(StoredContent source, String key, String upload, String range, int number) {
        var answer = client.uploadPartCopy(r -> r.sourceBucket(bucket)
                .sourceKey(source.objectKey())
                .sourceVersionId(source.objectVersion())
                .copySourceRange(range)
                .destinationBucket(bucket)
                .destinationKey(key)
                .uploadId(upload)
                .partNumber(number));
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(answer.copyPartResult().eTag())
                .build();
    }
}
