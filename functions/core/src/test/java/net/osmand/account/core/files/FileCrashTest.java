package net.osmand.account.core.files;

import static net.osmand.account.core.files.FilesTestBed.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import net.osmand.account.core.files.EmptySelected.Deletion;
import net.osmand.account.core.testing.CrashInjector;
import net.osmand.account.core.testing.CrashInjector.Crash;
import net.osmand.account.core.testing.TestGzip;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.core.values.WebErrorException;
import org.junit.jupiter.api.Test;

/**
 * Requests on files with a crash before and after each call to a port. The client repeats the request or does not; after
 * the next daily job no acknowledged file is lost, and rows, objects and usage agree.
 */
class FileCrashTest {
    private static final FileKey FILE = new FileKey("FAVOURITES", "favorites-Cafes.gpx");
    private static final FileKey BYSTANDER = new FileKey("GPX", "bystander.gpx");

    @Test
    void uploadOfANewFile() {
        everywhere(4, bed -> {}, FileCrashTest::uploads, bed -> isCurrent(bed, "new"));
    }

    @Test
    void uploadOfANewVersion() {
        everywhere(4, bed -> bed.store(FILE, "old"), FileCrashTest::uploads, bed -> isCurrent(bed, "new"));
    }

    @Test
    void uploadOfADeletedFile() {
        everywhere(
                5,
                bed -> {
                    bed.store(FILE, "one");
                    bed.store(FILE, "two");
                    bed.delete(FILE);
                },
                FileCrashTest::uploads,
                bed -> isCurrent(bed, "new"));
    }

    private static void uploads(FilesTestBed bed) {
        bed.storeFile.store(bed.caller(1), FILE, TestGzip.of("new"), 1);
    }

    @Test
    void deletion() {
        everywhere(4, FileCrashTest::twoVersions, bed -> bed.trash.delete(bed.caller(1), FILE, 1), bed -> {
            assertThat(bed.current(FILE)).isEmpty();
            assertThat(bed.history(FILE).versions()).hasSize(3);
        });
    }

    @Test
    void removalOfTheNewestVersion() {
        everywhere(5, FileCrashTest::twoVersions, FileCrashTest::removesNewest, bed -> isCurrent(bed, "one"));
    }

    @Test
    void removalOfTheDeletionMarker() {
        everywhere(
                5,
                bed -> {
                    twoVersions(bed);
                    bed.delete(FILE);
                },
                FileCrashTest::removesMarker,
                bed -> isCurrent(bed, "two"));
    }

    @Test
    void removalOfWhatCameAfterTheDeletion() {
        everywhere(
                5,
                bed -> {
                    bed.store(FILE, "one");
                    bed.delete(FILE);
                    bed.store(FILE, "three");
                },
                FileCrashTest::removesThree,
                bed -> assertThat(bed.history(FILE).isTrashed()).isTrue());
    }

    private static void twoVersions(FilesTestBed bed) {
        bed.store(FILE, "one");
        bed.store(FILE, "two");
    }

    private static void removesNewest(FilesTestBed bed) {
        removes(bed, "two");
    }

    private static void removesThree(FilesTestBed bed) {
        removes(bed, "three");
    }

    private static void removes(FilesTestBed bed, String text) {
        if (bed.current(FILE).equals(Optional.of(text))) {
            bed.trash.removeVersion(
                    bed.caller(1), FILE, bed.history(FILE).versions().getFirst().updateTime());
        }
    }

    private static void removesMarker(FilesTestBed bed) {
        if (bed.history(FILE).isTrashed()) {
            removesFirst(bed);
        }
    }

    private static void removesFirst(FilesTestBed bed) {
        bed.trash.removeVersion(
                bed.caller(1), FILE, bed.history(FILE).versions().getFirst().updateTime());
    }

    @Test
    void restore() {
        everywhere(
                5,
                bed -> {
                    twoVersions(bed);
                    bed.delete(FILE);
                },
                bed -> bed.restoreFile.restore(
                        bed.caller(0),
                        FILE,
                        bed.history(FILE).versions().getFirst().updateTime()),
                bed -> isCurrent(bed, "two"));
    }

    @Test
    void removalOfAFileWithItsHistory() {
        everywhere(
                4,
                FileCrashTest::twoVersions,
                bed -> bed.trash.removeAll(
                        bed.caller(0),
                        FILE,
                        bed.history(FILE).newest().map(FileVersion::updateTime).orElse(0L),
                        false),
                bed -> assertThat(bed.history(FILE).versions()).isEmpty());
    }

    @Test
    void emptyingOfSelectedFiles() {
        everywhere(
                5,
                FileCrashTest::deleted,
                bed -> bed.emptySelected.empty(bed.caller(1), List.of(new Deletion(FILE, marker(bed))), "job"),
                bed -> assertThat(bed.history(FILE).versions()).isEmpty());
    }

    @Test
    void emptyingOfTheWholeTrash() {
        everywhere(
                5,
                FileCrashTest::deleted,
                bed -> bed.emptyTrash.start(ACCOUNT, "job", bed.clock.millis()),
                bed -> assertThat(bed.history(FILE).versions()).isEmpty());
    }

    @Test
    void stepOfAJobThatEmptiesTheTrash() {
        everywhere(
                6,
                bed -> {
                    deleted(bed);
                    for (var i = 0; i < 100; i++) {
                        bed.store(new FileKey("GPX", "f" + i), "x");
                        bed.delete(new FileKey("GPX", "f" + i));
                    }
                    bed.emptyTrash.start(ACCOUNT, "job", bed.clock.millis());
                },
                bed -> bed.emptyTrash.step(ACCOUNT, "job"),
                bed -> {
                    bed.runJobs();
                    assertThat(bed.files.entries(ACCOUNT)).isEmpty();
                });
    }

    @Test
    void endOfTheTrash() {
        everywhere(
                4,
                bed -> {
                    deleted(bed);
                    bed.clock.advance(FilesTestBed.WINDOW);
                },
                bed -> bed.trash.purgeEnded(),
                bed -> assertThat(bed.history(FILE).versions()).isEmpty());
    }

    @Test
    void dailyMaintenance() {
        everywhere(
                6,
                bed -> {
                    deleted(bed);
                    bed.contents.store(ACCOUNT, TestGzip.of("an object that no row names"));
                    bed.clock.advance(FilesTestBed.WINDOW);
                },
                bed -> bed.dailyMaintenance.account(ACCOUNT),
                bed -> assertThat(bed.history(FILE).versions()).isEmpty());
    }

    private static void deleted(FilesTestBed bed) {
        twoVersions(bed);
        bed.delete(FILE);
    }

    private static long marker(FilesTestBed bed) {
        return bed.history(FILE).newest().map(FileVersion::updateTime).orElse(0L);
    }

    private static void isCurrent(FilesTestBed bed, String text) {
        assertThat(bed.current(FILE)).contains(text);
    }

    /**
     * Runs a request with a crash at each call; then repeats it, or does not.
     *
     * @param least calls that the request makes at least
     * @param outcome of the repeated request
     */
    private static void everywhere(
            int least,
            Consumer<FilesTestBed> preparation,
            Consumer<FilesTestBed> request,
            Consumer<FilesTestBed> outcome) {
        var nth = 0;
        boolean happened;
        do {
            nth++;
            happened = false;
            for (var after : new boolean[] {false, true}) {
                for (var repeated : new boolean[] {true, false}) {
                    happened |= crashes(
                            new CrashInjector(nth, after),
                            preparation,
                            request,
                            repeated ? Optional.of(outcome) : Optional.empty());
                }
            }
        } while (happened);
        assertThat(nth).as("calls").isGreaterThan(least);
    }

    private static boolean crashes(
            CrashInjector crash,
            Consumer<FilesTestBed> preparation,
            Consumer<FilesTestBed> request,
            Optional<Consumer<FilesTestBed>> outcome) {
        var bed = new FilesTestBed();
        preparation.accept(bed);
        bed.store(BYSTANDER, "untouched");
        bed.clock.advance(Duration.ofSeconds(1));
        var happened = false;
        try {
            request.accept(bed.with(crash));
        } catch (Crash expected) {
            happened = true;
        }
        if (outcome.isPresent()) {
            try {
                request.accept(bed);
            } catch (ProblemException | WebErrorException refused) {
                // The first try may have done it.
            }
            outcome.get().accept(bed);
        }
        bed.runJobs();
        for (var day = 0; day < 2; day++) {
            // The usage is corrected once the account is quiet, so not by the run that finishes other work.
            bed.clock.advance(Duration.ofHours(25));
            bed.dailyMaintenance.account(ACCOUNT);
        }
        assertThat(bed.current(BYSTANDER)).contains("untouched");
        FileInvariants.hold(bed);
        return happened;
    }
}
