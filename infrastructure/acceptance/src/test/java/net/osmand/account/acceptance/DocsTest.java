package net.osmand.account.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every command of the documentation is executed: journeys here, against the local stack, and what builds by the step of CI
 * that is named here and looked up there. Blocks are marked {@code sh}, and {@code sh aws} where only AWS can answer.
 */
class DocsTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```([^\\n]*)\\n(.*?)^```");
    private static final Pattern TARGET = Pattern.compile("make ([a-z-]+)\\b.*");
    private static final Pattern INLINE = Pattern.compile("`(?:[A-Z_]+=\\w+ )?make ([a-z-]+)[^`]*`");
    private static final String LOCAL = "http://127.0.0.1:8080";
    private static final String CI = ".ci/run";

    /** The scripts that execute the targets of make that build and serve everything. */
    private static final Map<String, String> ELSEWHERE =
            Map.of("run", ".ci/serves", "test", CI, "thorough", CI, "lint", CI, "format", CI, "build", ".ci/sam");

    /** What the targets of make that talk to AWS print, with tools that say what AWS would. */
    private static final Map<String, String> PRINTED =
            Map.of("identity", "CNAME", "certificate", "CNAME", "deploy", "portal/dist s3://portal-bucket");

    /** What the AWS CLI says to make's own recipes, which are executed here all the same. */
    private static final String AWS = """
            #!/bin/sh
            case "$1 $2" in
            "cloudformation describe-stacks") echo portal-bucket ;;
            "s3 sync") echo "$*" ;;
            "s3api get-bucket-cors" | "s3api put-bucket-cors") echo '{"CORSRules": []}' ;;
            "sesv2 create-email-identity") printf 'one\\ttwo\\tthree\\n' ;;
            "configure get") echo eu-west-1 ;;
            "sts get-caller-identity") echo 123456789012 ;;
            "acm request-certificate") echo arn:aws:acm:eu-west-1:123456789012:certificate/1 ;;
            "acm describe-certificate") printf '_1.example.org.\\tCNAME\\t_2.acm-validations.aws.\\n' ;;
            *) echo "aws $* is not known here" >&2; exit 1 ;;
            esac
            """;

    private static final String SAM = """
            #!/bin/sh
            case "$*" in
            build | "deploy --config-env dev" | "list stack-outputs --stack-name osmand-account-dev --output table") ;;
            *) echo "sam $* is not known here" >&2; exit 1 ;;
            esac
            """;

    /** The portal is built elsewhere, at the same time. */
    private static final String NPM = "#!/bin/sh\n";

    private record Block(Path file, String kind, String commands) {
        boolean isShell() {
            return kind.startsWith("sh");
        }

        boolean needsAws() {
            return kind.equals("sh aws");
        }

        boolean isOfMake() {
            return commands.lines().allMatch(line -> line.startsWith("make "));
        }
    }

    @TestFactory
    Stream<DynamicTest> commands(@TempDir Path home) throws IOException {
        return blocks().stream()
                .filter(block -> block.isShell() && !block.needsAws())
                .map(block -> DynamicTest.dynamicTest(
                        block.file + ": " + block.commands.lines().findFirst().orElse(""), () -> {
                            if (block.isOfMake()) {
                                for (var line : block.commands.lines().toList()) {
                                    make(line, home);
                                }
                            } else {
                                assertThat(run(block.commands, home)).contains("<gpx/>");
                            }
                        }));
    }

    /** Executes the target here, or finds who does. */
    private static void make(String line, Path home) throws IOException, InterruptedException {
        var target = TARGET.matcher(line);
        assertThat(target.matches()).as(line).isTrue();
        var script = ELSEWHERE.get(target.group(1));
        if (script == null) {
            assertThat(PRINTED).containsKey(target.group(1));
            assertThat(run(line, home)).contains(PRINTED.get(target.group(1)));
            return;
        }
        var executes = Pattern.compile("(?m)^[^#\\n]*\\bmake (%s|check)\\b".formatted(target.group(1)));
        assertThat(Files.readString(Stack.root().resolve(script)))
                .as("%s executes %s", script, line)
                .containsPattern(executes);
        assertThat(script.equals(CI)
                        || Files.readString(Stack.root().resolve(CI)).contains("step " + script))
                .as("%s is a step of %s", script, CI)
                .isTrue();
    }

    @Test
    void whateverMakeIsAskedForIsThere() throws IOException {
        var makefile = Files.readString(Stack.root().resolve("Makefile"));
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
        assertThat(blocks()).extracting(Block::kind).containsOnly("", "sh", "sh aws");
        assertThat(blocks())
                .filteredOn(block -> block.needsAws() && !block.file.endsWith("operate.md"))
                .allSatisfy(block -> assertThat(block.commands.lines())
                        .as("%s: %s", block.file, block.commands)
                        .allMatch(line -> line.matches("sam (deploy|delete|logs).*")));
    }

    /** What can't be run must at least be a command of a shell. */
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

    /** Returns what the commands print, all of which must succeed. */
    private static String run(String documented, Path home) throws IOException, InterruptedException {
        var commands = documented
                .replace(LOCAL, Stack.shared().uri("").toString())
                .replace("curl -s", "curl -sf")
                .replace("ann@example.org", Stack.freshEmail())
                .replace("/tmp/", home + "/");
        var output = Files.createTempFile(home, "output", ".txt");
        var shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", commands)
                .directory(Stack.root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        var path = shell.environment().getOrDefault("PATH", "");
        shell.environment().put("PATH", tools(home) + ":" + path);
        var process = shell.start();
        var ended = process.waitFor(2, TimeUnit.MINUTES);
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        assertThat(ended).as(commands).isTrue();
        var printed = Files.readString(output);
        assertThat(process.exitValue()).as("%s%n%s", commands, printed).isZero();
        return printed;
    }

    private static Path tools(Path home) throws IOException {
        var folder = Files.createDirectories(home.resolve("bin"));
        for (var tool : Map.of("aws", AWS, "sam", SAM, "npm", NPM).entrySet()) {
            var file = folder.resolve(tool.getKey());
            Files.writeString(file, tool.getValue());
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return folder;
    }

    private static List<Path> files() throws IOException {
        var root = Stack.root();
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
                            Stack.root().relativize(file), block.group(1).strip(), block.group(2))));
        }
        return blocks;
    }
}
