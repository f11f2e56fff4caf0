package net.osmand.account.cloud;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.FilterReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Supplier;
import net.osmand.account.cloud.api.Exchange;
import net.osmand.account.cloud.api.HttpExchange;
import picocli.CommandLine;

/**
 * One run of the command inside this process.
 *
 * @param exitCode of the command
 * @param out its output
 * @param err its error output
 */
public record CommandLineRun(int exitCode, String out, String err) {
    /** Runs a command with the given input. */
    public static CommandLineRun of(Path configuration, Exchange network, String input, String... arguments) {
        return of(configuration, network, () -> input, arguments);
    }

    /** Runs a command. The supplier is called when the command reads its input. */
    static CommandLineRun of(Path configuration, Exchange network, Supplier<String> input, String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var terminal = new Terminal(
                new BufferedReader(new LateReader(input)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        var exitCode = new OsmandCloud(terminal, configuration, network, _ -> {}).run(arguments);
        return new CommandLineRun(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Returns the command line, to parse commands without running them. */
    static CommandLine commandLine(Path configuration) {
        var terminal = new Terminal(new BufferedReader(Reader.nullReader()), System.out, System.err, false);
        return new OsmandCloud(terminal, configuration, new HttpExchange(), _ -> {}).commandLine();
    }

    /** Calls its supplier at the first read. */
    private static final class LateReader extends FilterReader {
        private final Supplier<String> input;
        private boolean isOpen;

        LateReader(Supplier<String> input) {
            super(Reader.nullReader());
            this.input = input;
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            if (!isOpen) {
                isOpen = true;
                in = new StringReader(input.get());
            }
            return in.read(buffer, offset, length);
        }
    }
}
