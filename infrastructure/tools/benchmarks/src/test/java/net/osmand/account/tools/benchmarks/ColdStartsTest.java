package net.osmand.account.tools.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests SnapStart's hooks in a packaged function under Lambda's own runtime client. */
@Tag("thorough")
class ColdStartsTest {
    @Test
    void theFirstRequestAfterTheHooksLoadsTenClassesAtMost() {
        var template = Path.of("../../../template.yaml").toAbsolutePath().normalize();
        var functions = Set.of("PortalSessionFunction", "PortalListFilesFunction", "AppRequestCodeFunction");
        assertThat(ColdStarts.of(template, functions)).hasSameSizeAs(functions).allSatisfy(start -> {
            assertThat(start.status()).isEqualTo(200);
            assertThat(start.unprimed()).isGreaterThan(500);
            assertThat(start.primed()).isLessThanOrEqualTo(10);
        });
    }
}
