package net.osmand.account.tools.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Checks that docs/performance.md shows results.json. */
class PerformancePageTest {
    @Test
    void thePageIsRenderedFromTheResults() throws IOException {
        var results = MeasuredStack.JSON.readTree(Path.of("results.json").toFile());
        assertThat(Files.readString(Path.of("../../../docs/performance.md"))).isEqualTo(Benchmarks.page(results));
        for (var plot : Benchmarks.plots(results).entrySet()) {
            assertThat(Files.readString(Path.of("../../../docs/images").resolve(plot.getKey())))
                    .as(plot.getKey())
                    .isEqualTo(plot.getValue());
        }
    }
}
