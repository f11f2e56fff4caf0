package net.osmand.account.core.files;

import static net.osmand.account.core.files.FilesTestBed.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.files.EmptySelected.Deletion;
import net.osmand.account.core.files.Trash.Emptied;
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
        var versions = bed.history(FILE).versions();
        assertThat(versions).hasSize(3).endsWith(second, first);
        assertThat(versions.getFirst().isDeletionMarker()).isTrue();
        assertThat(versions.getFirst().size()).isEqualTo(-1);
        assertThat(versions.getFirst().author()).isEqualTo("brand__model__model");
        assertThat(bed.files.entries(ACCOUNT)).containsOnlyKeys(FILE);
        assertThat(bed.files.entries(ACCOUNT).values().iterator().next())
                .isEqualTo(new FileVersions.Trashed(
                        FILE, time, time + FilesTestBed.WINDOW.toMillis(), "brand__model__model"));
        assertThat(bed.contents.stored(ACCOUNT).values()).allMatch(StoredObject::marked);
        var usage = bed.files.usage(ACCOUNT);
        assertThat(usage.files()).isZero();
        assertThat(usage.bytes()).isZero();
        assertThat(usage.holdings().versions()).isEqualTo(2);
    }

    @Test
    void deletesUnknownAndDeletedFilesWithoutAnError() {
        bed.delete(FILE);
        bed.delete(FILE);
        assertThat(bed.history(FILE).versions()).hasSize(1);
    }

    @Test
    void restoresAFileByRemovingItsDeletionMarker() {
        bed.store(FILE, "kept");
        var marker = bed.delete(FILE);
        removeVersion(FILE, marker);
        assertThat(bed.current(FILE)).contains("kept");
        assertThat(bed.files.entries(ACCOUNT)).isEmpty();
        assertThat(bed.contents.stored(ACCOUNT).values()).noneMatch(StoredObject::marked);
        isWhole();
        bed.clock.advance(Duration.ofDays(40));
        bed.trash.purgeEnded();
        bed.dailyMaintenance.account(ACCOUNT);
        assertThat(bed.current(FILE)).contains("kept");
    }

    @Test
    void removesTheNewestVersionSoThatTheOlderOneIsCurrent() {
        var old = bed.store(FILE, "old");
        var newest = bed.store(FILE, "newest");
        removeVersion(FILE, newest.updateTime());
        assertThat(bed.current(FILE)).contains("old");
        assertThat(bed.files.usage(ACCOUNT).freeBytes()).isEqualTo(old.gzipSize());
        assertThat(bed.contents.count()).isOne();
        isWhole();
    }

    @Test
    void removesAVersionOfADeletedFile() {
        var version = bed.store(FILE, "one");
        bed.delete(FILE);
        removeVersion(FILE, version.updateTime());
        assertThat(bed.history(FILE).versions()).hasSize(1);
        assertThat(bed.history(FILE).isTrashed()).isTrue();
        assertThat(bed.contents.count()).isZero();
        isWhole();
    }

    @Test
    void deletesAFileAgainByRemovingWhatCameAfterTheDeletion() {
        bed.store(FILE, "one");
        bed.delete(FILE);
        var later = bed.store(FILE, "three");
        removeVersion(FILE, later.updateTime());
        assertThat(bed.history(FILE).isTrashed()).isTrue();
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
        bob.trash.removeVersion(bob.caller(1), FILE, other);
        assertThat(bob.current(FILE)).contains("x");
    }

    @Test
    void removesAVersionOfAFileWhoseTrashEntryWasLost() {
        bed.store(FILE, "kept");
        var marker = bed.delete(FILE);
        bed.files.loseEntry(ACCOUNT, FILE);
        removeVersion(FILE, marker);
        assertThat(bed.current(FILE)).contains("kept");
        isWhole();
    }

    @Test
    void purgesWhatIsOverAndNothingElse() {
        bed.store(FILE, "one");
        bed.store(FILE, "two");
        bed.delete(FILE);
        bed.store(OTHER, "live");
        bed.clock.advance(FilesTestBed.WINDOW.minusSeconds(2));
        assertThat(bed.trash.purgeEnded()).isZero();
        bed.clock.advance(Duration.ofSeconds(2));
        assertThat(bed.trash.isOver(bed.history(FILE))).isTrue();
        assertThat(bed.trash.purgeEnded()).isOne();
        assertThat(bed.history(FILE).versions()).isEmpty();
        assertThat(bed.contents.count()).isOne();
        assertThat(bed.current(OTHER)).contains("live");
        assertThat(bed.trash.purgeEnded()).isZero();
        isWhole();
    }

    @Test
    void purgesNothingByAnOldTimerOfARestoredFile() {
        bed.store(FILE, "one");
        var first = bed.delete(FILE);
        var timer = new FileVersions.TrashTimer(ACCOUNT, FILE, bed.trash.endOf(first));
        removeVersion(FILE, first);
        bed.clock.advance(Duration.ofDays(20));
        bed.delete(FILE);
        bed.clock.advance(Duration.ofDays(10));
        bed.trash.purge(timer);
        assertThat(bed.history(FILE).versions())
                .as("deleted again ten days ago")
                .hasSize(2);
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
        bed.trash.purgeEnded();
        assertThat(bed.history(FILE).versions()).isEmpty();
        assertThat(bed.contents.count()).isZero();
        isWhole();
    }

    @Test
    void emptiesListedFilesAndAnswersForEach() {
        bed.store(FILE, "x");
        var marker = bed.delete(FILE);
        var live = bed.store(OTHER, "live");
        var results = bed.trash.empty(
                bed.caller(1),
                List.of(
                        new Deletion(FILE, marker),
                        new Deletion(FILE, marker + 1),
                        new Deletion(OTHER, live.updateTime()),
                        new Deletion(new FileKey("GPX", "never"), 1),
                        new Deletion(FILE, marker)));
        assertThat(results)
                .containsExactly(
                        Emptied.DELETED,
                        Emptied.SKIPPED_NOT_TRASH,
                        Emptied.SKIPPED_NOT_TRASH,
                        Emptied.ALREADY_MISSING,
                        Emptied.DELETED);
        assertThat(bed.history(FILE).versions()).isEmpty();
        assertThat(bed.current(OTHER)).contains("live");
        isWhole();
    }

    @Test
    void emptiesNothingThatWasDeletedAgainMeanwhile() {
        bed.store(FILE, "x");
        var seen = bed.delete(FILE);
        bed.store(FILE, "y");
        bed.delete(FILE);
        assertThat(bed.trash.empty(bed.caller(1), List.of(new Deletion(FILE, seen))))
                .containsExactly(Emptied.SKIPPED_NOT_TRASH);
        assertThat(bed.history(FILE).versions()).hasSize(4);
    }

    @Test
    void emptiesManyFilesInTransactionsThatFit() {
        var listed = IntStream.range(0, 120)
                .mapToObj(i -> new FileKey("GPX", "f" + i))
                .map(key -> {
                    bed.store(key, "x");
                    return new Deletion(key, bed.delete(key));
                })
                .toList();
        assertThat(bed.trash.empty(bed.caller(1), listed)).containsOnly(Emptied.DELETED);
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
        assertThat(bed.history(FILE).versions()).hasSize(2);
        removeAll(FILE, newest.updateTime(), false);
        assertThat(bed.history(FILE).versions()).isEmpty();
        assertThat(bed.files.usage(ACCOUNT).countsAs(Usage.NONE)).isTrue();
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
    void keepsAnObjectUntilTheLastRowThatNamesItIsRemoved() {
        bed.store(FILE, "shared");
        var marker = bed.delete(FILE);
        bed.clock.advance(Duration.ofSeconds(1));
        var restored = bed.restoreFile.restore(bed.caller(0), FILE, marker);
        removeVersion(FILE, bed.history(FILE).versions().getLast().updateTime());
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
                .isEqualTo(new FileVersions.Removal.Removed(FILE, List.of(version.updateTime())));
        assertThat(bed.files.usage(ACCOUNT).removals().done()).isOne();
    }

    private void removeVersion(FileKey key, long time) {
        bed.trash.removeVersion(bed.caller(1), key, time);
    }

    private void removeAll(FileKey key, long time, boolean fromTrash) {
        bed.trash.removeAll(bed.caller(0), key, time, fromTrash);
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
        FileInvariants.hold(bed);
        bed.files.rows(ACCOUNT).stream()
                .flatMap(row -> row.content().stream())
                .forEach(content ->
                        assertThat(TestGzip.read(bed.contents.read(content))).isNotNull());
    }
}
