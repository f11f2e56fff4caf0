package net.osmand.account.devserver.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import net.osmand.account.core.exports.ArchiveStore;
import net.osmand.account.core.exports.ContentPurgedException;
import net.osmand.account.core.exports.MultipartUploadEndedException;
import net.osmand.account.core.files.ContentMissingException;
import net.osmand.account.core.files.FileContents;
import net.osmand.account.core.files.ListSnapshot;
import net.osmand.account.core.files.ListSnapshots;
import net.osmand.account.core.files.ListState;
import net.osmand.account.core.files.StoredObject;
import net.osmand.account.core.uploads.DirectUploadStore;
import net.osmand.account.core.uploads.DirectUploadStore.Link;
import net.osmand.account.core.uploads.DirectUploadStore.SentPart;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.StoredContent;
import net.osmand.account.emulators.wire.KnownGaps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The adapters' use of S3: versions and delete markers, links and their restrictions, parts and ranges. */
class ObjectsContractTest {
    @RegisterExtension
    static final KnownGaps GAPS = AdapterTestBed.gaps(ObjectsContractTest.class);

    /** The smallest part that S3 accepts, except for the last. */
    private static final int PART = 5 << 20;

    private static final Pattern SIGNATURE = Pattern.compile("(X-Amz-Signature=)[0-9a-f]{64}");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final FileContents contents = AdapterTestBed.ADAPTERS.fileContents();
    private final DirectUploadStore transfers = AdapterTestBed.ADAPTERS.directUploadStore();
    private final ArchiveStore archives = AdapterTestBed.ADAPTERS.archiveStore();
    private final ListSnapshots lists = AdapterTestBed.ADAPTERS.listSnapshots();
    private final AccountId ann = AdapterTestBed.someAccount();

    @Test
    void theBytesAreKeptAndALinkGivesThemUnderAName() throws Exception {
        var gzip = gzip("<gpx/>");
        var stored = contents.store(ann, gzip);

        assertThat(contents.read(stored)).isEqualTo(gzip);
        var answer = get(contents.link(stored, "café.gpx"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(gzip);
        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/octet-stream");
        assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("filename*=UTF-8''caf%C3%A9.gpx");
    }

    /**
     * docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html: all {@code x-amz-*} headers must be signed.
     */
    @Test
    void aLinkTakesNoUnsignedAmazonHeader() throws Exception {
        var stored = contents.store(ann, gzip("signed"));
        var answer = HTTP.send(
                HttpRequest.newBuilder(contents.link(stored, "a.gpx"))
                        .header("x-amz-meta-mine", "1")
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("<Code>AccessDenied</Code>");
    }

    /** docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html, with the rules of template.yaml's bucket. */
    @Test
    void browsersOfThePortalsOriginAloneReachObjects() throws Exception {
        var link = contents.link(contents.store(ann, gzip("shared")), "a.gpx");
        var portal = AdapterTestBed.STACK.uri().toString();
        var allowed = preflight(link, portal, "PUT", "content-type,x-amz-checksum-sha256");

        assertThat(allowed.statusCode()).isEqualTo(200);
        assertThat(allowed.headers().firstValue("access-control-allow-origin")).contains(portal);
        for (var refused : List.of(
                preflight(link, "https://example.com", "PUT", "content-type"),
                preflight(link, portal, "DELETE", "content-type"),
                preflight(link, portal, "PUT", "x-amz-acl"))) {
            assertThat(refused.statusCode()).isEqualTo(403);
        }
        var answer = HTTP.send(
                HttpRequest.newBuilder(link).header("Origin", portal).build(), HttpResponse.BodyHandlers.discarding());
        assertThat(answer.headers().firstValue("access-control-expose-headers").orElse(""))
                .containsIgnoringCase("x-amz-version-id");
    }

    private static HttpResponse<String> preflight(URI link, String origin, String method, String headers)
            throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(link)
                        .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                        .headers(
                                "Origin", origin,
                                "Access-Control-Request-Method", method,
                                "Access-Control-Request-Headers", headers)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aLinkWithAnotherSignatureIsRefused() throws Exception {
        var gzip = gzip("signed");
        var download = contents.link(contents.store(ann, gzip), "signed.gpx");
        var upload = transfers.whole(transfers.newObjectKey(ann), gzip.length, sha256(gzip));

        assertThat(get(otherwiseSigned(download)).statusCode()).isEqualTo(403);
        assertThat(put(new Link(otherwiseSigned(upload.url()), upload.headers()), gzip)
                        .statusCode())
                .isEqualTo(403);
        assertThat(get(download).statusCode()).isEqualTo(200);
        assertThat(put(upload, gzip).statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsMarkedIsReadByItsVersionAndComesBack() throws Exception {
        var stored = contents.store(ann, gzip("old"));
        contents.addDeleteMarker(stored);
        contents.addDeleteMarker(stored);

        assertThat(transfers.find(stored.objectKey())).as("behind its marker").isEmpty();
        assertThat(contents.read(stored)).isEqualTo(gzip("old"));
        assertThat(get(contents.link(stored, "old.gpx")).statusCode()).isEqualTo(200);
        var object = contents.object(stored.objectKey());
        assertThat(object.has(stored.objectVersion())).isTrue();
        assertThat(object.isMarked()).isTrue();
        assertThat(object.entries()).hasSize(3);
        assertThat(object.entries().getFirst().isMarker()).as("current").isTrue();

        contents.removeDeleteMarkers(stored);
        contents.removeDeleteMarkers(stored);
        assertThat(transfers.find(stored.objectKey()).orElseThrow().version()).isEqualTo(stored.objectVersion());
        assertThat(contents.object(stored.objectKey()).isMarked()).isFalse();
    }

    @Test
    void whatIsPurgedIsGoneAndNotLifted() {
        var kept = contents.store(ann, gzip("kept"));
        var trashed = contents.store(ann, gzip("trashed"));
        contents.addDeleteMarker(trashed);
        contents.purge(List.of(trashed));
        contents.purge(List.of(trashed));
        contents.removeDeleteMarkers(trashed);

        assertThat(contents.object(trashed.objectKey()).has(trashed.objectVersion()))
                .isFalse();
        assertThat(contents.object(kept.objectKey()).has(kept.objectVersion())).isTrue();
        assertThat(transfers.open(trashed)).isEmpty();
        assertThatThrownBy(() -> archives.read(trashed)).isInstanceOf(ContentPurgedException.class);
    }

    @Test
    void manyArePurgedAtOnceAndOfOneAccountAlone() {
        var other = AdapterTestBed.someAccount();
        var foreign = contents.store(other, gzip("foreign"));
        var stored = new ArrayList<StoredContent>();
        for (var n = 0; n < 12; n++) {
            stored.add(contents.store(ann, gzip("file " + n)));
        }
        assertThat(contents.objects(ann).map(StoredObject::objectKey))
                .containsExactlyElementsOf(
                        stored.stream().map(StoredContent::objectKey).sorted().toList());

        contents.purge(stored.subList(0, 2));
        assertThat(contents.objects(ann)).hasSize(10);
        contents.purge(stored);
        assertThat(contents.objects(ann)).isEmpty();
        assertThat(contents.objects(other).map(StoredObject::objectKey)).containsExactly(foreign.objectKey());
    }

    @Test
    void objectsAreListedByTheirDay() {
        var today = LocalDate.now(ZoneOffset.UTC);
        var stored = contents.store(ann, gzip("of today"));
        assertThat(stored.objectKey())
                .startsWith("u/" + ann.value() + "/" + today.toString().replace("-", "") + "-");

        assertThat(contents.objects(ann, today).map(StoredObject::objectKey)).contains(stored.objectKey());
        assertThat(contents.objects(ann, today.minusDays(2))).isEmpty();
    }

    @Test
    void aCopyIsAnObjectOfItsOwn() throws Exception {
        var source = contents.store(ann, gzip("copied"));
        contents.addDeleteMarker(source);
        var copy = contents.copy(ann, source, gzip("copied").length);
        contents.removeDeleteMarkers(source);

        assertThat(copy.objectKey()).isNotEqualTo(source.objectKey());
        contents.purge(List.of(source));
        var answer = get(contents.link(copy, "a.gpx"));
        assertThat(answer.body()).isEqualTo(gzip("copied"));
        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThatThrownBy(() -> contents.copy(ann, source, 10)).isInstanceOf(ContentMissingException.class);
    }

    @Test
    void aPurgedVersionIsNotRead() {
        var purged = contents.store(ann, gzip("purged"));
        contents.purge(List.of(purged));
        assertThatThrownBy(() -> contents.read(purged)).isInstanceOf(ContentMissingException.class);
    }

    @Test
    void doesNotCopyAVersionBelowItsDeleteMarker() {
        var source = contents.store(ann, gzip("gone"));
        contents.addDeleteMarker(source);
        contents.purge(List.of(source));
        assertThatThrownBy(() -> contents.copy(ann, source, 10)).isInstanceOf(ContentMissingException.class);
    }

    @Test
    void aLinkTakesNothingButTheBytesThatWereSignedAndOnlyOnce() throws Exception {
        var gzip = gzip("signed");
        var key = transfers.newObjectKey(ann);
        var link = transfers.whole(key, gzip.length, sha256(gzip));

        assertThat(put(link, gzip("sigNed")).statusCode()).as("other bytes").isBetween(400, 499);
        assertThat(transfers.find(key)).isEmpty();
        assertThat(put(link, gzip).statusCode()).isEqualTo(200);
        assertThat(put(link, gzip).statusCode()).as("over something").isEqualTo(412);
        var arrived = transfers.find(key).orElseThrow();
        assertThat(arrived.size()).isEqualTo(gzip.length);
        try (var reading = transfers
                .open(new StoredContent(key, arrived.version()))
                .orElseThrow()
                .bytes()) {
            assertThat(reading.readAllBytes()).isEqualTo(gzip);
        }
    }

    @Test
    void aPartIsHeldToWhatWasSigned() throws Exception {
        var key = transfers.newObjectKey(ann);
        var multipart = transfers.begin(key);
        var bytes = random(1000);

        var other = put(transfers.part(key, multipart, 1, bytes.length, sha256(bytes)), random(1000));
        assertThat(other.statusCode()).isBetween(400, 499);
        assertThat(transfers.parts(key, multipart).orElseThrow()).isEmpty();
        transfers.discard(key, Optional.of(multipart));
    }

    @Test
    void partsBecomeOneObjectOnceAndNeverOverAnother() throws Exception {
        var key = transfers.newObjectKey(ann);
        var multipart = transfers.begin(key);
        var first = random(PART);
        var last = random(1000);
        assertThat(put(transfers.part(key, multipart, 1, first.length, sha256(first)), first)
                        .statusCode())
                .isEqualTo(200);
        assertThat(put(transfers.part(key, multipart, 2, last.length, sha256(last)), last)
                        .statusCode())
                .isEqualTo(200);

        var parts = transfers.parts(key, multipart).orElseThrow();
        assertThat(parts).extracting(SentPart::size).containsExactly((long) first.length, (long) last.length);
        assertThat(parts).extracting(SentPart::sha256).containsExactly(sha256(first), sha256(last));
        assertThat(transfers.begunBefore(Long.MAX_VALUE / 2))
                .anyMatch(begun ->
                        begun.account().equals(ann) && begun.multipart().equals(multipart));
        var version = transfers.assemble(key, multipart, parts, PART + 1000).orElseThrow();
        assertThat(transfers.assemble(key, multipart, parts, PART + 1000))
                .as("once more: S3 may repeat its answer")
                .isIn(Optional.empty(), Optional.of(version));
        assertThat(transfers.parts(key, multipart)).isEmpty();
        try (var reading =
                transfers.open(new StoredContent(key, version)).orElseThrow().bytes()) {
            assertThat(reading.readAllBytes()).isEqualTo(joined(first, last));
        }
    }

    @Test
    void partsDoNotReplaceAnObject() throws Exception {
        var gzip = gzip("there before");
        var key = transfers.newObjectKey(ann);
        var multipart = transfers.begin(key);
        put(transfers.part(key, multipart, 1, gzip.length, sha256(gzip)), gzip);
        assertThat(put(transfers.whole(key, gzip.length, sha256(gzip)), gzip).statusCode())
                .isEqualTo(200);
        var before = transfers.find(key).orElseThrow();

        assertThat(transfers.assemble(
                        key, multipart, transfers.parts(key, multipart).orElseThrow(), gzip.length))
                .isEmpty();
        assertThat(transfers.find(key)).contains(before);
    }

    @Test
    void partsOfTheWrongSizeBecomeNoObject() throws Exception {
        var gzip = gzip("shorter than announced");
        var key = transfers.newObjectKey(ann);
        var multipart = transfers.begin(key);
        put(transfers.part(key, multipart, 1, gzip.length, sha256(gzip)), gzip);
        var parts = transfers.parts(key, multipart).orElseThrow();

        assertThatThrownBy(() -> transfers.assemble(key, multipart, parts, gzip.length + 1))
                .isInstanceOf(S3Exception.class);
        assertThat(transfers.find(key)).isEmpty();
    }

    @Test
    void anArchiveIsMadeOfBytesAndOfRangesOfObjects() throws Exception {
        var source = contents.store(ann, random(PART + 3000));
        contents.addDeleteMarker(source);
        var head = random(PART);
        var upload = archives.begin(ann, "export");
        archives.fill(upload, 1, random(PART));
        archives.fill(upload, 1, head);
        archives.copy(upload, 2, source, 1000, PART);
        archives.fill(upload, 3, gzip("tail"));
        archives.complete(upload);

        var middle = Arrays.copyOfRange(contents.read(source), 1000, 1000 + PART);
        var expected = joined(head, middle, gzip("tail"));
        assertThat(archives.exists(upload, expected.length)).isTrue();
        assertThat(archives.exists(upload, expected.length + 1)).isFalse();
        var answer = get(archives.link(upload, "all.osf"));
        assertThat(answer.body()).isEqualTo(expected);
        assertThat(answer.headers().firstValue("Content-Disposition")).contains("attachment; filename=\"all.osf\"");
        assertThat(catchThrowable(() -> archives.complete(upload)))
                .as("once more: S3 may repeat its answer")
                .satisfiesAnyOf(
                        gone -> assertThat(gone).isNull(),
                        gone -> assertThat(gone).isInstanceOf(MultipartUploadEndedException.class));
        archives.abort(upload);
        archives.remove(ann, "export");
        assertThat(archives.exists(upload, expected.length)).isFalse();
    }

    @Test
    void anArchiveNoticesThatItsUploadOrItsObjectIsGone() {
        var purged = contents.store(ann, gzip("purged"));
        contents.purge(List.of(purged));
        var upload = archives.begin(ann, "export");
        assertThatThrownBy(() -> archives.copy(upload, 1, purged, 0, 5)).isInstanceOf(ContentPurgedException.class);

        archives.abort(upload);
        archives.abort(upload);
        assertThatThrownBy(() -> archives.fill(upload, 1, gzip("late")))
                .isInstanceOf(MultipartUploadEndedException.class);
        assertThatThrownBy(() -> archives.complete(upload)).isInstanceOf(MultipartUploadEndedException.class);
    }

    @Test
    void aRangeIsReadIntoItsPlace() {
        var gzip = gzip("a range of this");
        var stored = contents.store(ann, gzip);
        var into = ByteBuffer.allocate(12).position(4).limit(12).slice();
        archives.read(stored, 3, into);
        assertThat(Arrays.copyOfRange(into.array(), 4, 12)).isEqualTo(Arrays.copyOfRange(gzip, 3, 11));
    }

    @Test
    void nothingIsLeftOfAnAccount() {
        var stored = contents.store(ann, gzip("stored"));
        contents.addDeleteMarker(stored);
        contents.storeTemporary(ann, gzip("list"), "application/json");
        var key = transfers.newObjectKey(ann);
        var multipart = transfers.begin(key);
        var upload = archives.begin(ann, "export");
        archives.storePlan(ann, "export", random(10));
        lists.store(ann, new ListSnapshot(new ListState(1, 2, 3, 4), random(10)));

        contents.erase(ann);
        assertThat(contents.objects(ann)).isEmpty();
        assertThat(transfers.parts(key, multipart)).isEmpty();
        assertThatThrownBy(() -> archives.complete(upload)).isInstanceOf(MultipartUploadEndedException.class);
        var left = AdapterTestBed.STACK
                .s3()
                .listObjectVersionsPaginator(list -> list.bucket("osmand-account-local-filesbucket"));
        var keys = new HashSet<String>();
        left.stream().forEach(page -> {
            page.versions().forEach(version -> keys.add(version.key()));
            page.deleteMarkers().forEach(marker -> keys.add(marker.key()));
        });
        assertThat(keys).noneMatch(name -> name.contains("/" + ann.value() + "/"));
    }

    @Test
    void anAccountHasOneStoredList() throws Exception {
        assertThat(lists.find(ann)).isEmpty();
        for (var time = 1764000000000L; time < 1764000000002L; time++) {
            var state = new ListState(time, time + 1, 3000L << 20, 30L << 30);
            var list = random(100_000);
            lists.store(ann, new ListSnapshot(state, list));
            var found = lists.find(ann).orElseThrow();
            assertThat(found.state()).isEqualTo(state);
            assertThat(found.gzip()).isEqualTo(list);
            var linked = get(lists.link(ann));
            assertThat(linked.body()).isEqualTo(list);
            assertThat(linked.headers().firstValue("Content-Encoding")).contains("gzip");
            assertThat(linked.headers().firstValue("Content-Type").orElseThrow())
                    .matches("application/json; ?charset=utf-8");
        }
        assertThat(lists.find(AdapterTestBed.someAccount())).isEmpty();
    }

    private static URI otherwiseSigned(URI link) {
        var signature = SIGNATURE.matcher(link.toString());
        return URI.create(signature.replaceFirst(found -> found.group(1) + "0".repeat(64)));
    }

    private static HttpResponse<byte[]> get(URI link) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(link).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static HttpResponse<byte[]> put(Link link, byte[] bytes) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(link.url()).PUT(HttpRequest.BodyPublishers.ofByteArray(bytes));
        link.headers().forEach(request::header);
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static byte[] gzip(String text) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static byte[] random(int size) {
        var bytes = new byte[size];
        new Random().nextBytes(bytes);
        return bytes;
    }

    private static byte[] joined(byte[]... pieces) {
        var all = new ByteArrayOutputStream();
        List.of(pieces).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static String sha256(byte[] bytes) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
