package net.osmand.account.core.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.osmand.account.core.files.EmptySelected.Deletion;
import net.osmand.account.core.testing.Interleaving;
import net.osmand.account.core.testing.PortWrapper;
import net.osmand.account.core.testing.TestGzip;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.core.values.WebErrorException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Requests of several devices and tabs at the same moment, in the orders of calls that seeds decide. A failure names its seed;
 * {@code -Dseed=…} runs that seed only.
 */
class ConcurrentChangesTest {
    private static final FileKey KEY = new FileKey("GPX", "trip.gpx");

    /** A request of a tab or a phone, which saw the newest row of the file before. */
    private enum Action {
        UPLOAD,
        DELETE,
        RESTORE,
        REMOVE_NEWEST,
        REMOVE_ALL,
        EMPTY,
        EMPTY_WHOLE;

        void request(FilesTestBed bed, long seen) {
            switch (this) {
                case UPLOAD -> bed.storeFile.store(bed.caller(1), KEY, TestGzip.of("phone"), 1);
                case DELETE -> bed.trash.delete(bed.caller(1), KEY, 1);
                case RESTORE -> bed.restoreFile.restore(bed.caller(0), KEY, seen);
                case REMOVE_NEWEST -> bed.trash.removeVersion(bed.caller(0), KEY, seen);
                case REMOVE_ALL -> bed.trash.removeAll(bed.caller(0), KEY, seen, false);
                case EMPTY -> bed.emptySelected.empty(bed.caller(0), List.of(new Deletion(KEY, seen)), "job");
                case EMPTY_WHOLE -> bed.emptyTrash.start(FilesTestBed.ACCOUNT, "job", seen);
            }
        }
    }

    @Test
    void threeParallelRequestsEndLikeSomeOrderOfThem() {
        threeParallelRequests(150);
    }

    @Test
    @Tag("thorough")
    void threeParallelRequestsEndLikeSomeOrderOfThemInManyWays() {
        threeParallelRequests(1500);
    }

    private static void threeParallelRequests(int ways) {
        seeds(ways, seed -> {
            var random = new Random(seed);
            var begin = random.nextInt(3);
            var actions = List.of(any(random), any(random), any(random));
            var expected = new HashSet<State>();
            for (var order : orders(actions)) {
                var bed = begin(PortWrapper.none(), begin);
                var seen = seen(bed);
                order.forEach(action -> attempt(() -> action.request(bed, seen)));
                expected.add(state(bed));
            }
            var interleaving = new Interleaving(random, 0);
            var bed = begin(interleaving, begin);
            var seen = seen(bed);
            var requests = actions.stream()
                    .map(action -> new Interleaving.Request(() -> attempt(() -> action.request(bed, seen))))
                    .toList();
            interleaving.run(requests);
            requests.forEach(request -> assertThat(request.failure()).isEmpty());
            bed.clock.advance(Duration.ofHours(25));
            bed.dailyMaintenance.account(FilesTestBed.ACCOUNT);
            FileInvariants.hold(bed);
            assertThat(expected).as("after %s at once", actions).contains(state(bed));
        });
    }

    @Test
    void aCursorClientHasWhatTheListHasDespiteParallelRequestsAndCrashes() {
        cursorClients(40);
    }

    @Test
    @Tag("thorough")
    void aCursorClientHasWhatTheListHasDespiteManyCrashes() {
        cursorClients(400);
    }

    private static void cursorClients(int ways) {
        seeds(ways, seed -> {
            var random = new Random(seed);
            var interleaving = new Interleaving(random, seed % 2 == 0 ? 0.01 : 0);
            var bed = new FilesTestBed(interleaving, 3);
            var clients = List.of(new CursorClient(bed, 1), new CursorClient(bed, 2));
            for (var round = 0; round < 12; round++) {
                // Clocks of functions differ, and may be set back.
                bed.clock.advance(Duration.ofMillis(random.nextInt(3000) - 500L));
                var requests = new ArrayList<Interleaving.Request>();
                for (var i = 0; i < 5; i++) {
                    requests.add(anyOf(bed, random));
                }
                clients.forEach(client -> requests.add(new Interleaving.Request(client::ask)));
                interleaving.run(requests);
                requests.forEach(request -> request.failure()
                        .filter(failure -> !request.hasCrashed())
                        .ifPresent(failure -> {
                            throw new AssertionError("a request failed", failure);
                        }));
                if (requests.stream().noneMatch(Interleaving.Request::hasCrashed)) {
                    // A client sees every acknowledged change at once.
                    clients.forEach(client -> agrees(client, bed));
                }
                if (random.nextInt(4) == 0) {
                    bed.clock.advance(Duration.ofMinutes(random.nextInt(30)));
                }
            }
            bed.clock.advance(Duration.ofMinutes(17));
            clients.forEach(client -> agrees(client, bed));
            bed.clock.advance(Duration.ofHours(25));
            bed.dailyMaintenance.account(FilesTestBed.ACCOUNT);
            clients.forEach(client -> agrees(client, bed));
            FileInvariants.hold(bed);
        });
    }

    private static void agrees(CursorClient client, FilesTestBed bed) {
        client.catchUp();
        assertThat(client.copy().values())
                .as("a client's copy")
                .containsExactlyElementsOf(bed.files.listed(FilesTestBed.ACCOUNT));
    }

    private static Interleaving.Request anyOf(FilesTestBed bed, Random random) {
        var key = new FileKey("GPX", "file" + random.nextInt(3));
        var device = random.nextInt(4);
        var choice = random.nextInt(8);
        return new Interleaving.Request(() -> attempt(() -> {
            var newest = bed.history(key).newest();
            var time = newest.map(FileVersion::updateTime).orElse(1L);
            switch (choice) {
                case 0, 1, 2 -> bed.storeFile.store(bed.caller(device), key, TestGzip.of("text"), 1);
                case 3 -> bed.trash.delete(bed.caller(device), key, 1);
                case 4 -> bed.trash.removeVersion(bed.caller(device), key, time);
                case 5 -> bed.restoreFile.restore(bed.caller(0), key, time);
                case 6 -> bed.emptySelected.empty(bed.caller(0), List.of(new Deletion(key, time)), "job");
                default -> bed.emptyTrash.start(FilesTestBed.ACCOUNT, "job" + device, time);
            }
        }));
    }

    /** Any action. */
    private static Action any(Random random) {
        return Action.values()[random.nextInt(Action.values().length)];
    }

    /** A file that is live with two versions, in the trash with two versions, or missing. */
    private static FilesTestBed begin(PortWrapper wrapper, int which) {
        var bed = new FilesTestBed(wrapper, 10);
        if (which < 2) {
            bed.storeFile.store(bed.caller(2), KEY, TestGzip.of("first"), 1);
            bed.clock.advance(Duration.ofSeconds(1));
            bed.storeFile.store(bed.caller(2), KEY, TestGzip.of("the second"), 1);
            bed.clock.advance(Duration.ofSeconds(1));
        }
        if (which == 1) {
            bed.trash.delete(bed.caller(2), KEY, 1);
            bed.clock.advance(Duration.ofSeconds(1));
        }
        return bed;
    }

    private static long seen(FilesTestBed bed) {
        return bed.history(KEY).newest().map(FileVersion::updateTime).orElse(1L);
    }

    private static void attempt(Runnable request) {
        try {
            request.run();
        } catch (ProblemException | WebErrorException refused) {
            // A refusal changes nothing: the state proves it.
        }
    }

    /**
     * The current content of the file, and the contents of its history in any order. Two parallel deletions may leave two
     * markers in a row, which count as one deletion (docs/protocol/files.md#trash). A marker without versions counts as no row.
     */
    private static State state(FilesTestBed bed) {
        var history = bed.history(KEY);
        var kept = history.versions().stream()
                .flatMap(row -> row.content().stream())
                .map(content -> bed.contents.read(content).length)
                .sorted()
                .toList();
        var current = history.newest().flatMap(FileVersion::content).map(content -> bed.contents.read(content).length);
        return new State(current, kept);
    }

    /** Sizes of gzip, which differ for all contents. */
    private record State(Optional<Integer> current, List<Integer> kept) {}

    private static List<List<Action>> orders(List<Action> actions) {
        if (actions.size() < 2) {
            return List.of(actions);
        }
        var orders = new ArrayList<List<Action>>();
        for (var first = 0; first < actions.size(); first++) {
            var others = new ArrayList<>(actions);
            var action = others.remove(first);
            for (var order : orders(others)) {
                var whole = new ArrayList<>(List.of(action));
                whole.addAll(order);
                orders.add(whole);
            }
        }
        return orders;
    }

    private interface Check {
        void run(long seed);
    }

    private static void seeds(int count, Check check) {
        var one = Optional.ofNullable(Long.getLong("seed"));
        for (var seed = one.orElse(1L); seed <= one.orElse((long) count); seed++) {
            try {
                check.run(seed);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("-Dseed=" + seed + ": " + e.getMessage(), e);
            }
        }
    }
}
