package net.osmand.account.core.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Real GPX files outside the repository, used only as test input. {@code GPX_SAMPLES} sets their folder; the default is
 * {@code ../shared/data/gpx} next to the project.
 */
public final class RealGpxFiles {
    private RealGpxFiles() {}

    /** Returns all files. Skips the test if there are none. */
    public static List<Path> all() {
        var folder = folder();
        assumeTrue(Files.isDirectory(folder), "no real GPX files: set GPX_SAMPLES or provide ../shared/data/gpx");
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".gpx"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        return Optional.ofNullable(System.getenv("GPX_SAMPLES"))
                .map(Path::of)
                .orElseGet(() -> root().resolveSibling("shared").resolve("data").resolve("gpx"));
    }

    private static Path root() {
        var step = Path.of("").toAbsolutePath();
        while (!Files.exists(step.resolve("template.yaml"))) {
            step = Optional.ofNullable(step.getParent()).orElseThrow();
        }
        return step;
    }
}
