package net.osmand.account.core.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.osmand.account.core.values.FileKey;
import org.junit.jupiter.api.Test;

class SmokeTest {
    private static final FileKey KEY = new FileKey("GPX", "a.gpx");

    @Test
    void works() {
        var bed = new FilesTestBed();
        bed.store(KEY, "one");
        bed.store(KEY, "two");
        FileInvariants.hold(bed);
        var at = bed.delete(KEY);
        FileInvariants.hold(bed);
        assertThat(bed.trash()).hasSize(1);
        bed.clock.advance(Duration.ofSeconds(1));
        bed.restore(KEY, at);
        FileInvariants.hold(bed);
        assertThat(bed.current(KEY)).contains("two");
        at = bed.delete(KEY);
        bed.removeVersion(1, KEY, at);
        FileInvariants.hold(bed);
        at = bed.delete(KEY);
        assertThat(bed.empty(KEY, at)).isEqualTo(EmptySelected.Emptied.DELETED);
        FileInvariants.hold(bed);
        System.out.println(bed.checkAll());
        FileInvariants.holdAfterFullCheck(bed);
        assertThat(bed.contents.count()).isZero();
    }
}
