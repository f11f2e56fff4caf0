package net.osmand.account.core.exports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.StoredContent;
import org.junit.jupiter.api.Test;

/**
 * An export that began before a release continues after it. The plan in this test was written in November 2026 and must
 * never be changed.
 */
class ExportPlanTest {
    @Test
    void aPlanOfAnEarlierReleaseIsRead() throws IOException {
        try (var plan = ExportPlanTest.class.getResourceAsStream("/fixtures/export.plan")) {
            var read = ExportPlan.read(Objects.requireNonNull(plan).readAllBytes());
            assertThat(read.entries())
                    .containsExactly(new ArchiveEntry(
                            new FileKey("GPX", "tracks/café.gpx"),
                            "tracks/café.gpx",
                            37,
                            34,
                            726_593_649L,
                            10,
                            1_795_841_999_000L,
                            new StoredContent(
                                    "u/128025758/eec42f4ab1f274f35f27236f7d83a4fb",
                                    "58fb6c4a-5f41-416d-a487-07d0ccfb07f5"),
                            "{\"type\":\"GPX\",\"file\":\"tracks/café.gpx\",\"subtype\":\"gpx\",\"original\":\"tracks/café.gpx\"}",
                            Optional.empty()));
            assertThat(read.missing()).containsExactly(new FileKey("FAVOURITES", "gone.gpx"));
        }
    }
}
