package net.osmand.account.devserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks that docs/aws-limits.md agrees with the tests. */
class DocumentationTest {
    private static final Path ROOT = root();
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|Contract))`");

    @Test
    void everyRefusalIsTestedWhereThePageSays() throws IOException {
        var tests = TEST.matcher(Files.readString(ROOT.resolve("docs/aws-limits.md")))
                .results()
                .map(MatchResult::group)
                .map(name -> name.replace("`", "") + ".java")
                .toList();
        assertThat(tests).hasSizeGreaterThan(12);
        assertThat(sources()).containsAll(tests);
    }

    private static List<String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("infrastructure"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .toList();
        }
    }

    private static Path root() {
        var root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("template.yaml"))) {
            root = Objects.requireNonNull(root.getParent());
        }
        return root;
    }
}
