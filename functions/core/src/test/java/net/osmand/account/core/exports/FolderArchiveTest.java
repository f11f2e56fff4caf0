package net.osmand.account.core.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipInputStream;
import net.osmand.account.core.files.FilesTestBed;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.WebErrorException;
import org.junit.jupiter.api.Test;

class FolderArchiveTest {
    private final FilesTestBed bed = new FilesTestBed();
    private final FolderArchive folderArchive = new FolderArchive(bed.liveFiles, bed.clock);

    @Test
    void holdsTheLiveFilesBelowAFolderUnderTheirStoredNames() throws Exception {
        store("Alps/Pass.gpx", "track");
        store("Alps/Pass.gpx.info", "{\"type\":\"GPX\",\"color\":\"#ff0000\"}");
        store("Alps/West/Col.gpx", "other");
        store("Alps/__folder__.info", "");
        store("Alps/gone.gpx", "x");
        bed.delete(new FileKey("GPX", "Alps/gone.gpx"));
        store("AlpsX/Pass.gpx", "not below");

        for (var format : ArchiveFormat.values()) {
            var made = folderArchive.make(bed.caller(0), "GPX", "Alps", format);
            var files = unzipped(made.archive());

            assertThat(files.keySet()).containsExactly("Alps/Pass.gpx", "Alps/West/Col.gpx", "items.json");
            assertThat(files).containsEntry("Alps/Pass.gpx", "track").containsEntry("Alps/West/Col.gpx", "other");
            assertThat(files.get("items.json"))
                    .contains("\"file\":\"Alps/Pass.gpx\"")
                    .contains("\"color\":\"#ff0000\"");
            assertThat(made.fileName()).matches("Export_\\d\\d-\\d\\d-\\d\\d" + format.extension());
        }
    }

    @Test
    void anEmptyFolderIsAnEmptyArchive() throws Exception {
        var made = folderArchive.make(bed.caller(0), "GPX", "None", ArchiveFormat.ZIP);
        assertThat(unzipped(made.archive()).keySet()).containsExactly("items.json");
    }

    @Test
    void refusesAFolderThatDoesNotFitIntoOneAnswer() {
        var random = new Random(1);
        for (var i = 0; i < 5; i++) {
            var text = new StringBuilder();
            random.ints(1_200_000, ' ', '~').forEach(character -> text.append((char) character));
            store("Big/" + i + ".gpx", text.toString());
        }
        assertThatThrownBy(() -> folderArchive.make(bed.caller(0), "GPX", "Big", ArchiveFormat.ZIP))
                .isInstanceOf(WebErrorException.class);
    }

    private void store(String name, String text) {
        bed.store(new FileKey("GPX", name), text);
    }

    private static Map<String, String> unzipped(byte[] archive) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
