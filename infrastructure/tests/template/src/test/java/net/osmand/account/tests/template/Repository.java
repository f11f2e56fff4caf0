package net.osmand.account.tests.template;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The project's files. */
final class Repository {
    private Repository() {}

    /** Returns the folder that contains template.yaml, at or above the working directory. */
    static Path root() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("template.yaml"))) {
            folder = Optional.ofNullable(folder.getParent()).orElseThrow();
        }
        return folder;
    }
}
