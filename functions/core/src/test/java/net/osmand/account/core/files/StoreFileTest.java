package net.osmand.account.core.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.osmand.account.core.account.Plan;
import net.osmand.account.core.account.StorageBreakdown.Amount;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.account.UsageChange;
import net.osmand.account.core.testing.TestGzip;
import net.osmand.account.core.uploads.InMemoryDirectUploadStore;
import net.osmand.account.core.values.FileCategory.Category;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion.Status;
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
        assertThat(bed.history(FAVOURITES)).containsExactly(stored);
    }

    @Test
    void keepsEveryVersion() {
        var first = bed.store(FAVOURITES, "one");
        var second = bed.store(FAVOURITES, "two");
        assertThat(second.status()).isEqualTo(Status.MODIFIED);
        assertThat(bed.history(FAVOURITES)).containsExactly(second, first);
        assertThat(TestGzip.read(bed.contents.read(first.content().orElseThrow())))
                .isEqualTo("one");
        assertThat(bed.current(FAVOURITES)).contains("two");
    }

    @Test
    void countsCurrentVersionsOnly() {
        var first = bed.store(FAVOURITES, "a longer first version");
        var second = bed.store(FAVOURITES, "two");
        var track = bed.store(TRACK, "track");
        var usage = bed.usage();
        assertThat(usage.files()).isEqualTo(2);
        assertThat(usage.freeBytes()).isEqualTo(second.gzipSize());
        assertThat(usage.bytes()).isEqualTo(second.gzipSize() + track.gzipSize());
        assertThat(usage.keptBytes()).isEqualTo(first.gzipSize() + second.gzipSize() + track.gzipSize());
        var held = usage.holdings();
        assertThat(held.versions()).isEqualTo(3);
        assertThat(held.in(Category.MY_PLACES)).isEqualTo(new Amount(2, 3 + 5, second.gzipSize() + track.gzipSize()));
    }

    @Test
    void takesADeletedFileOutOfTheTrash() {
        var old = bed.store(FAVOURITES, "old");
        bed.delete(FAVOURITES);
        var stored = bed.store(FAVOURITES, "new");
        assertThat(stored.status()).isEqualTo(Status.ADDED);
        assertThat(bed.files.entries(FilesTestBed.ACCOUNT)).isEmpty();
        assertThat(bed.history(FAVOURITES)).hasSize(3);
        assertThat(bed.contents.isMarked(old.content().orElseThrow()))
                .as("the older version is the history of a live file again")
                .isFalse();
        FileInvariants.check(bed);
    }

    @Test
    void rejectsEverythingButOneGzipMemberWith107() {
        var gzip = TestGzip.of("x");
        var twice = Arrays.copyOf(gzip, gzip.length * 2);
        System.arraycopy(gzip, 0, twice, gzip.length, gzip.length);
        for (var bad : List.of(
                new byte[0], "plain".getBytes(StandardCharsets.UTF_8), twice, Arrays.copyOf(gzip, gzip.length - 3))) {
            isRejected(() -> bed.upload(1, FAVOURITES, bad), Problem.NOT_GZIP);
        }
        nothingIsStored();
        bed.upload(1, FAVOURITES, TestGzip.of(""));
    }

    @ParameterizedTest
    @EnumSource(names = {"START", "MAPS_PLUS", "LAPSED_PRO"})
    void rejectsPaidTypesWithoutProWith102(Plan plan) {
        isRejected(() -> bed.with(plan).upload(1, TRACK, TestGzip.of("x")), Problem.NO_SUBSCRIPTION);
        nothingIsStored();
        bed.with(plan).upload(1, FAVOURITES, TestGzip.of("x"));
    }

    @ParameterizedTest
    @EnumSource(names = {"START", "MAPS_PLUS", "LAPSED_PRO"})
    void rejectsFilesOverTwoMebibytesWithoutProWith108(Plan plan) {
        var noise = noise(2 << 20);
        var refusal = isRejected(() -> bed.with(plan).upload(1, FAVOURITES, noise), Problem.STORAGE_EXCEEDED);
        assertThat(refusal.text()).contains("2 MB");
        nothingIsStored();
        bed.with(Plan.PRO).upload(1, FAVOURITES, noise);
    }

    /** The apps parse the size from this text, and iOS needs at least 38 characters after the dot. */
    @Test
    void writesTheSizeWhereTheAppsLookForIt() {
        var refusal =
                isRejected(() -> bed.with(Plan.START).upload(1, FAVOURITES, noise(2 << 20)), Problem.STORAGE_EXCEEDED);
        assertThat(refusal.text()).startsWith("Maximum size of OsmAnd Cloud exceeded ");
        assertThat(refusal.text().length() - refusal.text().indexOf('.') - 1).isGreaterThanOrEqualTo(38);
    }

    /** docs/protocol/transport.md#error-codes: the user can find the file whose upload stops the sync. */
    @Test
    void namesTheFileThatExceedsTheStorage() {
        var large = new FileKey("FAVOURITES", "favorites-" + "x".repeat(80) + ".gpx");
        var refusal = isRejected(() -> bed.with(Plan.START).upload(1, large, noise(2 << 20)), Problem.STORAGE_EXCEEDED);
        assertThat(refusal.text())
                .contains("2 MB")
                .endsWith(" File: " + large.name().substring(0, 64));
    }

    @Test
    void rejectsTheByteBeyondFiveMebibytesOfFreeTypes() {
        var gzip = TestGzip.of("x");
        var room = (5L << 20) - gzip.length;
        with(Plan.START, room, 0, 0).upload(1, FAVOURITES, gzip);
        isRejected(() -> with(Plan.START, room + 1, 0, 0).upload(1, FAVOURITES, gzip), Problem.STORAGE_EXCEEDED);
        // Files stored with Pro are counted separately, so the account can still sync its favourites.
        with(Plan.LAPSED_PRO, room, 0, 2000L << 20).upload(1, FAVOURITES, gzip);
    }

    @Test
    void rejectsMoreThanTenThousandFilesOnStartOnly() {
        var gzip = TestGzip.of("x");
        with(Plan.START, 0, 10_000, 0).upload(1, FAVOURITES, gzip);
        isRejected(() -> with(Plan.START, 0, 10_001, 0).upload(1, FAVOURITES, gzip), Problem.STORAGE_EXCEEDED);
        with(Plan.LAPSED_PRO, 0, 10_001, 0).upload(1, FAVOURITES, gzip);
        with(Plan.PRO, 0, 10_001, 0).upload(1, FAVOURITES, gzip);
    }

    /** With Pro, one upload may exceed the limit; the next one is rejected. */
    @Test
    void rejectsUploadsOfAFullProAccount() {
        with(Plan.PRO, 0, 0, 3000L << 20).upload(1, TRACK, TestGzip.of("x"));
        var refusal = isRejected(
                () -> with(Plan.PRO, 0, 0, (3000L << 20) + 1).upload(1, TRACK, TestGzip.of("x")),
                Problem.STORAGE_EXCEEDED);
        assertThat(refusal.text()).contains("3000 MB");
    }

    @Test
    void countsReservationsOfUploadsInProgress() {
        var start = bed.with(Plan.START);
        var sha = InMemoryDirectUploadStore.sha256(new byte[0]);
        for (var i = 0; i < 2; i++) {
            start.startUpload.start(start.caller(1), FAVOURITES, 2 << 20, Optional.of(sha), 0);
        }
        isRejected(() -> start.upload(1, FAVOURITES, noise(1 << 20)), Problem.STORAGE_EXCEEDED);
        start.upload(1, FAVOURITES, TestGzip.of("x"));
        FileInvariants.check(bed);
    }

    @Test
    void storesAMapOfTheCatalogueAsAStub() {
        for (var content : List.of(new byte[0], TestGzip.of(""), "ignored".getBytes(StandardCharsets.UTF_8))) {
            var stored = bed.upload(1, CATALOGUE_MAP, content);
            assertThat(stored.size()).isZero();
            assertThat(stored.gzipSize()).isEqualTo(20);
            assertThat(stored.content()).isEmpty();
        }
        assertThat(bed.contents.count()).isZero();
        assertThat(bed.usage().bytes()).isEqualTo(20);
        isRejected(() -> bed.with(Plan.START).upload(1, CATALOGUE_MAP, new byte[0]), Problem.NO_SUBSCRIPTION);
    }

    /** Returns an account with that usage. */
    private FilesTestBed with(Plan plan, long freeBytes, long freeFiles, long paidBytes) {
        var held = UsageChange.ofLive(true, Category.MY_PLACES, new Amount(freeFiles, 0, freeBytes))
                .plus(UsageChange.ofLive(false, Category.MAPS, new Amount(0, 0, paidBytes)));
        bed.files.setUsage(FilesTestBed.ACCOUNT, Usage.NONE.after(held, 0));
        return bed.with(plan);
    }

    private static byte[] noise(int size) {
        var noise = new byte[size];
        new Random(1).nextBytes(noise);
        return TestGzip.of(new String(noise, StandardCharsets.ISO_8859_1));
    }

    private void nothingIsStored() {
        assertThat(bed.files.rows(FilesTestBed.ACCOUNT)).isEmpty();
        assertThat(bed.contents.count()).isZero();
        assertThat(bed.usage()).matches(Usage.NONE::countsAs);
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
