package net.osmand.account.tests.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Files that the JVMs of a run leave in {@code target/run} for the tests that run last. */
enum RunFiles {
    /** All output of the JVM. */
    LOG,
    /** Addresses, codes, tokens and cookie values that the tests used. */
    SECRETS,
    /** Permissions that no call needed, as JSON, written when the JVM exits. */
    UNUSED_PERMISSIONS;

    private static final Path FOLDER = Path.of("target", "run").toAbsolutePath();

    /** Returns the file of this JVM. */
    Path file() {
        try {
            return Files.createDirectories(FOLDER)
                    .resolve(ProcessHandle.current().pid() + "." + name());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the contents of the files of all JVMs. */
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
