package net.osmand.account.core.files;

import static net.osmand.account.core.files.FilesTestBed.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.osmand.account.core.account.Plan;
import net.osmand.account.core.account.PlanLimits;
import net.osmand.account.core.testing.PortWrapper;
import net.osmand.account.core.values.FileKey;
import org.junit.jupiter.api.Test;

class TrimVersionsTest {
    private final FilesTestBed bed =
            new FilesTestBed(PortWrapper.none(), 100, Plan.PRO, new PlanLimits(100, 100, 10, 100));

    @Test
    void leavesTheNewestContentHoweverMuchTheAccountKeeps() {
        for (var i = 0; i < 4; i++) {
            var file = new FileKey("GPX", i + ".gpx");
            bed.clock.advance(Duration.ofSeconds(1));
            bed.upload(1, file, FilesTestBed.random(35));
            bed.delete(file);
        }
        assertThat(bed.usage().keptBytes()).isGreaterThan(200);
        bed.trimVersions.trim(ACCOUNT, Plan.PRO);
        assertThat(bed.files.rows(ACCOUNT)).hasSize(8);
        FileInvariants.check(bed);
    }
}
