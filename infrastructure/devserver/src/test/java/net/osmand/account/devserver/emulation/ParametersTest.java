package net.osmand.account.devserver.emulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import net.osmand.account.sam.Intrinsics;
import net.osmand.account.sam.Template;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values for the parameters of template.yaml, as {@code PARAMETER_TrashDays=7 make run} gives them. */
class ParametersTest {
    private final Template template = Template.read(Path.of("../../template.yaml"));

    @ParameterizedTest
    @ValueSource(ints = {7, 30, 365})
    void trashDaysDecideWhenS3RemovesDeletedFiles(int days) {
        var rules =
                bucket(Integer.toString(days)).path("LifecycleConfiguration").path("Rules");
        assertThat(rules.path(0)
                        .path("NoncurrentVersionExpiration")
                        .path("NoncurrentDays")
                        .asInt())
                .isEqualTo(days + 7);
    }

    @Test
    void refusesAValueThatCloudFormationRefuses() {
        assertThatThrownBy(() -> bucket("31"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "TrashDays can't be 31: it is one of" + " [\"7\",\"14\",\"30\",\"60\",\"90\",\"180\",\"365\"]");
    }

    private JsonNode bucket(String trashDays) {
        var intrinsics = new Intrinsics(
                template,
                template.parameters(Map.of("TrashDays", trashDays)),
                new LocalResources(template, _ -> "", "http://127.0.0.1"));
        return intrinsics.resolve(template.properties("FilesBucket"));
    }
}
