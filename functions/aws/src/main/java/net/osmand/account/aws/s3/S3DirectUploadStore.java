package net.osmand.account.aws.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import net.osmand.account.core.uploads.DirectUploadStore;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.StoredContent;
import software.amazon.awssdk.awscore.presigner.PresignedRequest;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Presigns uploads into the files bucket, under the final key of the file. S3 enforces what was signed: length,
 * SHA-256, {@code Content-Encoding}, and that the key is unused.
 */
public final class S3DirectUploadStore implements DirectUploadStore {
    private static final Duration LINK_VALIDITY = Duration.ofMinutes(15);
    private static final String GZIP = "gzip";
    private static final String BYTES = "application/octet-stream";
    private static final int NOT_FOUND = 404;
    private static final int PRECONDITION_FAILED = 412;
    private static final String INVALID_PART = "InvalidPart";

    /** Headers that every HTTP client sets. Browsers do not let scripts set them. */
    private static final Set<String> IMPLIED = Set.of("host", "content-length");

    private final S3Client client;
    private final S3Presigner presigner;
    private final String bucket;
    private final ObjectKeys keys;

    public S3DirectUploadStore(S3Client client, S3Presigner presigner, String bucket, ObjectKeys keys) {
        this.client = client;
        this.presigner = presigner;
        this.bucket = bucket;
        this.keys = keys;
    }

    @Override
    public String newObjectKey(AccountId account) {
        return keys.next(account);
    }

    @Override
    public String begin(String objectKey) {
        return client.createMultipartUpload(r -> r.bucket(bucket)
                        .key(objectKey)
                        .contentEncoding(GZIP)
                        .contentType(BYTES)
                        .checksumAlgorithm(ChecksumAlgorithm.SHA256))
                .uploadId();
    }

    @Override
    public Link whole(String objectKey, long size, String sha256) {
        var request = PutObjectRequest.builder()
                .bucket(bucket)
                .key(objectKey)
                .contentEncoding(GZIP)
                .contentType(BYTES)
                .contentLength(size)
                .checksumSHA256(sha256)
                .ifNoneMatch("*")
                .build();
        return link(presigner.presignPutObject(
                p -> p.signatureDuration(LINK_VALIDITY).putObjectRequest(request)));
    }

    @Override
    public Link part(String objectKey, String multipart, int number, long size, String sha256) {
        var request = UploadPartRequest.builder()
                .bucket(bucket)
                .key(objectKey)
                .uploadId(multipart)
                .partNumber(number)
                .contentLength(size)
                .checksumSHA256(sha256)
                .build();
        return link(presigner.presignUploadPart(
                p -> p.signatureDuration(LINK_VALIDITY).uploadPartRequest(request)));
    }

    private static Link link(PresignedRequest signed) {
        var headers = new TreeMap<String, String>();
        signed.signedHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        headers.keySet().removeAll(IMPLIED);
        return new Link(URI.create(signed.url().toString()), headers);
    }

    @Override
    public Optional<List<SentPart>> parts(String objectKey, String multipart) {
        try {
            return Optional.of(
                    client
                            .listPartsPaginator(
                                    r -> r.bucket(bucket).key(objectKey).uploadId(multipart))
                            .parts()
                            .stream()
                            .map(part ->
                                    new SentPart(part.partNumber(), part.size(), part.eTag(), part.checksumSHA256()))
                            .toList());
        } catch (S3Exception e) {
            return emptyIf(NOT_FOUND, e);
        }
    }

    @Override
    public Optional<String> assemble(String objectKey, String multipart, List<SentPart> parts, long size) {
        var completed = parts.stream()
                .map(part -> CompletedPart.builder()
                        .partNumber(part.number())
                        .eTag(part.tag())
                        .checksumSHA256(part.sha256())
                        .build())
                .toList();
        try {
            var answer = client.completeMultipartUpload(r -> r.bucket(bucket)
                    .key(objectKey)
                    .uploadId(multipart)
                    .multipartUpload(m -> m.parts(completed))
                    .mpuObjectSize(size)
                    .ifNoneMatch("*"));
            return Optional.of(answer.versionId());
        } catch (S3Exception e) {
            // The SDK may repeat the call while S3 is still completing the upload. Then the parts are already gone.
            var again = e.statusCode() == PRECONDITION_FAILED
                    || INVALID_PART.equals(e.awsErrorDetails().errorCode());
            return again ? Optional.empty() : emptyIf(NOT_FOUND, e);
        }
    }

    @Override
    public Optional<Arrived> find(String objectKey) {
        try {
            var head = client.headObject(r -> r.bucket(bucket).key(objectKey));
            return Optional.of(new Arrived(head.versionId(), head.contentLength()));
        } catch (S3Exception e) {
            return emptyIf(NOT_FOUND, e);
        }
    }

    @Override
    public Optional<Reading> open(StoredContent content) {
        try {
            var stream = client.getObject(
                    r -> r.bucket(bucket).key(content.objectKey()).versionId(content.objectVersion()));
            return Optional.of(
                    new Reading(new Aborting(stream), stream.response().contentLength()));
        } catch (S3Exception e) {
            return emptyIf(NOT_FOUND, e);
        }
    }

    /** Aborts the response on close, so that the unread rest of an object is not downloaded. */
    private static final class Aborting extends FilterInputStream {
        private final ResponseInputStream<GetObjectResponse> answer;

        Aborting(ResponseInputStream<GetObjectResponse> answer) {
            super(answer);
            this.answer = answer;
        }

        @Override
        public void close() throws IOException {
            answer.abort();
        }
    }

    @Override
    public void discard(String objectKey, Optional<String> multipart) {
        multipart.ifPresent(id -> abort(objectKey, id));
        var listed = client.listObjectVersionsPaginator(r -> r.bucket(bucket).prefix(objectKey));
        listed.versions().stream()
                .toList()
                .forEach(version -> client.deleteObject(
                        r -> r.bucket(bucket).key(version.key()).versionId(version.versionId())));
    }

    @Override
    public void abort(Begun begun) {
        abort(begun.objectKey(), begun.multipart());
    }

    private void abort(String objectKey, String multipart) {
        try {
            client.abortMultipartUpload(r -> r.bucket(bucket).key(objectKey).uploadId(multipart));
        } catch (S3Exception e) {
            if (e.statusCode() != NOT_FOUND) {
                throw e;
            }
            // The upload was already completed or aborted.
        }
    }

    @Override
    public List<Begun> begunBefore(long time) {
        var limit = Instant.ofEpochMilli(time);
        return client.listMultipartUploadsPaginator(r -> r.bucket(bucket).prefix(ObjectKeys.FILES)).uploads().stream()
                .filter(upload -> upload.initiated().isBefore(limit))
                .flatMap(upload -> begun(upload).stream())
                .toList();
    }

    private static Optional<Begun> begun(MultipartUpload upload) {
        return ObjectKeys.owner(upload.key()).map(owner -> new Begun(owner, upload.key(), upload.uploadId()));
    }

    private static <T> Optional<T> emptyIf(int status, S3Exception e) {
        if (e.statusCode() == status) {
            return Optional.empty();
        }
        throw e;
    }
}
