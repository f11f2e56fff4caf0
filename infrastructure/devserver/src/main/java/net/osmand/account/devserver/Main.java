package net.osmand.account.devserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.osmand.account.relay.Relay;
import net.osmand.account.relay.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code make run}: runs the dev server until the process is stopped. Environment variables:
 * <ul>
 * <li>{@code PORT} (8080), {@code DATA} (.local), {@code TEMPLATE}
 * <li>{@code FUNCTIONS}: where the functions run
 * <li>{@code LIMITS}: {@link Limits} to enforce
 * <li>{@code RELAY}: the port of a relay; {@code RELAY_REST}: its other host
 * </ul>
 */
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    /** Prefix of variables that set a template parameter, such as {@code PARAMETER_DefaultPlan}. */
    private static final String PARAMETER = "PARAMETER_";

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        try {
            var stack = DevServer.start(
                    Path.of(variable("DATA", ".local")),
                    Integer.parseInt(variable("PORT", "8080")),
                    Path.of(variable("TEMPLATE", "template.yaml")),
                    parameters(),
                    Mode.valueOf(variable("FUNCTIONS", Mode.ONE_JVM.name()).toUpperCase(Locale.ROOT)));
            stack.limits().enforce(limits());
            var relay = relay(stack);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                relay.ifPresent(Relay::close);
                stack.close();
            }));
            relay.ifPresent(started -> LOG.info("The relay listens on {}", started.uri()));
            LOG.info("OsmAnd Account serves on {} - the codes' mails are on {}/local/", stack.uri(), stack.uri());
            while (true) {
                Thread.sleep(Duration.ofMinutes(1));
                tick(stack);
            }
        } catch (RuntimeException failed) {
            LOG.error("the dev server does not start: {}", failed.getMessage(), failed);
            System.exit(1);
        }
    }

    private static Optional<Relay> relay(DevServer stack) {
        var port = variable("RELAY", "");
        if (port.isEmpty()) {
            return Optional.empty();
        }
        var rest = Optional.of(variable("RELAY_REST", ""))
                .filter(host -> !host.isEmpty())
                .map(URI::create);
        var spool = Path.of(variable("DATA", ".local")).resolve("relay");
        try {
            return Optional.of(Relay.start(
                    Settings.local(stack.uri(), rest, stack.secret("ProxySecret"), Integer.parseInt(port), spool),
                    System.out));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> parameters() {
        var parameters = new HashMap<String, String>();
        System.getenv().forEach((name, value) -> {
            if (name.startsWith(PARAMETER)) {
                parameters.put(name.substring(PARAMETER.length()), value);
            }
        });
        return parameters;
    }

    private static Set<String> limits() {
        return Stream.of(variable("LIMITS", "").split(",", -1))
                .filter(name -> !name.isBlank())
                .collect(Collectors.toSet());
    }

    private static void tick(DevServer stack) {
        try {
            stack.runDue();
        } catch (RuntimeException failed) {
            LOG.error("what is due failed", failed);
        }
    }

    private static String variable(String name, String otherwise) {
        return Optional.ofNullable(System.getenv(name))
                .filter(value -> !value.isBlank())
                .orElse(otherwise);
    }
}
