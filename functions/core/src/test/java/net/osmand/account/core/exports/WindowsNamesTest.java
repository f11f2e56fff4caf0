package net.osmand.account.core.exports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * File names that Windows does not allow. They are replaced in archives for users and kept in archives for the apps.
 */
class WindowsNamesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "12:30?.gpx; 12_30_.gpx",
                "a<b>\"c\"|*.gpx; a_b__c___.gpx",
                "CON.gpx; _CON.gpx",
                "com1; _com1",
                "LPT\u00b2.tar.gz; _LPT\u00b2.tar.gz",
                "aux .gpx; _aux .gpx",
                "day.; day_",
                "`day. . `; day____",
                "trip ./a.gpx; trip__/a.gpx",
                "CON/nul.gpx; _CON/_nul.gpx",
                "contour.gpx; contour.gpx",
                "COM10.gpx; COM10.gpx",
                "caf\u00e9 (1).gpx; caf\u00e9 (1).gpx"
            })
    void areReplacedInZip(String name, String path) {
        assertThat(EntryPaths.of(List.of(name), ArchiveFormat.ZIP)).containsExactly(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12:30?.gpx", "CON.gpx", "day.", "a<b>|*.gpx"})
    void stayInOsf(String name) {
        assertThat(EntryPaths.of(List.of(name), ArchiveFormat.OSF)).containsExactly(name);
    }

    @Test
    void stayDistinct() {
        assertThat(EntryPaths.of(List.of("a:b", "a?b", "a_b"), ArchiveFormat.ZIP))
                .doesNotHaveDuplicates()
                .hasSize(3);
    }

    @Test
    void areKeptAsTheOriginal() {
        var person = new TestUser();
        person.has("GPX", "12:30.gpx", "<gpx/>");
        person.has("GPX", "plain.gpx", "<gpx/>");
        var items = contents(person, ArchiveFormat.ZIP).entries().stream()
                .map(ArchiveEntry::item)
                .toList();
        assertThat(contents(person, ArchiveFormat.ZIP).entries())
                .extracting(ArchiveEntry::path)
                .containsExactly("GPX/12_30.gpx", "GPX/plain.gpx");
        assertThat(items.getFirst()).contains("\"original\":\"12:30.gpx\"");
        assertThat(items.getLast()).doesNotContain("original");
        assertThat(contents(person, ArchiveFormat.OSF).entries())
                .allSatisfy(entry -> assertThat(entry.item()).doesNotContain("original"));
    }

    private static ArchiveContents contents(TestUser person, ArchiveFormat format) {
        var newest = person.newest(TestUser.ID, Long.MAX_VALUE);
        return ArchiveContents.of(newest, ExportTestBed.everything(format));
    }
}
