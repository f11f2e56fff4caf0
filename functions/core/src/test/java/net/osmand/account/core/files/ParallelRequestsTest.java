package net.osmand.account.core.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import net.osmand.account.core.account.Plan;
import net.osmand.account.core.testing.VirtualTime;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many parallel requests of one account, on a table whose transactions conflict. Time is virtual. */
class ParallelRequestsTest {
    private static final FileKey KEY = new FileKey("GPX", "a.gpx");
    private static final int ROUNDS = 1000;

    private record Busy(FilesTestBed bed, FilesTestBed requests, VirtualTime time, BusyTable table) {
        static Busy of(FilesTestBed bed, long seed, int conflicts) {
            var time = new VirtualTime(bed.clock);
            var table = new BusyTable(time, new Random(seed), conflicts);
            return new Busy(bed, bed.with(table, time), time, table);
        }
    }

    private static List<Runnable> times(int count, IntConsumer request) {
        return IntStream.range(0, count)
                .mapToObj(i -> (Runnable) () -> request.accept(i))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 30})
    void tenUploadsOfOneNameOrOfDifferentNamesAllSucceed(int conflicts) {
        var longest = 0L;
        var commits = 0;
        for (var round = 0; round < ROUNDS; round++) {
            var busy = Busy.of(new FilesTestBed(), round, conflicts);
            var same = round % 2 == 0;
            var begun = busy.bed().clock.millis();
            var failures = busy.time()
                    .run(times(
                            10,
                            i -> busy.requests().upload(1, same ? KEY : new FileKey("GPX", "file " + i), "text " + i)));
            assertThat(failures).as("round %d", round).isEmpty();
            assertThat(busy.bed().files.rows(FilesTestBed.ACCOUNT)).hasSize(10);
            FileInvariants.check(busy.bed());
            longest = Math.max(longest, busy.bed().clock.millis() - begun);
            commits += busy.table().commits();
        }
        assertThat(longest).as("milliseconds of virtual time").isLessThan(8000);
        System.out.printf(
                "10 parallel uploads, %d %% other conflicts: %.2f retries per upload, longest round %d ms%n",
                conflicts, commits / (10.0 * ROUNDS) - 1, longest);
    }

    @Test
    void tenUploadsBesideAJobOverManyFilesAllSucceed() {
        var bed = new FilesTestBed();
        for (var i = 0; i < 400; i++) {
            var key = new FileKey("GPX", "old " + i);
            bed.store(key, "text");
            bed.delete(key);
        }
        bed.clock.advance(Duration.ofSeconds(1));
        bed.emptyTrash.start(FilesTestBed.ACCOUNT, bed.usage(), "job", bed.clock.millis());
        for (var round = 0; round < 20; round++) {
            var busy = Busy.of(bed, round, 0);
            var number = round;
            var requests = new ArrayList<>(times(
                    10, i -> busy.requests().upload(1, new FileKey("GPX", "new " + number + " " + i), "text")));
            var message = bed.queue.poll();
            if (message != null) {
                requests.add(() -> busy.requests().emptyTrash.step(FilesTestBed.ACCOUNT, message));
            }
            assertThat(busy.time().run(requests)).as("round %d", round).isEmpty();
            FileInvariants.check(bed);
        }
        bed.runJobs();
        assertThat(bed.trash()).isEmpty();
        assertThat(bed.files.rows(FilesTestBed.ACCOUNT)).hasSize(200);
    }

    @Test
    void threeRoundsOfTenDeletionsOfOneFileCountOnce() {
        var bed = new FilesTestBed();
        for (var round = 0; round < 3; round++) {
            bed.store(KEY, "text");
            var busy = Busy.of(bed, round, 0);
            assertThat(busy.time().run(times(10, _ -> busy.requests().delete(1, KEY))))
                    .isEmpty();
            assertThat(bed.usage().bytes()).isZero();
            assertThat(bed.usage().files()).isZero();
            FileInvariants.check(bed);
        }
    }

    @Test
    void sixteenUploadsNeverPassThePlan() {
        var bed = new FilesTestBed(Plan.START);
        var content = FilesTestBed.random(1_900_000);
        var busy = Busy.of(bed, 1, 0);
        var failures = busy.time()
                .run(times(16, i -> busy.requests().upload(1, new FileKey("FAVOURITES", "file " + i), content)));
        assertThat(failures).hasSize(14).allMatch(ProblemException.class::isInstance);
        assertThat(bed.usage().freeBytes()).isLessThanOrEqualTo(5L << 20);
        assertThat(bed.contents.count())
                .as("objects of refused uploads are removed")
                .isEqualTo(2);
        FileInvariants.check(bed);
    }

    @Test
    void tenUploadsOfOneNameAreNotRefusedThoughTheAccountHasRoom() {
        var bed = new FilesTestBed(Plan.START);
        var content = FilesTestBed.random(400_000);
        var busy = Busy.of(bed, 1, 0);
        var failures = busy.time()
                .run(times(10, _ -> busy.requests().upload(1, new FileKey("FAVOURITES", "favorites.gpx"), content)));
        assertThat(failures).isEmpty();
        assertThat(bed.usage().files()).isEqualTo(1);
        FileInvariants.check(bed);
    }

    @Test
    void eightRestoresOfALargeFileAtTheCapGiveOneFile() {
        var bed = new FilesTestBed(Plan.START);
        var content = FilesTestBed.random(2_000_000);
        var key = new FileKey("FAVOURITES", "favorites.gpx");
        for (var i = 0; i < 7; i++) {
            bed.clock.advance(Duration.ofSeconds(1));
            bed.upload(1, key, content);
        }
        var deleted = bed.delete(key);
        bed.clock.advance(Duration.ofSeconds(1));
        var busy = Busy.of(bed, 1, 0);
        var failures = busy.time().run(times(8, _ -> busy.requests().restore(key, deleted)));
        assertThat(failures).as("seven came too late").hasSize(7);
        assertThat(bed.head(key).isLive()).isTrue();
        assertThat(bed.usage().keptBytes()).as("a move stores nothing").isLessThanOrEqualTo(15L << 20);
        FileInvariants.check(bed);
        FileInvariants.noLiveObjectIsMarked(bed);
    }

    @Test
    void aMarkerAndContentRowsRemovedAtTheSameMomentAnswerOk() {
        for (var round = 0; round < 120; round++) {
            var bed = new FilesTestBed();
            bed.store(KEY, "one");
            bed.store(KEY, "two");
            bed.store(KEY, "three");
            bed.delete(KEY);
            bed.clock.advance(Duration.ofSeconds(1));
            var busy = Busy.of(bed, round, 0);
            var rows = bed.history(KEY);
            var failures = busy.time()
                    .run(times(
                            4,
                            i -> busy.requests()
                                    .removeVersion(1, KEY, rows.get(i).updateTime())));
            assertThat(failures).as("round %d", round).isEmpty();
            assertThat(bed.files.rows(FilesTestBed.ACCOUNT))
                    .as("round %d: old versions", round)
                    .isEmpty();
            FileInvariants.check(bed);
            assertThat(bed.contents.count()).isZero();
        }
    }
}
