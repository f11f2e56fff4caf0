package net.osmand.account.cloud.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.osmand.account.cloud.api.CloudException;
import net.osmand.account.cloud.api.ExitCode;
import net.osmand.account.core.testing.Fuzz;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveFuzzTest {
    private static final String ITEMS = """
            {"version": 1, "items": [
              {"type": "GPX", "file": "/tracks/Tour.gpx", "color": "#ff0000"},
              {"type": "FILE", "subtype": "rendering_style", "file": "/rendering/My.render.xml"},
              {"type": "QUICK_ACTION", "name": "quick"}]}
            """;

    /** A damaged archive is refused. An accepted one has each file once and no folder above itself. */
    @Test
    void archivesAreReadOrRefused(@TempDir Path folder) throws IOException {
        var file = folder.resolve("archive.osf");
        Fuzz.run(
                input -> {
                    Files.write(file, input);
                    try (var archive = ArchiveFile.open(file)) {
                        return read(archive);
                    } catch (CloudException refused) {
                        assertThat(refused.exitCode()).isEqualTo(ExitCode.BAD_ARCHIVE);
                        return "refused";
                    }
                },
                List.of(
                        zip(Map.of(
                                "items.json", ITEMS, "tracks/Tour.gpx", "<gpx/>", "rendering/My.render.xml", "<a/>")),
                        zip(Map.of("GPX/Day 1/a.gpx", "<gpx/>", "FAVOURITES/favorites.gpx", "<gpx/>")),
                        zip(Map.of("../above.gpx", "<gpx/>", "b.gpx", "<gpx/>".repeat(50)))));
    }

    private static String read(ArchiveFile archive) throws IOException {
        var keys = new HashSet<>();
        var broken = 0;
        var items = archive.items();
        for (var item : items) {
            assertThat(keys.add(item.key())).as("%s once", item.key()).isTrue();
            assertThat(Arrays.asList(item.key().name().split("/", -1))).doesNotContain("..");
            try (InputStream content = archive.zip().getInputStream(item.entry())) {
                content.transferTo(OutputStream.nullOutputStream());
            } catch (IOException damaged) {
                broken++;
            }
        }
        return items.size() + " files, " + broken + " damaged";
    }

    private static byte[] zip(Map<String, String> entries) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var entry : new TreeMap<>(entries).entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }
}
