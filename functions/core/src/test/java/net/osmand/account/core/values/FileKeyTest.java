package net.osmand.account.core.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileKeyTest {
    @ParameterizedTest
    @ValueSource(strings = {"..", "../x", "a/../b", "a/..", "/../x"})
    void rejectsNamesThatLeaveTheirFolder(String name) {
        assertThatThrownBy(() -> FileKey.parse("GPX", name))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem()).isEqualTo(Problem.DEVICE_REJECTED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a..b", "..a/b", "a/b..", "...", "", "/a", "a//b", "tracks/ride.gpx"})
    void acceptsOtherNames(String name) {
        assertThat(FileKey.parse("GPX", name)).isEqualTo(new FileKey("GPX", name));
    }

    @Test
    void decodesAndEncodesLineEnds() {
        var key = FileKey.parse("GPX", "one$0D$0Atwo");
        assertThat(key.name()).isEqualTo("one\r\ntwo");
        assertThat(key.listedName()).isEqualTo("one$0D$0Atwo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "é", "€", "🚲", "\r", "\n"})
    void acceptsNamesOf1024BytesAndNoMore(String unit) {
        var longest = unit.repeat(FileKey.LONGEST_NAME / unit.getBytes(StandardCharsets.UTF_8).length);
        longest += "x".repeat(FileKey.LONGEST_NAME - longest.getBytes(StandardCharsets.UTF_8).length);
        assertThat(longest.getBytes(StandardCharsets.UTF_8)).hasSize(1024);
        assertThat(FileKey.parse("GPX", longest).name()).isEqualTo(longest);
        assertThat(FileKey.parse("GPX", new FileKey("GPX", longest).listedName())
                        .name())
                .as("as list-files shows it")
                .isEqualTo(longest);
        for (var tooLong : List.of(longest + "x", unit + longest, "x".repeat(380_000))) {
            assertThatThrownBy(() -> FileKey.parse("GPX", tooLong))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            refusal -> assertThat(refusal.problem()).isEqualTo(Problem.DEVICE_REJECTED));
        }
    }

    @Test
    void comparesNamesByteForByte() {
        assertThat(new FileKey("GPX", "caf\u00e9")).isNotEqualTo(new FileKey("GPX", "cafe\u0301"));
        assertThat(new FileKey("GPX", "caf\u00e9").hash()).isNotEqualTo(new FileKey("GPX", "cafe\u0301").hash());
        assertThat(new FileKey("GPX", "Ride")).isNotEqualTo(new FileKey("GPX", "ride"));
    }

    @Test
    void hashesTypeAndNameTo43Characters() {
        assertThat(new FileKey("GPX", "x".repeat(5000)).hash())
                .hasSize(43)
                .isEqualTo(new FileKey("GPX", "x".repeat(5000)).hash());
        assertThat(new FileKey("AB", "C").hash()).isNotEqualTo(new FileKey("A", "BC").hash());
    }

    @Test
    void knowsFreeTypesAndCompanions() {
        for (var type : new String[] {"FAVOURITES", "GLOBAL", "PROFILE", "OSM_EDITS", "OSM_NOTES"}) {
            assertThat(new FileKey(type, "x").isFree()).as(type).isTrue();
        }
        assertThat(new FileKey("GPX", "x").isFree()).isFalse();
        assertThat(new FileKey("favourites", "x").isFree()).isFalse();
        assertThat(new FileKey("GPX", "x.gpx.info").isCompanion()).isTrue();
        assertThat(new FileKey("GPX", "x.info.gpx").isCompanion()).isFalse();
    }
}
