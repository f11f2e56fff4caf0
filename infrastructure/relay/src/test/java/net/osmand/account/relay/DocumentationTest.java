package net.osmand.account.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Checks that the options, variables and paths in docs/relay.md, docs/apps.md and the examples exist. */
class DocumentationTest {
    @Test
    void everyOptionOfThePagesExists() throws IOException {
        var options = Main.commandLine().getCommandSpec().optionsMap().keySet();
        var command = found("(?s)osmand-relay\\.jar.*?```", read("docs/relay.md"));
        assertThat(command).hasSize(1);
        assertThat(found("--[a-z][a-z-]+", command.toString()))
                .hasSizeGreaterThan(2)
                .isSubsetOf(options);
        for (var page : Set.of("docs/relay.md", "docs/apps.md")) {
            assertThat(found("(?<=`)--[a-z-]+", read(page)))
                    .as(page)
                    .isNotEmpty()
                    .isSubsetOf(options);
        }
    }

    @Test
    void everyVariableOfTheExamplesIsAnOption() throws IOException {
        var help = Main.commandLine().getUsageMessage();
        var examples = read("infrastructure/relay/examples/relay.env")
                + read("infrastructure/relay/examples/osmand-relay.service");
        assertThat(found("(?m)(?<=^|=)RELAY_[A-Z_]+(?==)", examples))
                .hasSizeGreaterThan(4)
                .allSatisfy(variable -> assertThat(help).contains("$" + variable));
    }

    @Test
    void thePathsOfTheApiGoToTheApi() throws IOException {
        var row = read("docs/relay.md")
                .lines()
                .filter(line -> line.endsWith("| the API |"))
                .findFirst()
                .orElseThrow();
        var paths = found("(?<=`)/[^`]+(?=`)", row);
        assertThat(paths).hasSizeGreaterThan(8);
        for (var path : paths) {
            assertThat(Route.of("GET", path.replace("*", "x"), settings()))
                    .as(path)
                    .isEqualTo(Route.API);
        }
    }

    private static Settings settings() {
        var host = Optional.of(URI.create("http://127.0.0.1:1"));
        return new Settings(
                host.get(),
                host,
                host,
                "",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Optional.empty(),
                Set.of(),
                false,
                Path.of("spool"),
                TestRelay.LIMITS);
    }

    private static Set<String> found(String pattern, String text) {
        var found = new HashSet<String>();
        Pattern.compile(pattern).matcher(text).results().map(MatchResult::group).forEach(found::add);
        return found;
    }

    private static String read(String file) throws IOException {
        var root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("template.yaml"))) {
            root = Objects.requireNonNull(root.getParent());
        }
        return Files.readString(root.resolve(file));
    }
}
