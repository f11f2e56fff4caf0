package net.osmand.account.core.exports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import net.osmand.account.core.testing.Fuzz;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * File names as paths in an archive. No path leaves the folder into which the archive is unpacked, and no two paths are
 * equal.
 */
class PathsFuzzTest {
    @ParameterizedTest
    @EnumSource(ArchiveFormat.class)
    void archivePathsAreSafeAndDifferent(ArchiveFormat format) {
        Fuzz.runTexts(
                input -> paths(input, format), "tracks/a.gpx\ntracks/A.gpx\n../b", "C:/x\nitems.json\nCON.txt\na/b/c");
    }

    private static String paths(byte[] input, ArchiveFormat format) {
        var wishes = List.of(new String(input, StandardCharsets.UTF_8).split("\n", -1));
        var paths = EntryPaths.of(wishes, format);
        assertThat(paths).hasSameSizeAs(wishes);
        var folded = new HashSet<String>();
        for (var path : paths) {
            assertThat(List.of(path.split("/", -1))).as(path).doesNotContain("", ".", "..");
            assertThat(path).doesNotContain("\\").doesNotContain("\0").doesNotMatch("^[A-Za-z]:.*");
            assertThat(folded.add(path.toLowerCase(Locale.ROOT))).as(path).isTrue();
        }
        for (var path : folded) {
            for (var slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
                assertThat(folded).as("a file and a folder").doesNotContain(path.substring(0, slash));
            }
        }
        return paths.size() + " paths";
    }
}
