package net.osmand.account.cloud;

import java.io.BufferedReader;
import java.io.Console;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import net.osmand.account.cloud.api.CloudApi;
import net.osmand.account.cloud.api.CloudException;
import net.osmand.account.cloud.api.Exchange;
import net.osmand.account.cloud.api.ExitCode;
import net.osmand.account.cloud.api.HttpExchange;
import net.osmand.account.cloud.api.RefusedException;
import net.osmand.account.cloud.api.RetryingExchange;
import net.osmand.account.cloud.api.RetryingExchange.Sleeper;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code osmand-cloud}: keeps a copy of an OsmAnd Account in a folder. docs/client.md describes it. */
@Command(
        name = "osmand-cloud",
        description = "Keeps a copy of an OsmAnd Account in a folder.",
        mixinStandardHelpOptions = true)
public final class OsmandCloud implements Runnable {
    private static final int ATTEMPTS = 6;

    private final Terminal terminal;
    private final Path configuration;
    private final Exchange network;
    private final Sleeper sleeper;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public OsmandCloud(Terminal terminal, Path configuration, Exchange network, Sleeper sleeper) {
        this.terminal = terminal;
        this.configuration = configuration;
        this.network = network;
        this.sleeper = sleeper;
    }

    /** Runs the command given by the process's arguments. */
    public static void main(String[] arguments) {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var isInteractive = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        var terminal = new Terminal(in, System.out, System.err, isInteractive);
        if (!System.getProperty("sun.jnu.encoding", "").equals("UTF-8")) {
            System.err.println("File names need a UTF-8 locale: set LC_ALL to C.UTF-8.");
            System.exit(ExitCode.USAGE.number());
        }
        var network = new HttpExchange();
        System.exit(new OsmandCloud(terminal, configuration(System.getenv()), network, Thread::sleep).run(arguments));
    }

    private static Path configuration(Map<String, String> environment) {
        var home = System.getProperty("user.home", ".");
        var base = environment.getOrDefault("APPDATA", home + "/.config");
        var own = environment.getOrDefault("XDG_CONFIG_HOME", base) + "/osmand-cloud";
        return Path.of(environment.getOrDefault("OSMAND_CLOUD_CONFIG", own));
    }

    /** Runs one command and returns its exit code. */
    public int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    CommandLine commandLine() {
        IExecutionExceptionHandler failed = (e, _, _) -> failed(e);
        return new CommandLine(this)
                .addSubcommand(new LoginCommand(this))
                .addSubcommand(new LogoutCommand(this))
                .addSubcommand(new ProfilesCommand(this))
                .addSubcommand(new StatusCommand(this))
                .addSubcommand(new SyncCommand(this))
                .addSubcommand(new PullCommand(this))
                .addSubcommand(new PushCommand(this))
                .addSubcommand(new ImportCommand(this))
                .addSubcommand(new ExportCommand(this))
                .addSubcommand(new VerifyCommand(this))
                .setOut(new PrintWriter(terminal.out(), true, terminal.out().charset()))
                .setErr(new PrintWriter(terminal.err(), true, terminal.err().charset()))
                .setExecutionExceptionHandler(failed)
                .setParameterExceptionHandler((e, _) -> failed(e));
    }

    private int failed(Exception e) {
        return switch (e) {
            case CloudException cloud -> failed(cloud.sentence(), cloud.exitCode());
            case RefusedException refused -> failed("The server refused: " + refused.sentence(), ExitCode.REFUSED);
            case ParameterException parameter ->
                failed(parameter.getMessage() + ". Add --help for help.", ExitCode.USAGE);
            case UncheckedIOException io -> failed("A file cannot be used: " + io.getMessage(), ExitCode.DISK);
            default -> {
                e.printStackTrace(terminal.err());
                yield failed("This is a fault of osmand-cloud. Please report the lines above.", ExitCode.FAULT);
            }
        };
    }

    private int failed(String sentence, ExitCode exitCode) {
        terminal.err().println(sentence);
        return exitCode.number();
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing");
    }

    Terminal terminal() {
        return terminal;
    }

    Profiles profiles() {
        return new Profiles(configuration);
    }

    /** Returns the network without retries, so that a wrong address fails at once. */
    Exchange network() {
        return network;
    }

    Sleeper sleeper() {
        return sleeper;
    }

    Clock clock() {
        return Clock.systemUTC();
    }

    /** Returns the API for a profile. Temporary failures are retried. */
    CloudApi api(String profile) {
        var retrying = new RetryingExchange(network, ATTEMPTS, RandomGenerator.getDefault(), sleeper);
        return new CloudApi(profiles().session(profile), retrying);
    }
}
