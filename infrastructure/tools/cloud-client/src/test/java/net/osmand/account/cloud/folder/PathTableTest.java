package net.osmand.account.cloud.folder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.osmand.account.cloud.api.FileKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the table of docs/client.md. */
class PathTableTest {
    private static String assigned(String name) {
        return new PathTable().assign(new FileKey("FILE", name));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '#',
            value = {
                "rec/2026-01-06.gpx, rec/2026-01-06.gpx",
                "Müller & Söhne + 1 #2'.gpx, Müller & Söhne + 1 #2'.gpx",
                "favorites-a_%_b.gpx, favorites-a_%_b.gpx",
                "12:30.gpx, 12%3A30.gpx",
                "what?.gpx, what%3F.gpx",
                "a\\b.gpx, a%5Cb.gpx",
                "100%25.gpx, 100%2525.gpx",
                "CON.gpx, %43ON.gpx",
                "aux/a.gpx, %61ux/a.gpx",
                "com1, %63om1",
                "a./b , a%2E/b",
                "../up.gpx, %2E%2E/up.gpx",
                "a//b.gpx, a/%2Fb.gpx",
                "/a.gpx, %2Fa.gpx",
                "a/, a%2F",
                ".trash/a.gpx, %2Etrash/a.gpx",
                ".osmand-cloud, %2Eosmand-cloud",
                "Thumbs.db, %54humbs.db",
                "._a.gpx, %2E_a.gpx",
                "x%~1.gpx, x%25~1.gpx",
                "x%=1.gpx, x%25=1.gpx"
            })
    void eachNameHasAPathThatAllSystemsAccept(String name, String path) {
        assertThat(assigned(name)).isEqualTo(path);
        assertThat(CloudNames.osfPathAt(path)).isEqualTo(name);
    }

    @Test
    void lineEndsAndTrailingSpacesAreEscaped() {
        assertThat(assigned("a\r\nb.gpx ")).isEqualTo("a%0D%0Ab.gpx%20");
        assertThat(CloudNames.osfPathAt("a%0D%0Ab.gpx%20")).isEqualTo("a\r\nb.gpx ");
    }

    @Test
    void namesThatDifferInCaseOrInTheFormOfAccentsGetPathsThatDiffer() {
        var paths = new PathTable();
        var composed = "caf\u00e9.gpx";
        var decomposed = "cafe\u0301.gpx";

        assertThat(paths.assign(new FileKey("FILE", "Alps.gpx"))).isEqualTo("Alps.gpx");
        assertThat(paths.assign(new FileKey("FILE", "alps.gpx"))).isEqualTo("%61lps.gpx");
        assertThat(paths.assign(new FileKey("FILE", "ALPS.gpx"))).isEqualTo("%41LPS.gpx");
        assertThat(paths.assign(new FileKey("FILE", composed))).isEqualTo(composed);
        assertThat(paths.assign(new FileKey("FILE", decomposed))).isEqualTo("%63afe\u0301.gpx");
        assertThat(CloudNames.osfPathAt("%63afe\u0301.gpx")).isEqualTo(decomposed);
    }

    @Test
    void foldersThatDifferInCaseStayApart() {
        var paths = new PathTable();

        assertThat(paths.assign(new FileKey("FILE", "Rec/a.gpx"))).isEqualTo("Rec/a.gpx");
        assertThat(paths.assign(new FileKey("FILE", "rec/b.gpx"))).isEqualTo("%72ec/b.gpx");
        assertThat(paths.assign(new FileKey("FILE", "rec/c.gpx"))).isEqualTo("%72ec/c.gpx");
    }

    @Test
    void noPathIsAFileAndAFolder() {
        var paths = new PathTable();

        assertThat(paths.assign(new FileKey("FILE", "a/b"))).isEqualTo("a/b");
        assertThat(paths.assign(new FileKey("FILE", "a"))).isEqualTo("%61");
        assertThat(paths.assign(new FileKey("GPX", "x"))).isEqualTo("tracks/x");
        assertThat(paths.assign(new FileKey("FILE", "tracks/x"))).isEqualTo("tracks/%78");
    }

    @Test
    void longNamesAreCutAndKeepTheirExtension() {
        var name = "ü".repeat(300) + ".gpx";
        var path = assigned(name);
        var other = assigned("ü".repeat(301) + ".gpx");

        assertThat(path.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(PathCodec.MAX_LENGTH);
        assertThat(path).startsWith("üüü").matches(".*%~[0-9a-f]{16}\\.gpx").isNotEqualTo(other);
    }

    @Test
    void randomNamesGoAndComeBack() {
        var alphabet = List.of(
                "a", "A", "b", "%", "2", "5", "F", "/", ".", " ", ":", "é", "e\u0301", "\u0301", "ß", "😀", "\n", "CON",
                "~", "\\");
        var random = new Random(7);
        for (var round = 0; round < 200; round++) {
            var paths = new PathTable();
            var byPath = new HashMap<String, String>();
            var folded = new HashSet<String>();
            for (var count = 0; count < 60; count++) {
                var name = new StringBuilder();
                for (var length = 1 + random.nextInt(6); length > 0; length--) {
                    name.append(alphabet.get(random.nextInt(alphabet.size())));
                }
                if (byPath.containsValue(name.toString())) {
                    continue;
                }
                var path = paths.assign(new FileKey("FILE", name.toString()));
                assertThat(CloudNames.osfPathAt(path)).isEqualTo(name.toString());
                assertThat(folded.add(PathTable.folded(path))).as(path).isTrue();
                byPath.put(path, name.toString());
            }
            assertFilesAreNoFolders(byPath);
        }
    }

    private static void assertFilesAreNoFolders(Map<String, String> byPath) {
        var files = new HashSet<String>();
        byPath.keySet().forEach(path -> files.add(PathTable.folded(path)));
        for (var path : byPath.keySet()) {
            for (var slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
                assertThat(files).doesNotContain(PathTable.folded(path.substring(0, slash)));
            }
        }
    }
}
