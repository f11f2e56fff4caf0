package net.osmand.account.functions.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.osmand.account.core.files.EmptySelected.Deletion;
import net.osmand.account.core.files.FileVersion;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.core.values.WebErrorException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Requests of several devices and tabs at the same moment, in every order of their calls that the seeds bring about. Every seed
 * is named where it fails; {@code -Dseed=…} runs that one alone.
 */
class ConcurrentChangesTest {
    private static final FileKey KEY = new FileKey("GPX", "trip.gpx");

    /** What two tabs and a phone do to the file as they all see it at first: the time of its newest row. */
    private enum Action {
        UPLOAD,
        DELETE,
        RESTORE,
        REMOVE_NEWEST,
        REMOVE_ALL,
        EMPTY,
        EMPTY_WHOLE;

        void request(TestUser person, long seen) {
            switch (this) {
                case UPLOAD -> person.storeFile.store(person.caller(1), KEY, TestUser.gzip("phone"), 1);
                case DELETE -> person.trash.delete(person.caller(1), KEY, 1);
                case RESTORE -> person.restoreFile.restore(person.caller(0), KEY, seen);
                case REMOVE_NEWEST -> person.trash.removeVersion(person.caller(0), KEY, seen);
                case REMOVE_ALL -> person.trash.removeAll(person.caller(0), KEY, seen, false);
                case EMPTY -> person.emptyListed.empty(person.caller(0), List.of(new Deletion(KEY, seen)), "job");
                case EMPTY_WHOLE -> person.emptyTrash.start(TestUser.ACCOUNT, "job", seen);
            }
        }
    }

    @Test
    void twoTabsAndAPhoneAtOnceEndAsSomeOrderOfThemDoes() {
        twoTabsAndAPhone(150);
    }

    @Test
    @Tag("thorough")
    void twoTabsAndAPhoneAtOnceEndAsSomeOrderOfThemDoesInManyWays() {
        twoTabsAndAPhone(1500);
    }

    private static void twoTabsAndAPhone(int ways) {
        seeds(ways, seed -> {
            var random = new Random(seed);
            var begin = random.nextInt(3);
            var actions = List.of(any(random), any(random), any(random));
            var expected = new HashSet<State>();
            for (var order : orders(actions)) {
                var person = begin(() -> {}, begin);
                var seen = seen(person);
                order.forEach(action -> attempt(() -> action.request(person, seen)));
                expected.add(state(person));
            }
            var interleaving = new Interleaving(random, 0);
            var person = begin(interleaving::pass, begin);
            var seen = seen(person);
            var requests = actions.stream()
                    .map(action -> new Interleaving.Request(() -> attempt(() -> action.request(person, seen))))
                    .toList();
            interleaving.run(requests);
            requests.forEach(request -> assertThat(request.failure()).isEmpty());
            person.clock.advance(Duration.ofHours(25));
            person.sweep.account(TestUser.ACCOUNT);
            isWhole(person);
            assertThat(expected).as("after %s at once", actions).contains(state(person));
        });
    }

    @Test
    void aCursorClientHasWhatTheListHasWhateverWasUnderWayOrKilled() {
        cursorClients(40);
    }

    @Test
    @Tag("thorough")
    void aCursorClientHasWhatTheListHasInManyWays() {
        cursorClients(400);
    }

    private static void cursorClients(int ways) {
        seeds(ways, seed -> {
            var random = new Random(seed);
            var interleaving = new Interleaving(random, seed % 2 == 0 ? 0.01 : 0);
            var person = new TestUser(interleaving::pass, 3);
            var clients = List.of(new CursorClient(person, 1), new CursorClient(person, 2));
            for (var round = 0; round < 12; round++) {
                // Clocks of functions differ, and may be set back.
                person.clock.advance(Duration.ofMillis(random.nextInt(3000) - 500L));
                var requests = new ArrayList<Interleaving.Request>();
                for (var i = 0; i < 5; i++) {
                    requests.add(anyOf(person, random));
                }
                clients.forEach(client -> requests.add(new Interleaving.Request(client::ask)));
                interleaving.run(requests);
                requests.forEach(request -> request.failure()
                        .filter(failure -> !request.isKilled())
                        .ifPresent(failure -> {
                            throw new AssertionError("a request failed", failure);
                        }));
                if (requests.stream().noneMatch(Interleaving.Request::isKilled)) {
                    // What is acknowledged is told at once.
                    clients.forEach(client -> agrees(client, person));
                }
                if (random.nextInt(4) == 0) {
                    person.clock.advance(Duration.ofMinutes(random.nextInt(30)));
                }
            }
            person.clock.advance(Duration.ofMinutes(17));
            clients.forEach(client -> agrees(client, person));
            person.clock.advance(Duration.ofHours(25));
            person.sweep.account(TestUser.ACCOUNT);
            clients.forEach(client -> agrees(client, person));
            isWhole(person);
        });
    }

    private static void agrees(CursorClient client, TestUser person) {
        client.catchUp();
        assertThat(client.copy().values()).as("a client's copy").containsExactlyElementsOf(person.files.listed());
    }

    private static Interleaving.Request anyOf(TestUser person, Random random) {
        var key = new FileKey("GPX", "file" + random.nextInt(3));
        var device = random.nextInt(4);
        var choice = random.nextInt(8);
        return new Interleaving.Request(() -> attempt(() -> {
            var newest = person.files.history(key).newest();
            var time = newest.map(FileVersion::updateTime).orElse(1L);
            switch (choice) {
                case 0, 1, 2 -> person.storeFile.store(person.caller(device), key, TestUser.gzip("text"), 1);
                case 3 -> person.trash.delete(person.caller(device), key, 1);
                case 4 -> person.trash.removeVersion(person.caller(device), key, time);
                case 5 -> person.restoreFile.restore(person.caller(0), key, time);
                case 6 -> person.emptyListed.empty(person.caller(0), List.of(new Deletion(key, time)), "job");
                default -> person.emptyTrash.start(TestUser.ACCOUNT, "job" + device, time);
            }
        }));
    }

    /** What a person may do to a file of which they saw the newest row. */
    private static Action any(Random random) {
        return Action.values()[random.nextInt(Action.values().length)];
    }

    /** Live with two versions, in the trash with two versions, or never there. */
    private static TestUser begin(Runnable pass, int which) {
        var person = new TestUser(pass, 10);
        if (which < 2) {
            person.storeFile.store(person.caller(2), KEY, TestUser.gzip("first"), 1);
            person.clock.advance(Duration.ofSeconds(1));
            person.storeFile.store(person.caller(2), KEY, TestUser.gzip("the second"), 1);
            person.clock.advance(Duration.ofSeconds(1));
        }
        if (which == 1) {
            person.trash.delete(person.caller(2), KEY, 1);
            person.clock.advance(Duration.ofSeconds(1));
        }
        return person;
    }

    private static long seen(TestUser person) {
        return person.files.history(KEY).newest().map(FileVersion::updateTime).orElse(1L);
    }

    private static void attempt(Runnable request) {
        try {
            request.run();
        } catch (ProblemException | WebErrorException refused) {
            // A refusal changes nothing, which the state shows.
        }
    }

    /**
     * What the file is now and which contents its history keeps; versions of the same moment may lie there in another order.
     * Two deletions at once may leave two markers in a row, which are one deletion to everybody (rulings 26), and a marker
     * alone says no more than no row: the file is gone.
     */
    private static State state(TestUser person) {
        var history = person.files.history(KEY);
        var kept = history.versions().stream()
                .flatMap(row -> row.content().stream())
                .map(content -> person.contents.read(content).length)
                .sorted()
                .toList();
        var current =
                history.newest().flatMap(FileVersion::content).map(content -> person.contents.read(content).length);
        return new State(current, kept);
    }

    /** Sizes of gzip, which tell the contents apart. */
    private record State(Optional<Integer> current, List<Integer> kept) {}

    /** I1, I4 and I5, and the trash's index. */
    private static void isWhole(TestUser person) {
        var usage = person.files.usage(TestUser.ACCOUNT);
        assertThat(person.recount.complete(TestUser.ACCOUNT, new net.osmand.account.core.account.Usage(0, 0, 0, 0, 0)))
                .as("I4: the usage")
                .matches(usage::countsAs);
        var named = new HashMap<String, Boolean>();
        var trashed = new HashSet<FileKey>();
        for (var row : person.files.rows()) {
            var history = person.files.history(row.key());
            row.content().ifPresent(content -> named.put(content.objectKey(), history.isTrashed()));
            if (history.isTrashed()) {
                trashed.add(row.key());
            }
        }
        assertThat(person.files.entries().keySet()).as("entries of the trash").isEqualTo(trashed);
        var stored = new HashMap<String, Boolean>();
        person.contents.stored(TestUser.ACCOUNT).forEach((key, object) -> stored.put(key, object.marked()));
        assertThat(stored)
                .as("I1, I5: objects and their markers, of %s", person.files.rows())
                .isEqualTo(Map.copyOf(named));
    }

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
