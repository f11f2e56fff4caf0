package net.osmand.account.devserver.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import net.osmand.account.emulators.wire.KnownGaps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The adapters' use of S3 versions: markers, their removal and copies. Sources:
 * docs.aws.amazon.com/AmazonS3/latest/userguide/DeleteMarker.html, ManagingDelMarkers.html and API/API_CopyObject.html.
 */
class VersionsContractTest {
    @RegisterExtension
    static final KnownGaps GAPS = AdapterTestBed.gaps(VersionsContractTest.class);

    private static final String BUCKET = "osmand-account-local-filesbucket";
    private static final int PART = 5 << 20;

    private final S3Client s3 = AdapterTestBed.STACK.s3();
    private final String key = "u/1/20261130-" + UUID.randomUUID();

    @Test
    void eachDeletionPutsAnotherMarkerAndTheirRemovalBringsTheObjectBack() {
        var version = put(key, "bytes");
        delete(key);
        delete(key);

        assertThat(markers(key))
                .hasSize(2)
                .extracting(DeleteMarkerEntry::versionId)
                .doesNotContain(version);
        assertThat(markers(key)).filteredOn(DeleteMarkerEntry::isLatest).hasSize(1);
        assertThat(versions(key))
                .singleElement()
                .satisfies(v -> assertThat(v.isLatest()).isFalse());
        assertThat(isCurrent(key)).isFalse();
        assertThat(text(key, version)).isEqualTo("bytes");

        remove(markers(key).stream().map(DeleteMarkerEntry::versionId).toList());
        assertThat(markers(key)).isEmpty();
        assertThat(versions(key))
                .singleElement()
                .satisfies(v -> assertThat(v.isLatest()).isTrue());
        assertThat(s3.headObject(head -> head.bucket(BUCKET).key(key)).versionId())
                .isEqualTo(version);
    }

    @Test
    void onlyTheNewerOfTwoMarkersIsRemovedByItsId() {
        put(key, "bytes");
        delete(key);
        delete(key);
        var latest = markers(key).stream()
                .filter(DeleteMarkerEntry::isLatest)
                .findFirst()
                .orElseThrow();

        remove(List.of(latest.versionId()));
        assertThat(markers(key)).hasSize(1);
        assertThat(isCurrent(key)).isFalse();
    }

    @Test
    void aPurgeByVersionLeavesTheMarkerAlone() {
        var version = put(key, "bytes");
        delete(key);

        remove(List.of(version));
        remove(List.of(version));
        assertThat(versions(key)).isEmpty();
        assertThat(markers(key))
                .singleElement()
                .satisfies(m -> assertThat(m.isLatest()).isTrue());
    }

    @Test
    void aMarkerOfAKeyWithoutVersionsIsThere() {
        delete(key);
        assertThat(markers(key)).hasSize(1);
        remove(markers(key).stream().map(DeleteMarkerEntry::versionId).toList());
        assertThat(markers(key)).isEmpty();
    }

    @Test
    void aCopyOfAVersionBehindItsMarkerHasItsBytesAndItsHeaders() {
        var version = put(key, "bytes");
        delete(key);
        var target = key + "-copy";

        var copy = s3.copyObject(c -> c.sourceBucket(BUCKET)
                        .sourceKey(key)
                        .sourceVersionId(version)
                        .destinationBucket(BUCKET)
                        .destinationKey(target))
                .versionId();
        assertThat(copy).isNotNull().isNotEqualTo(version);
        assertThat(text(target, copy)).isEqualTo("bytes");
        var head = s3.headObject(h -> h.bucket(BUCKET).key(target));
        assertThat(head.versionId()).isEqualTo(copy);
        assertThat(head.contentEncoding()).isEqualTo("gzip");
        assertThat(head.contentType()).isEqualTo("application/octet-stream");
        assertThat(versions(key)).hasSize(1);
    }

    @Test
    void aSecondCopyToTheSameKeyLiesOnTopOfTheFirst() {
        var version = put(key, "bytes");
        var target = key + "-copy";
        var first = copy(version, target);
        var second = copy(version, target);

        assertThat(versions(target)).extracting(ObjectVersion::versionId).containsExactlyInAnyOrder(first, second);
        assertThat(s3.headObject(h -> h.bucket(BUCKET).key(target)).versionId()).isEqualTo(second);
    }

    @Test
    void aCopyInPartsHasTheHeadersThatItWasBegunWith() {
        var bytes = new byte[PART + 1000];
        var version = s3.putObject(
                        p -> p.bucket(BUCKET).key(key).contentEncoding("gzip").contentType("application/octet-stream"),
                        RequestBody.fromBytes(bytes))
                .versionId();
        delete(key);
        var target = key + "-copy";
        var upload = s3.createMultipartUpload(u ->
                        u.bucket(BUCKET).key(target).contentEncoding("gzip").contentType("application/octet-stream"))
                .uploadId();
        var parts = List.of(part(version, target, upload, 1, 0, PART), part(version, target, upload, 2, PART, 1000));
        var copy = s3.completeMultipartUpload(
                        c -> c.bucket(BUCKET).key(target).uploadId(upload).multipartUpload(m -> m.parts(parts)))
                .versionId();

        assertThat(copy).isNotNull();
        var head = s3.headObject(h -> h.bucket(BUCKET).key(target).versionId(copy));
        assertThat(head.contentLength()).isEqualTo(bytes.length);
        assertThat(head.contentEncoding()).isEqualTo("gzip");
        assertThat(head.contentType()).isEqualTo("application/octet-stream");
    }

    @Test
    void aVersionThatIsGoneIsNotCopied() {
        var version = put(key, "bytes");
        remove(List.of(version));

        assertThatThrownBy(() -> copy(version, key + "-copy"))
                .isInstanceOf(S3Exception.class)
                .satisfies(e -> assertThat(((S3Exception) e).statusCode()).isEqualTo(404));
        assertThat(versions(key + "-copy")).isEmpty();
    }

    private CompletedPart part(String version, String target, String upload, int number, int from, int length) {
        var answer = s3.uploadPartCopy(c -> c.sourceBucket(BUCKET)
                .sourceKey(key)
                .sourceVersionId(version)
                .copySourceRange("bytes=" + from + "-" + (from + length - 1))
                .destinationBucket(BUCKET)
                .destinationKey(target)
                .uploadId(upload)
                .partNumber(number));
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(answer.copyPartResult().eTag())
                .build();
    }

    private String copy(String version, String target) {
        return s3.copyObject(c -> c.sourceBucket(BUCKET)
                        .sourceKey(key)
                        .sourceVersionId(version)
                        .destinationBucket(BUCKET)
                        .destinationKey(target))
                .versionId();
    }

    private String put(String name, String text) {
        return s3.putObject(
                        p -> p.bucket(BUCKET).key(name).contentEncoding("gzip").contentType("application/octet-stream"),
                        RequestBody.fromString(text))
                .versionId();
    }

    private String text(String name, String version) {
        return s3.getObjectAsBytes(g -> g.bucket(BUCKET).key(name).versionId(version))
                .asUtf8String();
    }

    private void delete(String name) {
        s3.deleteObject(d -> d.bucket(BUCKET).key(name));
    }

    private void remove(List<String> ids) {
        var identifiers = ids.stream()
                .map(id -> ObjectIdentifier.builder().key(key).versionId(id).build())
                .toList();
        s3.deleteObjects(d -> d.bucket(BUCKET).delete(all -> all.objects(identifiers)));
    }

    private boolean isCurrent(String name) {
        try {
            s3.headObject(head -> head.bucket(BUCKET).key(name));
            return true;
        } catch (S3Exception e) {
            assertThat(e.statusCode()).isEqualTo(404);
            return false;
        }
    }

    private List<DeleteMarkerEntry> markers(String name) {
        return s3.listObjectVersions(l -> l.bucket(BUCKET).prefix(name)).deleteMarkers().stream()
                .filter(marker -> marker.key().equals(name))
                .toList();
    }

    private List<ObjectVersion> versions(String name) {
        return s3.listObjectVersions(l -> l.bucket(BUCKET).prefix(name)).versions().stream()
                .filter(version -> version.key().equals(name))
                .toList();
    }
}
