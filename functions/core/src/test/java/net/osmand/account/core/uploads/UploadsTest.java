package net.osmand.account.core.uploads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import net.osmand.account.core.account.Plan;
import net.osmand.account.core.account.PlanLimits;
import net.osmand.account.core.files.FileInvariants;
import net.osmand.account.core.files.FilesTestBed;
import net.osmand.account.core.files.InMemoryFileContents;
import net.osmand.account.core.files.InMemoryFileIndex;
import net.osmand.account.core.files.Upload;
import net.osmand.account.core.files.Upload.Reason;
import net.osmand.account.core.files.Upload.State;
import net.osmand.account.core.testing.CrashInjector;
import net.osmand.account.core.testing.CrashInjector.Crash;
import net.osmand.account.core.testing.PortWrapper;
import net.osmand.account.core.testing.TestClock;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import org.junit.jupiter.api.Test;

/** Direct uploads: start, resumption, check, crash and cancellation. */
class UploadsTest {
    private static final FileKey KEY = new FileKey("GPX", "tracks/long.gpx");
    private static final AccountId ACCOUNT = new AccountId(7);
    private static final PlanLimits ONE_MEGABYTE = new PlanLimits(1L << 20, 1L << 20, 10_000, 1L << 20);
    private static final PlanLimits LIMITS = new PlanLimits(5L << 20, 2L << 20, 10_000, 100L << 20);

    private final FilesTestBed bed = new FilesTestBed(PortWrapper.none(), 100, Plan.PRO, LIMITS);
    private final InMemoryFileIndex files = bed.files;
    private final InMemoryFileContents contents = bed.contents;
    private final InMemoryUploads uploads = new InMemoryUploads(files);
    private final InMemoryDirectUploadStore store = bed.sent;
    private final TestClock clock = bed.clock;

    private Upload start(FileKey key, byte[] gzip) {
        return start(key, gzip.length, InMemoryDirectUploadStore.sha256(gzip));
    }

    private Upload start(FileKey key, long size, String sha256) {
        return bed.startUpload.start(bed.caller(2), key, size, Optional.of(sha256), 5);
    }

    private UploadProgress progress() {
        return bed.uploadProgress;
    }

    private Upload complete(Upload upload) {
        return bed.completeUpload.complete(ACCOUNT, upload.id());
    }

    private void work() {
        bed.runJobs();
    }

    private CancelUpload cancel() {
        return bed.cancelUpload;
    }

    private String version(Upload upload) {
        return store.find(upload.objectKey().orElseThrow()).orElseThrow().version();
    }

    private Upload now(Upload upload) {
        return uploads.find(ACCOUNT, upload.id()).orElseThrow();
    }

    @Test
    void oneWholeBecomesAVersionOfItsFile() throws IOException {
        var gzip = gzip(1000);
        var upload = start(KEY, gzip);
        assertThat(progress().begun(upload).whole()).isPresent();
        assertThat(bed.usage().bytes()).isEqualTo(gzip.length);
        assertThat(bed.usage().uploads()).isOne();
        store.send(upload, gzip);
        assertThat(complete(upload).state()).isEqualTo(State.CHECKING);
        assertThat(files.rows(ACCOUNT)).isEmpty();
        work();
        var version = files.rows(ACCOUNT).getFirst();
        assertThat(version.size()).isEqualTo(1000);
        assertThat(version.gzipSize()).isEqualTo(gzip.length);
        assertThat(version.clientTime()).isEqualTo(5);
        assertThat(version.deflateOffset()).isEqualTo(10);
        assertThat(version.author()).isEqualTo("brand__model__model");
        assertThat(version.status()).isEqualTo(FileVersion.Status.ADDED);
        assertThat(now(upload).updateTime()).isEqualTo(version.updateTime());
        assertThat(bed.usage().bytes()).isEqualTo(gzip.length);
        assertThat(bed.usage().uploads()).isZero();
        FileInvariants.check(bed);
    }

    @Test
    void manyCompletedUploadsOfOneNameAreTrimmed() throws IOException {
        for (var i = 0; i < 130; i++) {
            clock.advance(Duration.ofSeconds(1));
            var gzip = gzip(100 + i);
            var upload = start(KEY, gzip);
            store.send(upload, gzip);
            complete(upload);
            work();
        }
        assertThat(bed.head(KEY).contents()).isBetween(100L, 110L);
        FileInvariants.check(bed);
    }

    @Test
    void completedUploadsOfAnAccountThatKeepsTooMuchAreTrimmed() throws IOException {
        var small = new FilesTestBed(PortWrapper.none(), 100, Plan.PRO, ONE_MEGABYTE);
        var gzip = gzip(200_000);
        for (var i = 0; i < 14; i++) {
            small.clock.advance(Duration.ofSeconds(1));
            var upload = small.startUpload.start(
                    small.caller(2), KEY, gzip.length, Optional.of(InMemoryDirectUploadStore.sha256(gzip)), 5);
            small.sent.send(upload, gzip);
            small.completeUpload.complete(ACCOUNT, upload.id());
            small.runJobs();
        }
        assertThat(small.usage().keptBytes()).isLessThanOrEqualTo(2L << 20);
        FileInvariants.check(small);
    }

    @Test
    void anUploadThatTheCapRefusesAsksForATrim() throws IOException {
        var small = new FilesTestBed(PortWrapper.none(), 100, Plan.PRO, ONE_MEGABYTE);
        for (var i = 0; i < 14; i++) {
            small.clock.advance(Duration.ofSeconds(1));
            small.upload(1, KEY, gzip(200_000));
        }
        small.queue.clear();
        assertThatThrownBy(() -> small.startUpload.start(small.caller(2), KEY, 400_000, Optional.of("x"), 5))
                .isInstanceOfSatisfying(ProblemException.class, is(Problem.STORAGE_EXCEEDED));
        assertThat(small.queue).containsExactly("TRIM");
    }

    @Test
    void partsThatAreThereAreToldAndTheOthersCanBeSentLater() throws IOException {
        var gzip = gzip(20 << 20);
        var upload = start(KEY, gzip);
        assertThat(upload.parts()).isEqualTo(3);
        store.send(upload, gzip, 1, 3);
        assertThat(progress().report(ACCOUNT, upload.id()).sent()).containsExactly(1, 3);
        assertThatThrownBy(() -> complete(upload))
                .isInstanceOfSatisfying(ProblemException.class, is(Problem.UPLOAD_INCOMPLETE));
        var link = progress()
                .links(ACCOUNT, upload.id(), List.of(new UploadProgress.AnnouncedPart(2, "x")))
                .getFirst();
        assertThat(link.headers()).containsEntry("x-amz-checksum-sha256", "x");
        store.send(upload, gzip, 2);
        complete(upload);
        work();
        assertThat(now(upload).state()).isEqualTo(State.DONE);
        assertThat(contents.find(upload.objectKey().orElseThrow())).contains(gzip);
    }

    @Test
    void aPartOfAnotherSizeIsNotThere() throws IOException {
        var gzip = gzip(20 << 20);
        var upload = start(KEY, gzip);
        store.send(upload, gzip, 1, 2, 3);
        store.putPart(upload.multipart().orElseThrow(), 2, new byte[6 << 20]);
        assertThat(progress().report(ACCOUNT, upload.id()).sent()).containsExactly(1, 3);
        assertThatThrownBy(() -> complete(upload)).isInstanceOf(ProblemException.class);
    }

    @Test
    void whatIsNoGzipOfOneMemberOrNotWhatWasAnnouncedGoesAgain() throws IOException {
        var gzip = gzip(1000);
        var twice = Arrays.copyOf(gzip, gzip.length * 2);
        System.arraycopy(gzip, 0, twice, gzip.length, gzip.length);
        assertFails(Reason.NOT_GZIP, "no gzip".getBytes(StandardCharsets.UTF_8));
        assertFails(Reason.NOT_GZIP, Arrays.copyOf(gzip, gzip.length - 1));
        assertFails(Reason.NOT_GZIP, Arrays.copyOf(gzip, gzip.length + 1));
        assertFails(Reason.NOT_GZIP, twice);
        var longer = start(KEY, gzip.length + 1, InMemoryDirectUploadStore.sha256(gzip));
        store.send(longer, gzip);
        assertFailed(Reason.OTHER_BYTES, longer);
        var other = start(KEY, gzip.length, InMemoryDirectUploadStore.sha256(twice));
        store.send(other, gzip);
        assertFailed(Reason.OTHER_BYTES, other);
    }

    private void assertFails(Reason reason, byte[] bytes) {
        var upload = start(KEY, bytes);
        store.send(upload, bytes);
        assertFailed(reason, upload);
    }

    private void assertFailed(Reason reason, Upload upload) {
        complete(upload);
        work();
        assertThat(now(upload).state()).isEqualTo(State.FAILED);
        assertThat(now(upload).reason()).contains(reason);
        assertThat(contents.count()).isZero();
        assertThat(files.rows(ACCOUNT)).isEmpty();
        assertThat(bed.usage().uploads()).isZero();
        FileInvariants.check(bed);
        assertThat(bed.usage().files()).isZero();
    }

    @Test
    void itMayBeReadBeforeItIsNotedThatItArrived() throws IOException {
        var gzip = gzip(1000);
        var upload = start(KEY, gzip);
        store.send(upload, gzip);
        // The message was sent, and its receiver starts before the state is written.
        store.beforeReading(() -> uploads.replace(upload, upload.arrived(version(upload), clock.millis())));
        bed.checkUpload.check(ACCOUNT, upload.id());
        assertThat(now(upload).state()).isEqualTo(State.DONE);
        assertThat(uploads.replace(upload, upload.arrived(version(upload), clock.millis())))
                .isFalse();
        assertThat(files.rows(ACCOUNT)).hasSize(1);
    }

    @Test
    void whatCantBeReadInTimeFails() throws IOException {
        var gzip = gzip(200_000);
        var upload = start(KEY, gzip);
        store.send(upload, gzip);
        complete(upload);
        bed.checkingFor(Duration.ofMillis(-1)).check(ACCOUNT, upload.id());
        assertThat(now(upload).reason()).contains(Reason.ENDLESS);
    }

    @Test
    void roomIsTakenAtTheStartAndFreedByItselfADayLater() {
        var sha = InMemoryDirectUploadStore.sha256(new byte[0]);
        start(KEY, 60L << 20, sha);
        assertThatThrownBy(() -> start(KEY, 60L << 20, sha))
                .isInstanceOfSatisfying(ProblemException.class, is(Problem.STORAGE_EXCEEDED));
        start(KEY, 40L << 20, sha);
        clock.advance(Duration.ofDays(1));
        start(KEY, 100L << 20, sha);
        assertThat(bed.usage().uploads()).isOne();
        FileInvariants.check(bed);
    }

    @Test
    void twoThatStartAtOnceAreWeighedTogether() {
        var sha = InMemoryDirectUploadStore.sha256(new byte[0]);
        var early = bed.caller(2);
        bed.startUpload.start(early, KEY, 60L << 20, Optional.of(sha), 0);
        assertThatThrownBy(() -> bed.startUpload.start(early, KEY, 60L << 20, Optional.of(sha), 0))
                .isInstanceOfSatisfying(ProblemException.class, is(Problem.STORAGE_EXCEEDED));
    }

    private FilesTestBed start() {
        return bed.with(Plan.START);
    }

    @Test
    void aPlanKeepsItsTypesAndSizesAndNobodyStartsMoreThanTwenty() {
        var sha = InMemoryDirectUploadStore.sha256(new byte[0]);
        assertThatThrownBy(() -> start().startUpload.start(start().caller(2), KEY, 1, Optional.of(sha), 0))
                .isInstanceOfSatisfying(ProblemException.class, is(Problem.NO_SUBSCRIPTION));
        var free = new FileKey("FAVOURITES", "favorites.gpx");
        assertThatThrownBy(() -> start().startUpload.start(start().caller(2), free, 3L << 20, Optional.of(sha), 0))
                .isInstanceOfSatisfying(ProblemException.class, is(Problem.STORAGE_EXCEEDED));
        for (var i = 0; i < 20; i++) {
            start(KEY, 1, sha);
        }
        assertThatThrownBy(() -> start(KEY, 1, sha))
                .isInstanceOfSatisfying(ProblemException.class, is(Problem.TOO_MANY_REQUESTS));
    }

    @Test
    void abandonedItLeavesNothingBehindAndCanNotBeCompleted() throws IOException {
        var gzip = gzip(20 << 20);
        var upload = start(KEY, gzip);
        store.send(upload, gzip, 1, 2, 3);
        complete(upload);
        cancel().cancel(ACCOUNT, upload.id());
        work();
        assertNothingIsLeft();
        assertThatThrownBy(() -> complete(upload))
                .isInstanceOfSatisfying(ProblemException.class, is(Problem.NOT_FOUND));
    }

    @Test
    void whatIsDoneIsNotAbandoned() throws IOException {
        var gzip = gzip(10);
        var upload = start(KEY, gzip);
        store.send(upload, gzip);
        complete(upload);
        work();
        assertThatThrownBy(() -> cancel().cancel(ACCOUNT, upload.id()))
                .isInstanceOfSatisfying(ProblemException.class, is(Problem.UPLOAD_ENDED));
        clock.advance(Duration.ofDays(2));
        cancel().sweep(ACCOUNT);
        files.expire(clock.millis());
        assertThat(uploads.all(ACCOUNT)).isEmpty();
        assertThat(contents.count()).isOne();
        assertThat(files.rows(ACCOUNT)).hasSize(1);
    }

    @Test
    void theSweepSparesWhatIsUnderWayAndEndsItADayLater() throws IOException {
        var gzip = gzip(20 << 20);
        var upload = start(KEY, gzip);
        store.send(upload, gzip, 1);
        assertThat(cancel().sweep(ACCOUNT)).containsExactly(upload.objectKey().orElseThrow());
        cancel().abortForgotten();
        assertThat(store.unfinished()).isOne();
        clock.advance(Duration.ofDays(1));
        assertThat(cancel().sweep(ACCOUNT)).isEmpty();
        assertNothingIsLeft();
    }

    @Test
    void nobodySeesAnothersUpload() throws IOException {
        var upload = start(KEY, gzip(10));
        var stranger = new AccountId(8);
        for (var look : Stream.<Consumer<String>>of(
                        id -> progress().report(stranger, id),
                        id -> cancel().cancel(stranger, id),
                        id -> bed.completeUpload.complete(stranger, id))
                .toList()) {
            assertThatThrownBy(() -> look.accept(upload.id()))
                    .isInstanceOfSatisfying(ProblemException.class, is(Problem.NOT_FOUND));
        }
    }

    @Test
    void aMapOfThePublicCatalogueHasNothingToSend() {
        var map = new FileKey("FILE", "Netherlands_europe.obf");
        var upload = bed.startUpload.start(bed.caller(2), map, 99L << 20, Optional.empty(), 0);
        assertThat(upload.state()).isEqualTo(State.DONE);
        assertThat(upload.objectKey()).isEmpty();
        assertThat(files.rows(ACCOUNT)).hasSize(1);
    }

    @Test
    void becomesOneVersionOrNothingAfterACrashAtEveryCall() throws IOException {
        var good = gzip(1000);
        var bad = Arrays.copyOf(good, good.length - 1);
        for (var whole : new boolean[] {true, false}) {
            for (var after : new boolean[] {false, true}) {
                var crashed = true;
                for (var nth = 1; crashed; nth++) {
                    crashed = new UploadsTest().crashedAt(whole ? good : bad, whole, new CrashInjector(nth, after));
                }
            }
        }
    }

    private boolean crashedAt(byte[] bytes, boolean good, CrashInjector crash) {
        // A deleted file whose older object has a delete marker. The new version must take the file out of the trash.
        var older = bed.store(KEY, "older").content().orElseThrow();
        bed.delete(KEY);
        var upload = begunInParts(bytes);
        store.send(upload, bytes, 1, 2);
        var crashing = bed.with(crash);
        var crashed = repeated(() -> crashing.completeUpload.complete(ACCOUNT, upload.id()));
        while (!bed.queue.isEmpty()) {
            crashed |= repeated(() -> crashing.checkUpload.check(ACCOUNT, upload.id()));
            bed.queue.remove();
        }
        assertThat(now(upload).state()).isEqualTo(good ? State.DONE : State.FAILED);
        assertThat(files.rows(ACCOUNT)).hasSize(good ? 3 : 2);
        assertThat(contents.count()).isEqualTo(good ? 2 : 1);
        assertThat(store.unfinished()).isZero();
        assertThat(bed.usage().uploads()).isZero();
        assertThat(contents.isMarked(older)).isEqualTo(!good);
        assertThat(files.entries(ACCOUNT)).hasSize(good ? 0 : 1);
        FileInvariants.check(bed);
        return crashed;
    }

    /** Starts an upload in two parts, which are smaller than real ones. */
    private Upload begunInParts(byte[] bytes) {
        var begun = start(KEY, bytes);
        var objectKey = begun.objectKey().orElseThrow();
        var upload = new Upload(
                ACCOUNT,
                begun.id(),
                KEY,
                begun.device(),
                begun.author(),
                begun.size(),
                begun.sha256(),
                begun.clientTime(),
                begun.objectKey(),
                Optional.of(store.begin(objectKey)),
                bytes.length / 2 + 1,
                State.OPEN,
                begun.expiresAt(),
                Optional.empty(),
                Optional.empty(),
                0,
                0);
        files.replaceUpload(upload, _ -> true);
        return upload;
    }

    private static boolean repeated(Runnable call) {
        try {
            call.run();
            return false;
        } catch (Crash e) {
            call.run();
            return true;
        }
    }

    private void assertNothingIsLeft() {
        assertThat(uploads.all(ACCOUNT)).noneMatch(Upload::isOpen);
        assertThat(contents.count()).isZero();
        assertThat(store.unfinished()).isZero();
        assertThat(files.rows(ACCOUNT)).isEmpty();
        assertThat(bed.usage().uploads()).isZero();
        FileInvariants.check(bed);
    }

    private static Consumer<ProblemException> is(Problem problem) {
        return refused -> assertThat(refused.problem()).isEqualTo(problem);
    }

    /** Returns an uncompressed gzip of that many bytes. */
    private static byte[] gzip(int size) throws IOException {
        var plain = new byte[size];
        new Random(size).nextBytes(plain);
        var out = new ByteArrayOutputStream();
        try (var gzip = new StoredGzip(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }

    private static final class StoredGzip extends GZIPOutputStream {
        StoredGzip(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.NO_COMPRESSION);
        }
    }
}
