package net.osmand.account.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.osmand.account.cloud.api.ExitCode;
import net.osmand.account.cloud.api.FileKey;
import net.osmand.account.cloud.folder.PathTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Checks that docs/client.md agrees with the program. */
class DocumentationTest {
    private static final Pattern COMMAND = Pattern.compile("(?m)^ *(?:ExecStart=\\S*/)?osmand-cloud ([a-z].*)$");
    private static final Pattern EXIT_CODE = Pattern.compile("(?m)^\\| (\\d+) \\|");
    private static final Pattern NAME = Pattern.compile("(?m)^\\| `([^`]+)` \\| `([^`]+)` \\|");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void everyCommandIsUnderstood() throws IOException {
        var commands = matches(COMMAND).map(match -> match.group(1)).toList();
        assertThat(commands).hasSizeGreaterThan(8);
        for (var command : commands) {
            var words = command.replaceAll("[|].*", "")
                    .replaceAll("\"[^\"]*\"|\\$\\([^)]*\\)", "x")
                    .strip()
                    .split(" +");
            var parsed = commandLine().parseArgs(words);
            assertThat(parsed.subcommand()).as(command).isNotNull();
        }
    }

    @Test
    void theExitCodesAreAllListed() throws IOException {
        assertThat(matches(EXIT_CODE).map(match -> Integer.parseInt(match.group(1))))
                .containsExactlyElementsOf(
                        Arrays.stream(ExitCode.values()).map(ExitCode::number).toList());
    }

    @Test
    void theNamesAreStoredAsListed() throws IOException {
        var names = matches(NAME).toList();
        assertThat(names).hasSizeGreaterThan(3);
        for (var name : names) {
            assertThat(new PathTable().assign(new FileKey("FILE", name.group(1))))
                    .isEqualTo(name.group(2));
        }
    }

    private CommandLine commandLine() {
        return CommandLineRun.commandLine(folder);
    }

    private static Stream<MatchResult> matches(Pattern pattern) throws IOException {
        var page = Files.readString(TestServer.template().resolveSibling("docs/client.md"));
        return pattern.matcher(page).results();
    }
}
