package net.osmand.account.core.files;

import static net.osmand.account.core.files.FilesTestBed.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import net.osmand.account.core.testing.CrashInjector;
import net.osmand.account.core.testing.TestGzip;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests findings of the full check that no request causes: other versions of objects, and expirations in the trash
 * without an event.
 */
class FullCheckTest {
    private static final FileKey KEY = new FileKey("GPX", "a.gpx");
    private static final FileKey FAVOURITES = new FileKey("FAVOURITES", "favorites.gpx");

    private final FilesTestBed bed = new FilesTestBed();

    @Test
    void aVersionOnTopOfTheOneThatTheRowNamesIsAnAlarmAndTheRowGetsACopy() {
        var old = bed.store(KEY, "one").content().orElseThrow();
        var newest = bed.store(KEY, "two").content().orElseThrow();
        bed.contents.put(old.objectKey(), TestGzip.of("a stranger's"));
        var stranger = bed.contents.put(newest.objectKey(), TestGzip.of("a stranger's"));
        var before = bed.usage();
        assertThat(bed.checkAll().objectsCovered()).isEqualTo(2);
        assertThat(bed.contents.has(stranger)).as("somebody may look at it").isTrue();
        assertThat(bed.head(KEY).content().flatMap(FileVersion::content))
                .isPresent()
                .isNotEqualTo(Optional.of(newest))
                .isEqualTo(bed.history(KEY).getFirst().content());
        assertThat(bed.usage().countsAs(before)).isTrue();
        bed.clock.advance(Duration.ofDays(60));
        bed.contents.runLifecycle();
        assertThat(bed.current(KEY)).contains("two");
        assertThat(bed.history(KEY).getLast().content().map(bed.contents::read).map(TestGzip::read))
                .contains("one");
        assertThat(bed.checkAll().objectsCovered()).as("it is told once").isZero();
        FileInvariants.holdAfterFullCheck(bed);
    }

    @Test
    void theCopyOfATrashedFileIsMarkedLikeTheOriginal() {
        var content = bed.store(KEY, "one").content().orElseThrow();
        bed.contents.put(content.objectKey(), TestGzip.of("a stranger's"));
        var deleted = bed.delete(KEY);
        assertThat(bed.checkAll().objectsCovered()).isEqualTo(1);
        assertThat(bed.history(KEY).getLast().content())
                .hasValueSatisfying(
                        copy -> assertThat(bed.contents.isMarked(copy)).isTrue());
        bed.removeVersion(1, KEY, deleted);
        assertThat(bed.current(KEY)).contains("one");
        FileInvariants.check(bed);
        FileInvariants.noLiveObjectIsMarked(bed);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCheckThatIsKilledAnywhereWhileItCopiesLosesNothing(boolean after) {
        for (var nth = 1; ; nth++) {
            var crash = new CrashInjector(nth, after);
            var own = new FilesTestBed();
            var content = own.store(KEY, "one").content().orElseThrow();
            own.contents.put(content.objectKey(), TestGzip.of("a stranger's"));
            own.clock.advance(Duration.ofHours(25));
            try {
                own.with(crash).checkAccount.checkAll(ACCOUNT);
            } catch (CrashInjector.Crash _) {
                // The check ends here, and its message is redelivered.
            }
            FileInvariants.check(own);
            own.checkAccount.checkAll(ACCOUNT);
            own.clock.advance(Duration.ofDays(60));
            own.contents.runLifecycle();
            assertThat(own.current(KEY)).as("killed at call %d", nth).contains("one");
            own.checkAll();
            FileInvariants.holdAfterFullCheck(own);
            if (!crash.happened()) {
                assertThat(nth).as("calls of the check").isGreaterThan(10);
                return;
            }
        }
    }

    @Test
    void aVersionBelowTheOneThatTheRowNamesIsRemovedWithoutAnAlarm() {
        var below = bed.contents.put(bed.contents.newKey(ACCOUNT), TestGzip.of("an attempt that nobody recorded"));
        var upload = bed.store(KEY, "one");
        var content = bed.contents.put(below.objectKey(), TestGzip.of("one"));
        bed.files.show(ACCOUNT, upload.storedAt(content));
        bed.files.setHead(
                ACCOUNT, KEY, Optional.of(bed.head(KEY).withObject(upload.storedAt(content), upload.updateTime())));
        assertThat(bed.checkAll().objectsCovered()).isZero();
        assertThat(bed.contents.has(below)).isFalse();
        assertThat(bed.current(KEY)).contains("one");
    }

    @Test
    void theFullCheckRemovesATrashedFileWhoseEndNobodyReported() {
        bed.store(KEY, "old");
        bed.store(KEY, "one");
        bed.delete(KEY);
        bed.store(FAVOURITES, "live");
        bed.clock.advance(Duration.ofDays(46));
        // DynamoDB has removed the entry, the event of the stream is lost, and the lifecycle rule has removed the
        // newest bytes.
        bed.files.loseEntry(ACCOUNT, KEY);
        bed.contents.runLifecycle();
        var report = bed.checkAll();
        assertThat(report.trashEnded()).isEqualTo(1);
        assertThat(report.headsCorrected() + report.usagesCorrected() + report.contentsMissing())
                .as("alarms: %s", report)
                .isZero();
        assertThat(bed.files.entries(ACCOUNT)).isEmpty();
        assertThat(bed.history(KEY)).isEmpty();
        assertThat(bed.contents.count()).isEqualTo(1);
        assertThat(bed.checkAll()).isEqualTo(CheckReport.NOTHING);
        FileInvariants.holdAfterFullCheck(bed);
    }

    @Test
    void theFullCheckPutsAnEntryBackWhoseTimeIsNotOver() {
        bed.store(KEY, "one");
        var deleted = bed.delete(KEY);
        bed.files.loseEntry(ACCOUNT, KEY);
        assertThat(bed.checkAll().headsCorrected()).isEqualTo(1);
        assertThat(bed.trash())
                .singleElement()
                .satisfies(entry -> assertThat(entry.deletedAt()).isEqualTo(deleted));
        FileInvariants.check(bed);
    }
}
