package net.osmand.account.core.folders;

import static net.osmand.account.core.folders.FolderTestBed.caller;
import static net.osmand.account.core.folders.FolderTestBed.gpx;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import net.osmand.account.core.account.Plan;
import net.osmand.account.core.testing.TestGzip;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.core.values.WebErrorException;
import org.junit.jupiter.api.Test;

class UpdateAppearanceTest {
    private static final String NAME = "Alps/Pass.gpx.info";

    private final FolderTestBed bed = new FolderTestBed();

    @Test
    void storesTheFirstAppearance() {
        var version = update(OptionalLong.empty(), "{\"pointsGroups\":{}}");

        assertThat(version.updateTime()).isPositive();
        assertThat(version.clientTime()).isEqualTo(bed.clock.millis());
        assertThat(bed.text(NAME)).contains("{\"pointsGroups\":{}}");
    }

    @Test
    void keepsWhatThePhoneWroteAndTheBrowserDidNotKnow() {
        var phone = bed.upload(NAME, "{\"color\":\"#ff0000\",\"split_interval\":1.0E3,\"pointsGroups\":{\"a\":1}}");

        update(OptionalLong.of(phone.updateTime()), "{\"pointsGroups\":{\"b\":2}}");

        assertThat(bed.text(NAME))
                .contains("{\"pointsGroups\":{\"b\":2},\"color\":\"#ff0000\",\"split_interval\":1.0E3}");
        assertThat(bed.files.rows.get(gpx(NAME))).as("the old version stays").hasSize(2);
    }

    @Test
    void mergesWithTheNewestVersionIfAPhoneWasFaster() {
        var known = bed.upload(NAME, "{\"color\":\"#ff0000\"}");
        bed.files.beforeNextChange(files -> files.upload(gpx(NAME), "{\"color\":\"#ff0000\",\"width\":\"bold\"}"));

        update(OptionalLong.of(known.updateTime()), "{\"color\":\"#00ff00\"}");
        assertThat(bed.text(NAME)).contains("{\"color\":\"#00ff00\",\"width\":\"bold\"}");

        update(OptionalLong.of(known.updateTime()), "{\"x\":1}");
        assertThat(bed.text(NAME)).contains("{\"x\":1,\"color\":\"#00ff00\",\"width\":\"bold\"}");
    }

    @Test
    void refusesAnUnknownVersionAndWrongNames() {
        bed.upload(NAME, "{}");
        assertThatThrownBy(() -> update(OptionalLong.of(5), "{}"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(Problem.FILE_NOT_AVAILABLE));
        assertThatThrownBy(
                        () -> bed.updateAppearance.update(bed.web, "Pass.gpx", OptionalLong.empty(), TestGzip.of("{}")))
                .isInstanceOf(WebErrorException.class);
        assertThatThrownBy(() -> bed.updateAppearance.update(
                        bed.web, NAME, OptionalLong.empty(), "{}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(Problem.NOT_GZIP));
        assertThatThrownBy(() ->
                        bed.updateAppearance.update(caller(Plan.START), NAME, OptionalLong.empty(), TestGzip.of("{}")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(Problem.NO_SUBSCRIPTION));
        assertThat(bed.files.changes).isEmpty();
    }

    private FileVersion update(OptionalLong known, String json) {
        return bed.updateAppearance.update(bed.web, NAME, known, TestGzip.of(json));
    }
}
