package net.osmand.account.tests.template;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The project's files. */
final class Repository {
    private Repository() {}

    /** The folder that holds template.yaml, above the one that the tests run in. */
    static Path root() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("template.yaml"))) {
            folder = Optional.ofNullable(folder.getParent()).orElseThrow();
        }
        return folder;
    }
}
