package net.osmand.account.core.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.account.Plan;
import net.osmand.account.core.account.QuotaReservation;
import net.osmand.account.core.account.QuotaReservations;
import net.osmand.account.core.account.StorageBreakdown.Amount;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.values.FileVersion.Status;
import net.osmand.account.core.testing.TestGzip;
import net.osmand.account.core.values.FileCategory.Category;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoreFileTest {
    private static final FileKey FAVOURITES = new FileKey("FAVOURITES", "favorites-Cafes.gpx");
    private static final FileKey TRACK = new FileKey("GPX", "tracks/ride.gpx");
    private static final FileKey CATALOGUE_MAP = new FileKey("FILE", "Netherlands_europe_2.obf");

    private final FilesTestBed bed = new FilesTestBed();

    @Test
    void storesTheUploadedBytesAndTheirFigures() {
        var gzip = TestGzip.of("<gpx>koffie \u2615</gpx>");
        var stored = bed.storeFile.store(bed.caller(1), FAVOURITES, gzip, 1767038009554L);
        assertThat(stored.updateTime()).isEqualTo(bed.clock.millis());
        assertThat(stored.clientTime()).isEqualTo(1767038009554L);
        assertThat(stored.size()).isEqualTo("<gpx>koffie \u2615</gpx>".getBytes(StandardCharsets.UTF_8).length);
        assertThat(stored.gzipSize()).isEqualTo(gzip.length);
        assertThat(stored.deflateOffset()).isEqualTo(10);
        assertThat(stored.author()).isEqualTo("brand__model__model");
        assertThat(stored.status()).isEqualTo(Status.ADDED);
        assertThat(bed.contents.read(stored.content().orElseThrow())).isEqualTo(gzip);
        assertThat(bed.history(FAVOURITES).versions()).containsExactly(stored);
    }

    @Test
    void keepsEveryVersion() {
        var first = bed.store(FAVOURITES, "one");
        var second = bed.store(FAVOURITES, "two");
        assertThat(second.status()).isEqualTo(Status.MODIFIED);
        assertThat(bed.history(FAVOURITES).versions()).containsExactly(second, first);
        assertThat(TestGzip.read(bed.contents.read(first.content().orElseThrow())))
                .isEqualTo("one");
        assertThat(bed.current(FAVOURITES)).contains("two");
    }

    @Test
    void countsCurrentVersionsOnly() {
        bed.store(FAVOURITES, "a longer first version");
        var second = bed.store(FAVOURITES, "two");
        var track = bed.store(TRACK, "track");
        var usage = bed.files.usage(FilesTestBed.ACCOUNT);
        assertThat(usage.freeFiles()).isOne();
        assertThat(usage.freeBytes()).isEqualTo(second.gzipSize());
        assertThat(usage.paidBytes()).isEqualTo(track.gzipSize());
        var held = usage.holdings();
        assertThat(held.versions()).isEqualTo(3);
        assertThat(held.in(Category.MY_PLACES)).isEqualTo(new Amount(2, 3 + 5, second.gzipSize() + track.gzipSize()));
    }

    @Test
    void givesStrictlyIncreasingTimesToParallelUploads() throws Exception {
        var times = new HashSet<Long>();
        try (var pool = Executors.newFixedThreadPool(10)) {
            List<Future<FileVersion>> uploads = IntStream.range(0, 20)
                    .mapToObj(i -> pool.submit(() -> bed.storeFile.store(
                            bed.caller(i % 3), new FileKey("FAVOURITES", "f" + i % 10), TestGzip.of("v" + i), 0)))
                    .toList();
            for (var upload : uploads) {
                times.add(upload.get().updateTime());
            }
        }
        assertThat(times).hasSize(20);
        assertThat(bed.files.rows(FilesTestBed.ACCOUNT)).hasSize(20);
        assertThat(bed.files.usage(FilesTestBed.ACCOUNT).freeFiles()).isBetween(10L, 20L);
    }

    @Test
    void takesADeletedFileOutOfTheTrash() {
        var old = bed.store(FAVOURITES, "old");
        bed.delete(FAVOURITES);
        var stored = bed.store(FAVOURITES, "new");
        assertThat(stored.status()).isEqualTo(Status.ADDED);
        assertThat(bed.files.entries(FilesTestBed.ACCOUNT)).isEmpty();
        assertThat(bed.history(FAVOURITES).versions()).hasSize(3);
        assertThat(bed.contents
                        .stored(FilesTestBed.ACCOUNT)
                        .get(old.content().orElseThrow().objectKey()))
                .as("the older version is the history of a live file again")
                .isEqualTo(new StoredObject(Set.of("v1"), false));
    }

    @Test
    void rejectsEverythingButOneGzipMemberWith107() {
        var gzip = TestGzip.of("x");
        var twice = Arrays.copyOf(gzip, gzip.length * 2);
        System.arraycopy(gzip, 0, twice, gzip.length, gzip.length);
        for (var bad : List.of(
                new byte[0], "plain".getBytes(StandardCharsets.UTF_8), twice, Arrays.copyOf(gzip, gzip.length - 3))) {
            isRejected(() -> bed.storeFile.store(bed.caller(1), FAVOURITES, bad, 0), Problem.NOT_GZIP);
        }
        nothingIsStored();
        bed.storeFile.store(bed.caller(1), FAVOURITES, TestGzip.of(""), 0);
    }

    @ParameterizedTest
    @EnumSource(names = {"START", "MAPS_PLUS", "LAPSED_PRO"})
    void rejectsPaidTypesWithoutProWith102(Plan plan) {
        isRejected(() -> bed.storeFile.store(bed.caller(plan), TRACK, TestGzip.of("x"), 0), Problem.NO_SUBSCRIPTION);
        nothingIsStored();
        bed.storeFile.store(bed.caller(plan), FAVOURITES, TestGzip.of("x"), 0);
    }

    @ParameterizedTest
    @EnumSource(names = {"START", "MAPS_PLUS", "LAPSED_PRO"})
    void rejectsFilesOverTwoMebibytesWithoutProWith108(Plan plan) {
        var noise = noise(2 << 20);
        var refusal =
                isRejected(() -> bed.storeFile.store(bed.caller(plan), FAVOURITES, noise, 0), Problem.STORAGE_EXCEEDED);
        assertThat(refusal.text()).contains("2 MB");
        nothingIsStored();
        bed.storeFile.store(bed.caller(Plan.PRO), FAVOURITES, noise, 0);
    }

    /** The apps cut the size out of this text, and iOS needs 38 characters or more behind the dot. */
    @Test
    void writesTheSizeWhereTheAppsLookForIt() {
        var refusal = isRejected(
                () -> bed.storeFile.store(bed.caller(Plan.START), FAVOURITES, noise(2 << 20), 0),
                Problem.STORAGE_EXCEEDED);
        assertThat(refusal.text()).startsWith("Maximum size of OsmAnd Cloud exceeded ");
        assertThat(refusal.text().length() - refusal.text().indexOf('.') - 1).isGreaterThanOrEqualTo(38);
    }

    @Test
    void rejectsTheByteBeyondFiveMebibytesOfFreeTypes() {
        var gzip = TestGzip.of("x");
        var room = (5L << 20) - gzip.length;
        bed.storeFile.store(with(Plan.START, room, 0, 0), FAVOURITES, gzip, 0);
        isRejected(
                () -> bed.storeFile.store(with(Plan.START, room + 1, 0, 0), FAVOURITES, gzip, 0),
                Problem.STORAGE_EXCEEDED);
        // What an account stored with Pro counts apart: it may still sync its favourites.
        bed.storeFile.store(with(Plan.LAPSED_PRO, room, 0, 2000L << 20), FAVOURITES, gzip, 0);
    }

    @Test
    void rejectsMoreThanTenThousandFilesOnStartOnly() {
        var gzip = TestGzip.of("x");
        bed.storeFile.store(with(Plan.START, 0, 10_000, 0), FAVOURITES, gzip, 0);
        isRejected(
                () -> bed.storeFile.store(with(Plan.START, 0, 10_001, 0), FAVOURITES, gzip, 0),
                Problem.STORAGE_EXCEEDED);
        bed.storeFile.store(with(Plan.LAPSED_PRO, 0, 10_001, 0), FAVOURITES, gzip, 0);
        bed.storeFile.store(with(Plan.PRO, 0, 10_001, 0), FAVOURITES, gzip, 0);
    }

    /** An upload of Pro may pass the limit once; the next one is refused. */
    @Test
    void rejectsUploadsOfAFullProAccount() {
        bed.storeFile.store(with(Plan.PRO, 0, 0, 3000L << 20), TRACK, TestGzip.of("x"), 0);
        var refusal = isRejected(
                () -> bed.storeFile.store(with(Plan.PRO, 0, 0, (3000L << 20) + 1), TRACK, TestGzip.of("x"), 0),
                Problem.STORAGE_EXCEEDED);
        assertThat(refusal.text()).contains("3000 MB");
    }

    @Test
    void countsReservationsOfUploadsInProgress() {
        var until = bed.clock.millis() + 1000;
        bed.files.setReservations(
                FilesTestBed.ACCOUNT,
                new QuotaReservations(1, List.of(new QuotaReservation("u", true, 5L << 20, until))));
        isRejected(
                () -> bed.storeFile.store(bed.caller(Plan.START), FAVOURITES, TestGzip.of("x"), 0),
                Problem.STORAGE_EXCEEDED);
        bed.clock.advance(Duration.ofSeconds(1));
        bed.storeFile.store(bed.caller(Plan.START), FAVOURITES, TestGzip.of("x"), 0);
    }

    @Test
    void checksAnUploadInAdvanceAsAWhole() {
        bed.storeFile.checkInAdvance(Plan.PRO, Usage.NONE, TRACK, 3000L << 20);
        isRejected(
                () -> bed.storeFile.checkInAdvance(Plan.PRO, Usage.NONE, TRACK, (3000L << 20) + 1),
                Problem.STORAGE_EXCEEDED);
        isRejected(() -> bed.storeFile.checkInAdvance(Plan.START, Usage.NONE, TRACK, 1), Problem.NO_SUBSCRIPTION);
    }

    @Test
    void storesAMapOfTheCatalogueAsAStub() {
        for (var content : List.of(new byte[0], TestGzip.of(""), "ignored".getBytes(StandardCharsets.UTF_8))) {
            var stored = bed.storeFile.store(bed.caller(1), CATALOGUE_MAP, content, 0);
            assertThat(stored.size()).isZero();
            assertThat(stored.gzipSize()).isEqualTo(20);
            assertThat(stored.content()).isEmpty();
        }
        assertThat(bed.contents.count()).isZero();
        assertThat(bed.files.usage(FilesTestBed.ACCOUNT).paidBytes()).isEqualTo(20);
        isRejected(
                () -> bed.storeFile.store(bed.caller(Plan.START), CATALOGUE_MAP, new byte[0], 0),
                Problem.NO_SUBSCRIPTION);
    }

    private Caller with(Plan plan, long freeBytes, long freeFiles, long paidBytes) {
        var caller = bed.caller(plan);
        return new Caller(caller.account(), caller.device(), new Usage(freeBytes, freeFiles, paidBytes, 0, 0));
    }

    private static byte[] noise(int size) {
        var noise = new byte[size];
        new Random(1).nextBytes(noise);
        return TestGzip.of(new String(noise, StandardCharsets.ISO_8859_1));
    }

    private void nothingIsStored() {
        assertThat(bed.files.rows(FilesTestBed.ACCOUNT)).isEmpty();
        assertThat(bed.contents.count()).isZero();
        assertThat(bed.files.usage(FilesTestBed.ACCOUNT)).isEqualTo(Usage.NONE);
    }

    static ProblemException isRejected(ThrowingCallable call, Problem problem) {
        var refusal = Optional.<ProblemException>empty();
        try {
            call.call();
        } catch (ProblemException e) {
            refusal = Optional.of(e);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
        assertThat(refusal).hasValueSatisfying(e -> assertThat(e.problem()).isEqualTo(problem));
        return refusal.orElseThrow();
    }
}
