package net.osmand.account.cloud.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.osmand.account.cloud.api.CloudException;
import net.osmand.account.core.testing.Fuzz;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged archives are read or refused. No file gets a name that leads out of the archive, and no name comes twice. */
class ArchiveFuzzTest {
    private static final String ITEMS = """
            {"version":1,"items":[{"type":"GPX","file":"tracks/a.gpx","subtype":"gpx","color":"red"},
            {"type":"QUICK_ACTION","name":"actions"},{"type":"FILE","file":"/b.txt"}]}""";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void damagedArchivesAreReadOrRefused() throws IOException {
        Fuzz.run(
                this::read,
                List.of(
                        archive(true, "items.json", ITEMS, "tracks/a.gpx", "<gpx/>", "actions", "[]", "/b.txt", "b"),
                        archive(false, "items.json", ITEMS, "tracks/a.gpx", "<gpx/>", "/b.txt", "b"),
                        archive(false, "GPX/a.gpx", "<gpx/>", "../c", "c", "d/", "", "e.gpx", "e")));
    }

    private String read(byte[] input) throws IOException {
        var path = Files.write(folder.resolve("archive.osf"), input);
        try (var file = ArchiveFile.open(path)) {
            var keys = new HashSet<>();
            var bytes = 0L;
            for (var item : file.items()) {
                assertThat(keys.add(item.key())).as("%s comes once", item.key()).isTrue();
                assertThat(item.entry().getName().split("/", -1)).doesNotContain("..");
                try (var in = file.zip().getInputStream(item.entry())) {
                    bytes += in == null ? 0 : in.readAllBytes().length;
                }
            }
            return keys.size() + " files, content " + (bytes > 0);
        } catch (CloudException refused) {
            return refused.exitCode().name();
        } catch (IOException damaged) {
            // The command ends with "A file cannot be used".
            return damaged.getClass().getSimpleName();
        }
    }

    private static byte[] archive(boolean isStored, String... namesAndTexts) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var i = 0; i < namesAndTexts.length; i += 2) {
                var bytes = namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8);
                var entry = new ZipEntry(namesAndTexts[i]);
                if (isStored) {
                    var crc = new CRC32();
                    crc.update(bytes);
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(bytes.length);
                    entry.setCrc(crc.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(bytes);
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }
}
