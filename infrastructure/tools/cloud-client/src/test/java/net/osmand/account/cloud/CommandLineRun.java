package net.osmand.account.cloud;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import net.osmand.account.cloud.api.Exchange;

/**
 * One run of the command inside this process.
 *
 * @param exitCode of the command
 * @param out what it printed
 * @param err what it printed as errors
 */
public record CommandLineRun(int exitCode, String out, String err) {
    /** Runs a command. What the user types comes from the input. */
    public static CommandLineRun of(Path configuration, Exchange network, String input, String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var terminal = new Terminal(
                new BufferedReader(new StringReader(input)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        var exitCode = new OsmandCloud(terminal, configuration, network, _ -> {}).run(arguments);
        return new CommandLineRun(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
