package net.osmand.account.tests.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Checks the length of source files (CONTRIBUTING.md, Style). Tests and generated files may be longer. */
class FileLengthTest {
    private static final int MOST_LINES = 250;
    private static final Set<String> SKIPPED_FOLDERS = Set.of("target", "node_modules", "dist", ".git", ".tools");

    @Test
    void mainFilesHaveAtMost250Lines() throws IOException {
        var root = Repository.root();
        var sources = new ArrayList<>(files(root.resolve("functions")));
        sources.addAll(files(root.resolve("infrastructure")));
        sources.addAll(files(root.resolve("portal/src")));
        sources.removeIf(file -> !isMain(root.relativize(file).toString()));
        // An empty search would find no long file either.
        assertThat(sources).extracting(FileLengthTest::ending).contains("java", "ts", "tsx", "css", "py");

        var tooLong = new TreeMap<String, Long>();
        for (var file : sources) {
            try (var lines = Files.lines(file)) {
                var count = lines.count();
                if (count > MOST_LINES) {
                    tooLong.put(root.relativize(file).toString(), count);
                }
            }
        }
        assertThat(tooLong).as("main files with more than %s lines", MOST_LINES).isEmpty();
    }

    private static boolean isMain(String path) {
        return switch (ending(Path.of(path))) {
            case "java" -> path.contains("/src/main/");
            case "py" -> !path.contains("/test/") && !path.contains("/tests/");
            case "ts", "tsx", "css" ->
                path.startsWith("portal/src/") && !path.contains(".test.") && !path.contains(".gen.");
            default -> false;
        };
    }

    private static String ending(Path file) {
        var name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static List<Path> files(Path folder) {
        var found = new ArrayList<Path>();
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
                    return SKIPPED_FOLDERS.contains(visited.getFileName().toString())
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    found.add(file);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return found;
    }
}
