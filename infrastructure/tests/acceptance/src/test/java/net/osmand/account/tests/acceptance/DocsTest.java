package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks that every command of the documentation is executed: end-to-end commands run here against the local stack, and
 * build commands by the CI step that this test names and looks up. Code blocks are marked {@code sh}, or {@code sh aws}
 * if they need AWS.
 */
class DocsTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```([^\\n]*)\\n(.*?)^```");
    private static final Pattern TARGET = Pattern.compile("make ([a-z-]+)\\b.*");
    private static final Pattern INLINE = Pattern.compile("`(?:[A-Z_]+=\\w+ )?make ([a-z-]+)[^`]*`");
    private static final String LOCAL = "http://127.0.0.1:8080";
    private static final String CI = ".ci/run";

    /** Make targets that build or serve everything, with the script that executes them. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "run",
            ".ci/serves",
            "test",
            CI,
            "slow",
            CI,
            "thorough",
            CI,
            "lint",
            CI,
            "format",
            CI,
            "recipe",
            CI,
            "build",
            ".ci/sam");

    /** Follows docs/getting-started.md block by block with stubs of the AWS tools. `make test` runs it. */
    private static final String FOLLOWED = "infrastructure/deploy/test/getting_started_test.py";

    private record Block(Path file, String kind, String commands) {
        boolean isShell() {
            return kind.startsWith("sh");
        }

        boolean needsAws() {
            return kind.equals("sh aws");
        }

        /**
         * Returns whether another test covers the commands, such as the tests of the modules of docs/client.md and
         * docs/relay.md.
         */
        boolean isFollowed() {
            return file.endsWith("client.md")
                    || file.endsWith("relay.md")
                    || (file.endsWith("getting-started.md") && !commands.startsWith("make run"));
        }

        boolean isOfMake() {
            return commands.lines().allMatch(line -> line.startsWith("make "));
        }
    }

    @TestFactory
    Stream<DynamicTest> commands(@TempDir Path home) throws IOException {
        return blocks().stream()
                .filter(block -> block.isShell() && !block.needsAws() && !block.isFollowed())
                .map(block -> DynamicTest.dynamicTest(
                        block.file + ": " + block.commands.lines().findFirst().orElse(""), () -> {
                            if (block.isOfMake()) {
                                for (var line : block.commands.lines().toList()) {
                                    make(line);
                                }
                            } else {
                                assertThat(run(block.commands, home)).contains("<gpx/>");
                            }
                        }));
    }

    /** Checks that the named script executes the make target and that CI runs the script. */
    private static void make(String line) throws IOException {
        var target = TARGET.matcher(line);
        assertThat(target.matches()).as(line).isTrue();
        var script = Objects.requireNonNull(ELSEWHERE.get(target.group(1)), "nothing executes " + line);
        var executes = Pattern.compile("(?m)^[^#\\n]*\\bmake (%s|check)\\b".formatted(target.group(1)));
        assertThat(Files.readString(TestStack.root().resolve(script)))
                .as("%s executes %s", script, line)
                .containsPattern(executes);
        assertThat(script.equals(CI)
                        || Files.readString(TestStack.root().resolve(CI)).contains("step " + script))
                .as("%s is a step of %s", script, CI)
                .isTrue();
    }

    @Test
    void theWayToTheFirstDeploymentIsFollowedByMakeTest() throws IOException {
        assertThat(Files.readString(TestStack.root().resolve(FOLLOWED))).contains("docs/getting-started.md");
        assertThat(Files.readString(TestStack.root().resolve("Makefile")))
                .containsPattern("(?m)^test: ready\\n\t.* deploy-test$")
                .contains("-m unittest discover -s infrastructure/deploy/test");
    }

    @Test
    void whateverMakeIsAskedForIsThere() throws IOException {
        var makefile = Files.readString(TestStack.root().resolve("Makefile"));
        for (var file : files()) {
            for (var mentioned :
                    INLINE.matcher(Files.readString(file)).results().toList()) {
                assertThat(makefile)
                        .as("%s says %s", file, mentioned.group())
                        .containsPattern("(?m)^%s:".formatted(mentioned.group(1)));
            }
        }
    }

    @Test
    void onlyWhatAwsAloneCanDoIsMarkedSo() throws IOException {
        assertThat(blocks())
                .extracting(Block::kind)
                .containsOnly("", "sh", "sh aws", "java", "yaml", "json", "ini", "text");
        assertThat(blocks())
                .filteredOn(block -> block.needsAws() && !block.file.endsWith("operate.md"))
                .allSatisfy(block -> assertThat(block.commands.lines())
                        .as("%s: %s", block.file, block.commands)
                        .allMatch(line -> line.matches("sam (deploy|delete|logs).*")));
    }

    /** Commands that cannot run here must at least be valid shell syntax. */
    @Test
    void whatNeedsAwsIsAtLeastReadByAShell() throws IOException, InterruptedException {
        for (var block : blocks()) {
            if (block.needsAws()) {
                var shell = new ProcessBuilder("bash", "-n", "-c", block.commands)
                        .redirectErrorStream(true)
                        .start();
                assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .as(block.commands)
                        .isEmpty();
                assertThat(shell.waitFor()).isZero();
            }
        }
    }

    /** Runs the commands, which must all succeed, and returns their output. */
    private static String run(String documented, Path home) throws IOException, InterruptedException {
        var commands = documented
                .replace(LOCAL, TestStack.shared().uri("").toString())
                .replace("curl -s", "curl -sf")
                .replace("ann@example.org", TestStack.freshEmail())
                .replace("/tmp/", home + "/");
        var output = Files.createTempFile(home, "output", ".txt");
        var shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", commands)
                .directory(TestStack.root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        var process = shell.start();
        var ended = process.waitFor(2, TimeUnit.MINUTES);
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        assertThat(ended).as(commands).isTrue();
        var printed = Files.readString(output);
        assertThat(process.exitValue()).as("%s%n%s", commands, printed).isZero();
        return printed;
    }

    private static List<Path> files() throws IOException {
        var root = TestStack.root();
        try (var docs = Files.walk(root.resolve("docs"))) {
            return Stream.concat(Stream.of(root.resolve("README.md"), root.resolve("CONTRIBUTING.md")), docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    private static List<Block> blocks() throws IOException {
        var blocks = new ArrayList<Block>();
        for (var file : files()) {
            BLOCK.matcher(Files.readString(file))
                    .results()
                    .forEach(block -> blocks.add(new Block(
                            TestStack.root().relativize(file), block.group(1).strip(), block.group(2))));
        }
        return blocks;
    }
}
