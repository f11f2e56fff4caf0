package net.osmand.account.core.files;

import static net.osmand.account.core.files.FilesTestBed.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.files.EmptySelected.Deletion;
import net.osmand.account.core.files.EmptySelected.Emptied;
import net.osmand.account.core.testing.TestGzip;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.WebErrorException;
import net.osmand.account.core.values.WebErrorException.Reason;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class TrashTest {
    private static final FileKey FILE = new FileKey("FAVOURITES", "favorites-Cafes.gpx");
    private static final FileKey OTHER = new FileKey("GPX", "tracks/ride.gpx");

    private final FilesTestBed bed = new FilesTestBed();

    @Test
    void deletesAFileByAMarkerAndKeepsItsVersions() {
        var first = bed.store(FILE, "one");
        var second = bed.store(FILE, "two");
        var time = bed.delete(FILE);
        var versions = bed.history(FILE);
        assertThat(versions).hasSize(3).endsWith(second, first);
        assertThat(versions.getFirst().isDeletionMarker()).isTrue();
        assertThat(versions.getFirst().size()).isEqualTo(-1);
        assertThat(versions.getFirst().author()).isEqualTo("brand__model__model");
        assertThat(bed.files.entries(ACCOUNT)).containsOnlyKeys(FILE);
        assertThat(bed.files.entries(ACCOUNT).values().iterator().next())
                .isEqualTo(new TrashEntry(FILE, time, time + FilesTestBed.WINDOW.toMillis(), "brand__model__model"));
        assertThat(bed.contents.isMarked(second.content().orElseThrow())).isTrue();
        assertThat(bed.contents.isMarked(first.content().orElseThrow()))
                .as("only the newest carries a marker")
                .isFalse();
        var usage = bed.usage();
        assertThat(usage.files()).isZero();
        assertThat(usage.bytes()).isZero();
        assertThat(usage.holdings().versions()).isEqualTo(2);
    }

    @Test
    void deletesUnknownAndDeletedFilesWithoutAnError() {
        bed.delete(FILE);
        bed.delete(FILE);
        assertThat(bed.history(FILE)).hasSize(1);
    }

    @Test
    void restoresAFileByRemovingItsDeletionMarker() {
        var kept = bed.store(FILE, "kept");
        var marker = bed.delete(FILE);
        removeVersion(FILE, marker);
        assertThat(bed.current(FILE)).contains("kept");
        assertThat(bed.files.entries(ACCOUNT)).isEmpty();
        assertThat(bed.contents.isMarked(kept.content().orElseThrow())).isFalse();
        isWhole();
        bed.clock.advance(Duration.ofDays(40));
        bed.contents.runLifecycle();
        bed.checkAll();
        assertThat(bed.current(FILE)).contains("kept");
    }

    @Test
    void removesTheNewestVersionSoThatTheOlderOneIsCurrent() {
        var old = bed.store(FILE, "old");
        var newest = bed.store(FILE, "newest");
        removeVersion(FILE, newest.updateTime());
        assertThat(bed.current(FILE)).contains("old");
        assertThat(bed.usage().freeBytes()).isEqualTo(old.gzipSize());
        assertThat(bed.contents.count()).isOne();
        isWhole();
    }

    @Test
    void removesAFileForGoodWithItsNewestContentInTheTrash() {
        var old = bed.store(FILE, "old");
        bed.store(FILE, "two");
        var newest = bed.store(FILE, "three");
        var marker = bed.delete(FILE);
        removeVersion(FILE, old.updateTime());
        assertThat(bed.history(FILE)).as("an old version goes alone").hasSize(3);
        isWhole();
        removeVersion(FILE, newest.updateTime());
        assertThat(bed.files.rows(ACCOUNT)).isEmpty();
        assertThat(bed.contents.count()).isZero();
        isWhole();
        removeVersion(FILE, marker);
        removeVersion(FILE, old.updateTime());
        bed.files.expire(bed.clock.millis() + Duration.ofHours(25).toMillis());
        notAvailable(() -> removeVersion(FILE, marker));
    }

    @Test
    void deletesAFileAgainByRemovingWhatCameAfterTheDeletion() {
        bed.store(FILE, "one");
        bed.delete(FILE);
        var later = bed.store(FILE, "three");
        removeVersion(FILE, later.updateTime());
        assertThat(bed.head(FILE).isTrashed()).isTrue();
        assertThat(bed.files.entries(ACCOUNT)).containsOnlyKeys(FILE);
        isWhole();
    }

    @Test
    void rejectsTheRemovalOfMissingVersionsWith106() {
        bed.store(FILE, "x");
        notAvailable(() -> removeVersion(FILE, 5));
        notAvailable(() -> removeVersion(OTHER, 5));
    }

    @Test
    void restoresUntilTheLastMomentAndNeverAfter() {
        bed.store(FILE, "x");
        var marker = bed.delete(FILE);
        bed.clock.advance(FilesTestBed.WINDOW);
        notAvailable(() -> removeVersion(FILE, marker));
        var bob = new FilesTestBed();
        bob.store(FILE, "x");
        var other = bob.delete(FILE);
        bob.clock.advance(FilesTestBed.WINDOW.minusMillis(1));
        bob.removeVersion(1, FILE, other);
        assertThat(bob.current(FILE)).contains("x");
    }

    @Test
    void purgesWhatIsOverAndNothingElse() {
        bed.store(FILE, "one");
        bed.store(FILE, "two");
        bed.delete(FILE);
        bed.store(OTHER, "live");
        bed.clock.advance(FilesTestBed.WINDOW.minusSeconds(2));
        assertThat(bed.purgeTrash.ended(ACCOUNT, bed.usage())).isZero();
        bed.clock.advance(Duration.ofSeconds(2));
        assertThat(bed.purgeTrash.ended(ACCOUNT, bed.usage())).isOne();
        assertThat(bed.history(FILE)).isEmpty();
        assertThat(bed.contents.count()).isOne();
        assertThat(bed.current(OTHER)).contains("live");
        assertThat(bed.purgeTrash.ended(ACCOUNT, bed.usage())).isZero();
        isWhole();
    }

    @Test
    void purgesNothingByAnOldTimerOfARestoredFile() {
        bed.store(FILE, "one");
        var first = bed.delete(FILE);
        var entry = bed.trash().getFirst();
        removeVersion(FILE, first);
        bed.clock.advance(Duration.ofDays(20));
        bed.delete(FILE);
        bed.clock.advance(Duration.ofDays(10));
        bed.purgeTrash.ended(ACCOUNT, entry);
        assertThat(bed.history(FILE)).as("deleted again ten days ago").hasSize(2);
        assertThat(bed.files.entries(ACCOUNT)).containsOnlyKeys(FILE);
        isWhole();
    }

    @Test
    void purgesAFileWithMoreVersionsThanOneTransactionTakes() {
        for (var i = 0; i < 250; i++) {
            bed.store(FILE, "version " + i);
        }
        bed.delete(FILE);
        bed.clock.advance(FilesTestBed.WINDOW);
        bed.queue.clear();
        bed.purgeTrash.ended(ACCOUNT, bed.usage());
        assertThat(bed.history(FILE)).isEmpty();
        isWhole();
        bed.runJobs();
        assertThat(bed.files.rows(ACCOUNT)).isEmpty();
        assertThat(bed.contents.count()).isZero();
        isWhole();
    }

    @Test
    void emptiesListedFilesAndAnswersForEach() {
        bed.store(FILE, "x");
        var marker = bed.delete(FILE);
        var live = bed.store(OTHER, "live");
        var results = bed.emptySelected.empty(
                bed.caller(1),
                List.of(
                        new Deletion(FILE, marker),
                        new Deletion(FILE, marker + 1),
                        new Deletion(OTHER, live.updateTime()),
                        new Deletion(new FileKey("GPX", "never"), 1),
                        new Deletion(FILE, marker)),
                "job");
        assertThat(results)
                .containsExactly(
                        Emptied.DELETED,
                        Emptied.SKIPPED_NOT_TRASH,
                        Emptied.SKIPPED_NOT_TRASH,
                        Emptied.ALREADY_MISSING,
                        Emptied.DELETED);
        assertThat(bed.history(FILE)).isEmpty();
        assertThat(bed.current(OTHER)).contains("live");
        isWhole();
    }

    @Test
    void emptiesNothingThatWasDeletedAgainMeanwhile() {
        bed.store(FILE, "x");
        var seen = bed.delete(FILE);
        bed.store(FILE, "y");
        bed.delete(FILE);
        assertThat(bed.emptySelected.empty(bed.caller(1), List.of(new Deletion(FILE, seen)), "job"))
                .containsExactly(Emptied.SKIPPED_NOT_TRASH);
        assertThat(bed.history(FILE)).hasSize(4);
    }

    @Test
    void emptiesManyFilesInTransactionsThatFit() {
        var listed = IntStream.range(0, 100)
                .mapToObj(i -> new FileKey("GPX", "f" + i))
                .map(key -> {
                    bed.store(key, "x");
                    return new Deletion(key, bed.delete(key));
                })
                .toList();
        assertThat(bed.emptySelected.empty(bed.caller(1), listed, "job")).containsOnly(Emptied.DELETED);
        assertThat(bed.files.rows(ACCOUNT)).isEmpty();
        assertThat(bed.contents.count()).isZero();
        isWhole();
    }

    @Test
    void removesAFileWithItsWholeHistory() {
        bed.store(FILE, "one");
        var newest = bed.store(FILE, "two");
        webError(() -> removeAll(OTHER, 1, false), Reason.FILE_NOT_FOUND);
        webError(() -> removeAll(FILE, newest.updateTime(), true), Reason.FILE_NOT_DELETED);
        webError(() -> removeAll(FILE, newest.updateTime() - 1, false), Reason.FILE_CHANGED);
        assertThat(bed.history(FILE)).hasSize(2);
        removeAll(FILE, newest.updateTime(), false);
        assertThat(bed.history(FILE)).isEmpty();
        assertThat(bed.usage().countsAs(Usage.NONE)).isTrue();
        isWhole();
    }

    @Test
    void removesADeletedFileFromTheTrash() {
        bed.store(FILE, "one");
        var marker = bed.delete(FILE);
        webError(() -> removeAll(FILE, marker - 1, true), Reason.FILE_CHANGED);
        removeAll(FILE, marker, true);
        assertThat(bed.files.rows(ACCOUNT)).isEmpty();
        assertThat(bed.files.entries(ACCOUNT)).isEmpty();
        isWhole();
    }

    @Test
    void keepsARestoredFileThoughItsOlderVersionIsRemoved() {
        bed.store(FILE, "shared");
        var marker = bed.delete(FILE);
        bed.clock.advance(Duration.ofSeconds(1));
        var restored = bed.restore(FILE, marker);
        removeVersion(FILE, bed.history(FILE).getLast().updateTime());
        assertThat(bed.current(FILE)).contains("shared");
        removeVersion(FILE, restored.updateTime());
        assertThat(bed.contents.count()).isZero();
        isWhole();
    }

    @Test
    void notesRemovalsForClientsThatAskForChanges() {
        var version = bed.store(FILE, "x");
        removeVersion(FILE, version.updateTime());
        var removals = bed.files.removals(ACCOUNT, 0, Long.MAX_VALUE, 10);
        assertThat(removals).hasSize(1);
        assertThat(removals.getFirst().files().getFirst())
                .isEqualTo(new Removal.Removed(FILE, List.of(version.updateTime())));
        assertThat(removals.getFirst().objects())
                .containsExactly(version.content().orElseThrow());
        assertThat(bed.usage().newestRemoval()).isEqualTo(removals.getFirst().time());
    }

    private void removeVersion(FileKey key, long time) {
        bed.removeVersion(1, key, time);
    }

    private void removeAll(FileKey key, long time, boolean fromTrash) {
        bed.removeAll(key, time, fromTrash);
    }

    private static void notAvailable(ThrowingCallable call) {
        StoreFileTest.isRejected(call, Problem.FILE_NOT_AVAILABLE);
    }

    static void webError(ThrowingCallable call, Reason reason) {
        Assertions.assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        WebErrorException.class,
                        refusal -> assertThat(refusal.text()).isEqualTo(new WebErrorException(reason).text()));
    }

    private void isWhole() {
        FileInvariants.check(bed);
        bed.files.rows(ACCOUNT).stream()
                .flatMap(row -> row.content().stream())
                .forEach(content ->
                        assertThat(TestGzip.read(bed.contents.read(content))).isNotNull());
    }
}
