package net.osmand.account.core.files;

import static org.assertj.core.api.Assertions.assertThat;

import net.osmand.account.core.testing.CrashInjector;
import net.osmand.account.core.testing.CrashInjector.Crash;
import net.osmand.account.core.values.FileKey;
import org.junit.jupiter.api.Test;

class AddVersionTest {
    private static final FileKey FILE = new FileKey("GPX", "a.gpx");

    /** The lifecycle rule would remove such an object even if no function ran any more. */
    @Test
    void leavesNoDeleteMarkerOnALiveFileWhereverItCrashes() {
        var live = 0;
        var happened = true;
        for (var nth = 1; happened; nth++) {
            var bed = new FilesTestBed();
            bed.store(FILE, "one");
            bed.delete(FILE);
            var crash = new CrashInjector(nth, true);
            try {
                bed.with(crash).upload(1, FILE, "two");
            } catch (Crash expected) {
                // Everything after the call is lost.
            }
            happened = crash.happened();
            live += bed.head(FILE).isLive() ? 1 : 0;
            FileInvariants.noLiveObjectIsMarked(bed);
        }
        assertThat(live).as("crashes after the transaction").isPositive();
    }
}
