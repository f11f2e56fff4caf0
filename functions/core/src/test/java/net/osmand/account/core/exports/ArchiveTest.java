package net.osmand.account.core.exports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Four programs can read the archives of every kind of account, and the size equals the estimate. */
class ArchiveTest {
    /** Blocks of zeros for more than 4 GiB. */
    private static final long FIVE_GIGABYTES = 5_000_000_000L / 65_535 + 1;

    @TempDir
    private Path folder = Path.of("");

    private Path exported(TestUser person, ArchiveFormat format, int entries) throws IOException, InterruptedException {
        var archive = new ExportTestBed(person, folder).export(format);
        assertThat(Files.size(archive))
                .isEqualTo(new ExportTestBed(person, folder).estimate(format).archiveBytes());
        Readers.accept(archive, entries);
        return archive;
    }

    @ParameterizedTest
    @EnumSource(ArchiveFormat.class)
    void noFilesMakeAValidArchiveWithJustTheManifest(ArchiveFormat format) throws IOException, InterruptedException {
        var archive = exported(new TestUser(), format, 1);
        assertThat(Readers.text(archive, "items.json").replaceAll("\\s", "")).isEqualTo("{\"version\":1,\"items\":[]}");
    }

    @ParameterizedTest
    @EnumSource(ArchiveFormat.class)
    void oneTrack(ArchiveFormat format) throws IOException, InterruptedException {
        var archive = exported(new TestUser().has("GPX", "a/day 1.gpx", "<gpx/>"), format, 2);
        var path = format == ArchiveFormat.OSF ? "tracks/a/day 1.gpx" : "GPX/a/day 1.gpx";
        assertThat(Readers.text(archive, path)).isEqualTo("<gpx/>");
        assertThat(Readers.text(archive, "items.json"))
                .contains("{\"type\":\"GPX\",\"file\":\"tracks/a/day 1.gpx\",\"subtype\":\"gpx\"}");
    }

    @Test
    void aThousandTracks() throws IOException, InterruptedException {
        var person = new TestUser();
        for (var i = 0; i < 1000; i++) {
            person.has("GPX", "t%04d.gpx".formatted(i), noise(20_000 + i, i));
        }
        exported(person, ArchiveFormat.OSF, 1001);
    }

    @Test
    @Tag("thorough")
    void seventyThousandTinyFilesNeedZip64ForTheirNumber() throws IOException, InterruptedException {
        var person = new TestUser();
        for (var i = 0; i < 70_000; i++) {
            person.has("FILE", "backup/%d.txt".formatted(i), "note " + i);
        }
        exported(person, ArchiveFormat.OSF, 70_001);
    }

    @Test
    @Tag("thorough")
    void fiveGigabytesNeedZip64ForTheirSizeAndOffsets() throws IOException, InterruptedException {
        var person = new TestUser()
                .has("FILE", "a.sqlitedb", StoredFiles.zeros(FIVE_GIGABYTES), 0)
                .has("FILE", "b.sqlitedb", StoredFiles.zeros(300), 0)
                .has("FILE", "c.txt", "after it");
        var archive = exported(person, ArchiveFormat.OSF, 4);
        assertThat(Files.size(archive)).isGreaterThan(5_000_000_000L);
        Files.delete(archive);
    }

    @Test
    void namesInTwelveScripts() throws IOException, InterruptedException {
        var person = new TestUser();
        var names = new String[] {
            "Ünïcödé", "Привет", "Ελλάδα", "日本語", "한국어", "עברית", "العربية", "ไทย", "हिन्दी", "ქართული", "հայերեն",
            "தமிழ்", "😀"
        };
        for (var name : names) {
            person.has("GPX", name + ".gpx", name);
        }
        var archive = exported(person, ArchiveFormat.OSF, names.length + 1);
        for (var name : names) {
            assertThat(Readers.text(archive, "tracks/" + name + ".gpx")).isEqualTo(name);
        }
    }

    @Test
    void namesThatDifferOnlyInCaseOrAccentsOrTypeStayApartAndKeepTheirName() throws IOException, InterruptedException {
        var person = new TestUser()
                .has("GPX", "Day.gpx", "1")
                .has("GPX", "day.gpx", "2")
                .has("GPX", "DAY.GPX", "3")
                .has("GPX", "caf\u00e9.gpx", "4")
                .has("GPX", "cafe\u0301.gpx", "5")
                .has("FILE", "items.json", "6")
                .has("FILE", "x", "7")
                .has("FILE", "x/y", "8")
                .has("PROFILE", "p.json", "9")
                .has("GLOBAL", "p.json", "10");
        var archive = exported(person, ArchiveFormat.OSF, 11);
        var folded = Readers.crcs(archive).keySet().stream()
                .map(path -> path.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        assertThat(folded).hasSize(11).contains("items (2).json", "x (2)", "x/y", "p (2).json");
        assertThat(Readers.text(archive, "items.json"))
                .contains("\"file\":\"items (2).json\",\"subtype\":\"\",\"original\":\"items.json\"");
    }

    @Test
    void noPathLeavesTheArchive() throws IOException, InterruptedException {
        var person = new TestUser()
                .has("FILE", "../../etc/passwd", "1")
                .has("FILE", "/etc/hosts", "2")
                .has("FILE", "C:/windows/win.ini", "3")
                .has("FILE", "a\\..\\b\u0000c", "4")
                .has("FILE", "./..", "5")
                .has("FILE", "folder/", "6")
                .has("FILE", "long/" + "n".repeat(700) + ".txt", "7");
        var archive = exported(person, ArchiveFormat.OSF, 8);
        assertThat(Readers.crcs(archive).keySet())
                .allSatisfy(path -> assertThat(path)
                        .doesNotStartWith("/")
                        .doesNotContain("../", "\\", ":", "\u0000")
                        .doesNotEndWith("/"));
    }

    @Test
    void deletedFilesStubsAndPlaceholdersAreNoEntriesButTheEstimateTellsOfThem()
            throws IOException, InterruptedException {
        var person = new TestUser()
                .has("GPX", "gone.gpx", "1")
                .deletes("GPX", "gone.gpx")
                .has("GPX", "rec/__folder__.info", "")
                .hasStub("Netherlands_europe.obf")
                .has("GPX", "lonely.gpx.info", "{\"type\":\"GPX\"}")
                .has("NEW_TYPE", "n.bin", "2");
        exported(person, ArchiveFormat.ZIP, 2);
        var estimate = new ExportTestBed(person, folder).estimate(ArchiveFormat.ZIP);
        assertThat(estimate.leftOut()).isEqualTo(new LeftOut(1, 1, 0, 1));
        assertThat(estimate.keys())
                .extracting(key -> key.key().category().name() + " " + key.key().name())
                .containsExactly("RESOURCES NEW_TYPE");
    }

    @Test
    void companionsAreFieldsOfTheirItem() throws IOException, InterruptedException {
        var person = new TestUser()
                .has("GPX", "a.gpx", "<gpx/>")
                .has("GPX", "a.gpx.info", """
                        { "type" : "GPX", "file":"/tracks/a.gpx", "color":"#ff0000" ,
                          "deep": {"list":[1, -2.5e3, null, true, "\\u00e9\\""]}, "wid\\u0074h": "thin" }""")
                .has("PROFILE", "p.json", "{}")
                .has("PROFILE", "p.json.info", "{\"broken\":");
        var archive = exported(person, ArchiveFormat.OSF, 3);
        assertThat(Readers.text(archive, "items.json"))
                .contains(
                        "\"subtype\":\"gpx\",\"color\":\"#ff0000\",\"deep\":{\"list\":[1, -2.5e3, null, true, \"\\u00e9\\\"\"]}"
                                + ",\"width\":\"thin\"}")
                .contains("\"file\":\"p.json\",\"subtype\":\"\"}")
                .doesNotContain("broken");
    }

    @Test
    void entriesHaveTheClientsTimes() throws IOException, InterruptedException {
        var person = new TestUser()
                .has("GPX", "a.gpx", StoredFiles.gzip(new byte[3]), 1_500_000_001_000L)
                .has("GPX", "b.gpx", StoredFiles.gzip(new byte[3]), Long.MAX_VALUE)
                .has("GPX", "c.gpx", StoredFiles.gzip(new byte[3]), 1);
        var archive = exported(person, ArchiveFormat.OSF, 4);
        try (var zip = new ZipFile(archive.toFile())) {
            assertThat(zip.getEntry("tracks/a.gpx").getLastModifiedTime().toMillis())
                    .isEqualTo(1_500_000_001_000L);
        }
    }

    @Test
    void largeFilesAreCopiedAndOnlyTheirFirstBytesPassThrough() throws IOException, InterruptedException {
        var person = new TestUser()
                .has("FILE", "a.txt", "small")
                .has("FILE", "b.sqlitedb", StoredFiles.zeros(1000), 0)
                .has("FILE", "c.txt", "small")
                .has("FILE", "d.sqlitedb", StoredFiles.zeros(170), 0)
                .has("FILE", "e.sqlitedb", StoredFiles.zeros(159), 0);
        var office = new ExportTestBed(person, folder);
        Readers.accept(office.export(ArchiveFormat.OSF), 6);
        var small = person.objects.values().stream()
                .mapToLong(StoredFiles::length)
                .filter(length -> length < 10 << 20)
                .sum();
        assertThat(office.store.bytesRead.get()).isLessThanOrEqualTo(small + 2 * (5L << 20));
        assertThat(office.store.bytesCopied.get()).isGreaterThan(60L << 20);
    }

    @Test
    void theSharesOfTheKeysAddUp() {
        var person = new TestUser()
                .has("GPX", "a.gpx", "<gpx/>")
                .has("FILE", "rendering/r.xml", "<r/>")
                .has("FILE", "World.obf", "map");
        var everything = new ExportTestBed(person, folder).estimate(ArchiveFormat.OSF);
        var nothing = new ExportTestBed(new TestUser(), folder).estimate(ArchiveFormat.OSF);
        // Two separators between three items.
        assertThat(everything.archiveBytes())
                .isEqualTo(nothing.archiveBytes() + everything.total().archiveBytes());
        assertThat(everything.keys())
                .extracting(key -> key.key().name())
                .containsExactly("GPX", "FILE_RENDERING", "FILE_MAPS");
    }

    private static String noise(int length, long seed) {
        var random = new Random(seed);
        var text = new StringBuilder();
        while (text.length() < length) {
            text.append("<trkpt lat=\"").append(random.nextInt()).append("\"/>\n");
        }
        return text.toString();
    }
}
