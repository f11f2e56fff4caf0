package net.osmand.account.cloud.fake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Real recorded GPX files. They are not part of the project; environment variable {@code OSMAND_GPX} names their
 * folder.
 */
public final class RealFiles {
    private RealFiles() {}

    /** Copies the files and returns their number. If there are none, prints a message and returns 0. */
    public static int copyTo(Path folder) throws IOException {
        var gpx = System.getenv("OSMAND_GPX");
        if (gpx == null) {
            System.out.println("cloud-client: OSMAND_GPX is not set, so only generated files are synced.");
            return 0;
        }
        var from = Path.of(gpx);
        try (Stream<Path> walk = Files.walk(from)) {
            var files = walk.filter(Files::isRegularFile).toList();
            for (var file : files) {
                var to = folder.resolve(from.relativize(file));
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
            return files.size();
        }
    }
}
