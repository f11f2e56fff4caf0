package net.osmand.account.core.folders;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Consumer;
import net.osmand.account.core.favourites.ChangeFavourites;
import net.osmand.account.core.favourites.ChangeGroups;
import net.osmand.account.core.favourites.Favourite;
import net.osmand.account.core.favourites.GroupFiles;
import net.osmand.account.core.favourites.PointUpdate;
import net.osmand.account.core.files.FileInvariants;
import net.osmand.account.core.files.FilesTestBed;
import net.osmand.account.core.testing.CrashInjector;
import net.osmand.account.core.testing.Interleaving;
import net.osmand.account.core.testing.TestGzip;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.ProtocolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests changes by a browser with a crash at every call to the ports, and in any order with parallel requests. */
class WebChangesCrashTest {
    private static final FileKey TRACK = new FileKey("GPX", "Alps/Pass.gpx");
    private static final FileKey INFO = new FileKey("GPX", "Alps/Pass.gpx.info");
    private static final FileKey NEW_TRACK = new FileKey("GPX", "Tours/Col.gpx");
    private static final FileKey NEW_INFO = new FileKey("GPX", "Tours/Col.gpx.info");
    private static final String FOOD = "favorites-food.gpx";
    private static final String BARS = "favorites-bars.gpx";
    private static final FileKey FOOD_KEY = new FileKey("FAVOURITES", FOOD);
    private static final FileKey BARS_KEY = new FileKey("FAVOURITES", BARS);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCrashOfARenamingLosesNothing(boolean after) {
        enumerate(after, WebChangesCrashTest::rename, bed -> {
            assertThat(bed.current(TRACK).isPresent())
                    .isNotEqualTo(bed.current(NEW_TRACK).isPresent());
            assertThat(bed.current(TRACK).or(() -> bed.current(NEW_TRACK))).contains("track");
            assertThat(bed.current(INFO).isPresent())
                    .isEqualTo(bed.current(TRACK).isPresent());
            assertThat(bed.current(NEW_INFO).isPresent())
                    .isEqualTo(bed.current(NEW_TRACK).isPresent());
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCrashOfAFolderLosesNothing(boolean after) {
        enumerate(
                after,
                bed -> new ChangeFolder(bed.liveFiles, FilesTestBed.SERIAL, bed.clock)
                        .change(bed.caller(0), new FolderChange.Rename("GPX", "Alps", "Tours")),
                bed -> assertThat(bed.current(TRACK).or(() -> bed.current(new FileKey("GPX", "Tours/Pass.gpx"))))
                        .contains("track"));
        enumerate(
                after,
                bed -> new ChangeFolder(bed.liveFiles, FilesTestBed.SERIAL, bed.clock)
                        .change(bed.caller(0), new FolderChange.Delete("GPX", "Alps")),
                bed -> assertThat(bed.history(TRACK)).isNotEmpty());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCrashOfAMovedFavouriteLosesNoPoint(boolean after) {
        enumerate(after, WebChangesCrashTest::move, bed -> {
            var food = bed.current(FOOD_KEY).orElseThrow();
            var bars = bed.current(BARS_KEY).orElseThrow();
            assertThat(food.contains("<name>A</name>")).isNotEqualTo(bars.contains("<name>A</name>"));
            assertThat(food).contains("<name>B</name>");
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCrashOfARenamedGroupLosesNoPoint(boolean after) {
        enumerate(
                after,
                bed -> new ChangeGroups(bed.liveFiles, bed.clock)
                        .rename(bed.caller(0), FOOD, "favorites-x.gpx", "food", "x", OptionalLong.empty()),
                bed -> assertThat(bed.current(FOOD_KEY)
                                .or(() -> bed.current(new FileKey("FAVOURITES", "favorites-x.gpx")))
                                .orElseThrow())
                        .contains("<name>A</name>")
                        .contains("<name>B</name>"));
    }

    /** The queue redelivers a message until its step has ended. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCrashOfAFolderJobIsMadeGoodByTheNextDelivery(boolean after) {
        var crashes = 0;
        for (var nth = 1; ; nth++) {
            var bed = stored();
            for (var i = 10; i < 40; i++) {
                bed.store(new FileKey("GPX", "Alps/" + i + ".gpx"), "track " + i);
            }
            var jobs = new InMemoryFolderJobs();
            var injector = new CrashInjector(nth, after);
            var crashing = folderJob(bed.with(injector), injector.over(FolderJobs.class, jobs));
            attempt(() -> crashing.start(bed.caller(0), RENAMED));
            folderJob(bed, jobs).start(bed.caller(0), RENAMED);
            attempt(() -> crashing.step(FilesTestBed.ACCOUNT));
            FileInvariants.check(bed);
            var isOver = !injector.happened();
            for (var delivery = 0; jobs.find(FilesTestBed.ACCOUNT).orElseThrow().isRunning(); delivery++) {
                assertThat(delivery).isLessThan(3);
                folderJob(bed, jobs).step(FilesTestBed.ACCOUNT);
            }
            FileInvariants.check(bed);
            assertThat(bed.current(TRACK)).isEmpty();
            assertThat(bed.current(new FileKey("GPX", "Tours/Pass.gpx"))).contains("track");
            assertThat(bed.current(new FileKey("GPX", "Tours/Pass.gpx.info")))
                    .contains("{\"file\":\"/tracks/Tours/Pass.gpx\"}");
            for (var i = 10; i < 40; i++) {
                assertThat(bed.current(new FileKey("GPX", "Tours/" + i + ".gpx")))
                        .contains("track " + i);
                assertThat(bed.history(new FileKey("GPX", "Alps/" + i + ".gpx")))
                        .hasSize(2);
            }
            assertThat(jobs.find(FilesTestBed.ACCOUNT).orElseThrow().progress())
                    .isEqualTo(new FolderJob.Progress(32, 32, 0, ""));
            bed.queue.clear();
            bed.checkAll();
            FileInvariants.holdAfterFullCheck(bed);
            if (isOver) {
                break;
            }
            crashes++;
        }
        assertThat(crashes).isGreaterThan(100);
    }

    private static final FolderChange RENAMED = new FolderChange.Rename("GPX", "Alps", "Tours");

    private static RunFolderJob folderJob(FilesTestBed bed, FolderJobs jobs) {
        return new RunFolderJob(
                (_, _) -> Optional.of(bed.caller(0)),
                bed.liveFiles,
                FilesTestBed.SERIAL,
                jobs,
                (_, _) -> {},
                bed.clock::advance,
                bed.clock,
                new SecureRandom());
    }

    private static void enumerate(boolean after, Consumer<FilesTestBed> request, Consumer<FilesTestBed> check) {
        var crashes = 0;
        for (var nth = 1; ; nth++) {
            var bed = stored();
            var injector = new CrashInjector(nth, after);
            attempt(() -> request.accept(bed.with(injector)));
            FileInvariants.check(bed);
            check.accept(bed);
            if (!injector.happened()) {
                break;
            }
            crashes++;
            attempt(() -> request.accept(bed));
            FileInvariants.check(bed);
            check.accept(bed);
            bed.checkAll();
            FileInvariants.holdAfterFullCheck(bed);
        }
        assertThat(crashes).isGreaterThanOrEqualTo(4);
    }

    private static void attempt(Runnable request) {
        try {
            request.run();
        } catch (CrashInjector.Crash | ProtocolException expected) {
            assertThat(expected).isNotNull();
        }
    }

    private static FilesTestBed stored() {
        var bed = new FilesTestBed();
        bed.store(TRACK, "track");
        bed.store(INFO, "{\"file\":\"/tracks/Alps/Pass.gpx\"}");
        bed.store(FOOD_KEY, "<gpx>" + point("A") + point("B") + "</gpx>");
        bed.store(BARS_KEY, "<gpx>" + point("X") + "</gpx>");
        return bed;
    }

    private static String point(String name) {
        return "<wpt lat=\"1\" lon=\"2\"><name>" + name + "</name></wpt>";
    }

    private static void rename(FilesTestBed bed) {
        new RenameFile(bed.liveFiles, bed.clock).rename(bed.caller(0), TRACK, NEW_TRACK, false);
    }

    private static void move(FilesTestBed bed) {
        favourites(bed)
                .update(
                        bed.caller(0),
                        new PointUpdate(
                                "A", 0, FOOD, BARS, OptionalLong.empty(), OptionalLong.empty(), favourite("A")));
    }

    private static ChangeFavourites favourites(FilesTestBed bed) {
        return new ChangeFavourites(new GroupFiles(bed.liveFiles), bed.clock);
    }

    private static Favourite favourite(String name) {
        return new Favourite(
                name,
                1,
                2,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                "",
                OptionalLong.empty(),
                OptionalDouble.empty(),
                Map.of());
    }

    /** Two browsers add points, one moves a point, and a phone uploads its merged file, in 150 orders. */
    @Test
    void noOrderOfRequestsLosesAnAcknowledgedPoint() {
        var refused = 0;
        for (var seed = 0; seed < 150; seed++) {
            var bed = stored();
            var order = new Interleaving(new java.util.Random(seed), 0);
            var requests = bed.with(order);
            var one = new Interleaving.Request(
                    () -> favourites(requests).add(requests.caller(0), FOOD, OptionalLong.empty(), favourite("one")));
            var two = new Interleaving.Request(
                    () -> favourites(requests).add(requests.caller(0), FOOD, OptionalLong.empty(), favourite("two")));
            var moved = new Interleaving.Request(() -> move(requests));
            var renamed = new Interleaving.Request(() -> rename(requests));
            var phone = new Interleaving.Request(() -> requests.upload(2, TRACK, "newer track"));

            order.run(List.of(one, two, moved, renamed, phone));

            FileInvariants.check(bed);
            var all =
                    bed.current(FOOD_KEY).orElseThrow() + bed.current(BARS_KEY).orElseThrow();
            for (var request : Map.of("one", one, "two", two).entrySet()) {
                if (request.getValue().failure().isEmpty()) {
                    assertThat(all).as("seed %s", seed).contains("<name>" + request.getKey() + "</name>");
                } else {
                    refused++;
                }
            }
            assertThat(all.split("<name>A</name>", -1)).as("seed %s", seed).hasSize(2);
            for (var request : List.of(one, two, moved, renamed, phone)) {
                request.failure().ifPresent(failure -> assertThat(failure).isInstanceOf(ProtocolException.class));
            }
            var tracks = List.of(
                    bed.current(TRACK).orElse(""), bed.current(NEW_TRACK).orElse(""));
            assertThat(tracks).as("seed %s", seed).contains("newer track");
            bed.checkAll();
            FileInvariants.holdAfterFullCheck(bed);
        }
        assertThat(refused)
                .as("additions without a known version are tried again")
                .isLessThan(15);
    }

    /**
     * The protocol has no conditional upload, so the file of a phone replaces the change of a browser. The point stays
     * in the history.
     */
    @Test
    void aPhoneThatOverwritesLeavesThePointInTheHistory() {
        var bed = stored();
        favourites(bed).add(bed.caller(0), FOOD, OptionalLong.empty(), favourite("web"));
        bed.store(FOOD_KEY, "<gpx>" + point("phone") + "</gpx>");

        assertThat(bed.history(FOOD_KEY).get(1).content())
                .hasValueSatisfying(
                        object -> assertThat(TestGzip.read(Objects.requireNonNull(bed.contents.read(object))))
                                .contains("<name>web</name>"));
    }
}
