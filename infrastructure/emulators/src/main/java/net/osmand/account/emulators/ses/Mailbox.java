package net.osmand.account.emulators.ses;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import net.osmand.account.emulators.wire.JsonEndpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The mails that SES has accepted, on disk as one JSON line each. */
public final class Mailbox implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

    private final Path file;
    private final Clock clock;
    private final List<Message> messages = new ArrayList<>();
    private final SesAccount account;
    private final SesEndpoint endpoint;
    private volatile Consumer<Map<String, Object>> reports = _ -> {};

    /** A mail. The time is in epoch milliseconds; a missing body is empty. */
    public record Message(String to, String from, String subject, String text, String html, long at) {}

    public Mailbox(Path file, Clock clock) {
        this.file = file.toAbsolutePath();
        this.clock = clock;
        account = new SesAccount(clock);
        endpoint = new SesEndpoint(this);
        read();
    }

    /** The mails to an address, ignoring case, oldest first. */
    public synchronized List<Message> to(String address) {
        return messages.stream()
                .filter(message -> message.to().equalsIgnoreCase(address))
                .toList();
    }

    /** Every mail, oldest first. */
    public synchronized List<Message> all() {
        return List.copyOf(messages);
    }

    /** The same as {@link #all()}. */
    public List<Message> messages() {
        return all();
    }

    /** The account whose rules decide which mails are accepted. */
    public SesAccount account() {
        return account;
    }

    /** Sets the listener of SES's EventBridge events. Before this call, events are dropped. */
    public void reportTo(Consumer<Map<String, Object>> listener) {
        reports = listener;
    }

    /** Sends an event about a mail. */
    void report(Map<String, Object> event) {
        reports.accept(event);
    }

    /** The address of an SES endpoint for this mailbox. The first call starts it. */
    public URI uri() {
        return endpoint.uri();
    }

    @Override
    public void close() {
        endpoint.close();
    }

    synchronized void add(String to, String from, String subject, String text, String html) {
        var message = new Message(to, from, subject, text, html, clock.millis());
        try {
            append(JsonEndpoint.JSON.writeValueAsString(message) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        messages.add(message);
    }

    private void read() {
        try {
            if (!Files.exists(file)) {
                return;
            }
            var stored = Files.readString(file);
            stored.lines().flatMap(line -> parse(line).stream()).forEach(messages::add);
            if (!stored.isEmpty() && !stored.endsWith("\n")) {
                // A crash may have left half a line, so the next mail starts a new one.
                append("\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Message> parse(String line) {
        try {
            return Optional.of(JsonEndpoint.JSON.readValue(line, Message.class));
        } catch (IOException e) {
            LOG.warn("a mail that was cut off is left out");
            return Optional.empty();
        }
    }

    private void append(String text) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        Files.write(file, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
