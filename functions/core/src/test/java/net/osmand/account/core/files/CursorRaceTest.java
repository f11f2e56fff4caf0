package net.osmand.account.core.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.osmand.account.core.files.ListAccount.Thresholds;
import net.osmand.account.core.testing.Interleaving;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.core.values.WebErrorException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Clients follow an account with cursors, and list it from stored lists, while several devices and tabs send requests. A seed decides the order of
 * calls. A failure names its seed; {@code -Dseed=…} runs only that seed.
 */
class CursorRaceTest {
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
            var snapshots = new InMemoryListSnapshots();
            var listing = List.of(
                    new ListingClient(bed, 1, snapshots, new Thresholds(0, 0, 200)),
                    new ListingClient(bed, 3, snapshots, new Thresholds(0, Long.MAX_VALUE, 4)));
            for (var round = 0; round < 12; round++) {
                // Clocks of execution environments differ and may be set back.
                bed.clock.advance(Duration.ofMillis(random.nextInt(3000) - 500L));
                var requests = new ArrayList<Interleaving.Request>();
                for (var i = 0; i < 5; i++) {
                    requests.add(anyOf(bed, random));
                }
                clients.forEach(client -> requests.add(new Interleaving.Request(client::ask)));
                listing.forEach(client -> requests.add(new Interleaving.Request(client::list)));
                interleaving.run(requests);
                requests.forEach(request -> request.failure()
                        .filter(failure -> !request.hasCrashed())
                        .ifPresent(failure -> {
                            throw new AssertionError("a request failed", failure);
                        }));
                if (requests.stream().noneMatch(Interleaving.Request::hasCrashed)) {
                    // A client sees every acknowledged change at once.
                    clients.forEach(client -> agrees(client, bed));
                    listing.forEach(client -> agrees(client, bed));
                }
                if (random.nextInt(4) == 0) {
                    bed.clock.advance(Duration.ofMinutes(random.nextInt(30)));
                }
            }
            bed.clock.advance(Duration.ofMinutes(17));
            clients.forEach(client -> agrees(client, bed));
            listing.forEach(client -> agrees(client, bed));
            FileInvariants.check(bed);
            bed.checkAll();
            clients.forEach(client -> agrees(client, bed));
            listing.forEach(client -> agrees(client, bed));
            FileInvariants.holdAfterFullCheck(bed);
        });
    }

    private static void agrees(CursorClient client, FilesTestBed bed) {
        client.catchUp();
        assertThat(client.copy().values())
                .as("a client's copy")
                .containsExactlyElementsOf(bed.files.listed(FilesTestBed.ACCOUNT));
    }

    private static void agrees(ListingClient client, FilesTestBed bed) {
        assertThat(client.list())
                .as("a list from the stored one")
                .containsExactlyElementsOf(
                        bed.files.listed(FilesTestBed.ACCOUNT).reversed());
    }

    private static Interleaving.Request anyOf(FilesTestBed bed, Random random) {
        var key = new FileKey("GPX", "file" + random.nextInt(3));
        var device = random.nextInt(4);
        var choice = random.nextInt(8);
        return new Interleaving.Request(() -> attempt(() -> {
            var time = Math.max(1, bed.head(key).newest());
            switch (choice) {
                case 0, 1, 2 -> bed.upload(device, key, "text");
                case 3 -> bed.delete(device, key);
                case 4 -> bed.removeVersion(device, key, time);
                case 5 -> bed.restore(key, time);
                case 6 -> bed.empty(key, time);
                default ->
                    bed.emptyTrash.start(FilesTestBed.ACCOUNT, bed.caller(0).usage(), "job" + device, time);
            }
        }));
    }

    private static void attempt(Runnable request) {
        try {
            request.run();
        } catch (ProblemException | WebErrorException refused) {
            // A rejected request changes nothing, which the comparison of the state verifies.
        }
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
