package net.osmand.account.functions.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import net.osmand.account.core.files.ChangesSince.Answer;
import net.osmand.account.core.files.FilesTestBed;
import net.osmand.account.core.values.FileKey;
import org.junit.jupiter.api.Test;

/** Tests the JSON of /v1/changes/since. */
class ChangesSinceFunctionTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void rendersAnExpiredCursorAsAResetAlone() throws JsonProcessingException {
        assertThat(JSON.writeValueAsString(new ChangesSinceFunction.Reset(true, null)))
                .isEqualTo("{\"reset\":true}");
        assertThat(JSON.writeValueAsString(new ChangesSinceFunction.Reset(true, "c")))
                .isEqualTo("{\"reset\":true,\"cursor\":\"c\"}");
    }

    @Test
    void rendersRemovedVersionsByTheirTimes() throws JsonProcessingException {
        var bed = new FilesTestBed();
        var begun = bed.changesSince.begin(bed.caller(1));
        var file = new FileKey("GPX", "line\nend.gpx");
        var time = bed.store(file, "x").updateTime();
        bed.removeVersion(1, file, time);
        Answer answer = bed.changesSince.since(bed.caller(1), begun.cursor().orElseThrow());
        assertThat(JSON.writeValueAsString(ChangesSinceFunction.View.of(answer, "c")))
                .isEqualTo("{\"cursor\":\"c\",\"more\":false,\"items\":[],\"removed\":[{\"type\":\"GPX\","
                        + "\"name\":\"line$0Aend.gpx\",\"updatetimes\":[" + time + "]}]}");
    }
}
