package net.osmand.account.tests.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the JVMs of a run leave in {@code target/run} for the tests that come after them all. */
enum RunFiles {
    /** Whatever was printed. */
    LOG,
    /** Addresses, codes, tokens and cookie values that somebody used. */
    SECRETS,
    /** The rights that no call needed, as JSON, written when the JVM ends. */
    RIGHTS;

    private static final Path FOLDER = Path.of("target", "run").toAbsolutePath();

    /** This JVM's own file. */
    Path file() {
        try {
            return Files.createDirectories(FOLDER)
                    .resolve(ProcessHandle.current().pid() + "." + name());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What each JVM of the run has left. */
    List<String> all() {
        try (var files = Files.newDirectoryStream(FOLDER, "*." + name())) {
            var all = new ArrayList<String>();
            for (var file : files) {
                all.add(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
