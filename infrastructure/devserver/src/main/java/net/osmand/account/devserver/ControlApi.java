package net.osmand.account.devserver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.osmand.account.devserver.emulation.Emulators;
import net.osmand.account.devserver.faults.Fault;
import net.osmand.account.devserver.faults.FaultPlan;
import net.osmand.account.devserver.gateway.LocalRoutes;
import net.osmand.account.devserver.runtime.Functions;
import net.osmand.account.devserver.runtime.QueueMappings;
import net.osmand.account.devserver.time.LocalClock;
import net.osmand.account.devserver.time.Scheduler;
import net.osmand.account.devserver.watch.AwsCallLog;
import net.osmand.account.devserver.watch.Faults;
import net.osmand.account.emulators.ses.Mailbox;
import net.osmand.account.emulators.sqs.MessageQueues;

/** The dev server's own routes, below {@code /local/}. */
final class ControlApi implements LocalRoutes {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The longest wait of the inbox for mails that are being sent, by the machine's clock. */
    private static final Duration MAIL_TIMEOUT = Duration.ofMinutes(1);

    /** The answer to requests that need functions inside this JVM. */
    private static final Page NOT_WITH_PROCESSES =
            new Page(501, "text/plain; charset=utf-8", "not available while functions run in JVMs of their own\n");

    private final Mailbox mailbox;
    private final MessageQueues queues;
    private final QueueMappings mappings;
    private final LocalClock clock;
    private final Scheduler scheduler;
    private final AwsCallLog log;
    private final Faults faults;
    private final FaultPlan plan;
    private final Functions functions;
    private final Mode mode;
    private final Limits limits;

    ControlApi(
            Emulators emulators,
            QueueMappings mappings,
            LocalClock clock,
            Scheduler scheduler,
            FunctionStarter starter,
            FaultPlan plan,
            Functions functions,
            Mode mode,
            Limits limits) {
        mailbox = emulators.mailbox();
        queues = emulators.queues();
        this.mappings = mappings;
        this.clock = clock;
        this.scheduler = scheduler;
        log = starter.log();
        faults = starter.faults();
        this.plan = plan;
        this.functions = functions;
        this.mode = mode;
        this.limits = limits;
    }

    @Override
    public Page answer(String method, String path, Map<String, String> query, byte[] body) {
        if (mode == Mode.PROCESSES && path.equals("/local/ledger")) {
            return NOT_WITH_PROCESSES;
        }
        return switch (method + " " + path) {
            case "GET /local/health" -> json(Map.of("status", "ok", "now", clock.millis()));
            case "GET /local/inbox" -> json(Map.of("messages", messages(query.getOrDefault("to", ""))));
            case "GET /local/queues" -> json(Map.of("queues", depths()));
            case "GET /local/" -> new Page(200, "text/html; charset=utf-8", inbox());
            case "POST /local/clock" -> json(Map.of("now", advance(query.getOrDefault("advance", "PT0S"))));
            case "GET /local/ledger" ->
                json(Map.of("calls", log.rows(Boolean.parseBoolean(query.getOrDefault("reset", "false")))));
            case "POST /local/faults" -> plan(body);
            case "DELETE /local/faults" -> json(Map.of("status", "ok", "unmet", faults.clear() + plan.clear()));
            case "POST /local/functions" -> {
                if (query.containsKey("environments")) {
                    functions.useEnvironments(environments(query.get("environments")));
                } else {
                    functions.suspend(names(query.getOrDefault("suspend", "")));
                }
                yield json(Map.of("status", "ok"));
            }
            case "POST /local/limits" -> limits(query);
            default -> new Page(404, "application/json", "{\"message\":\"Not Found\"}");
        };
    }

    /** Enforces exactly the named limits, and verifies SES identities for the sandbox. */
    private Page limits(Map<String, String> query) {
        limits.enforce(names(query.getOrDefault("enforce", "")));
        names(query.getOrDefault("verify", "")).forEach(mailbox.account()::verify);
        return json(Map.of("enforced", limits.enforced()));
    }

    /** Splits a list at its commas. An empty list resumes all functions. */
    private static Set<String> names(String list) {
        return Stream.of(list.split(",", -1)).filter(name -> !name.isEmpty()).collect(Collectors.toSet());
    }

    private static int environments(String count) {
        if (!count.matches("[1-9]")) {
            throw new IllegalArgumentException("environments must be 1 to 9");
        }
        return Integer.parseInt(count);
    }

    private long advance(String by) {
        Duration duration;
        try {
            duration = Duration.parse(by);
        } catch (DateTimeParseException wrong) {
            throw new IllegalArgumentException("advance must be an ISO 8601 duration such as PT25H", wrong);
        }
        if (mode == Mode.PROCESSES && !duration.isZero()) {
            throw new IllegalArgumentException("functions in JVMs of their own use the machine's clock");
        }
        if (!duration.isZero()) {
            scheduler.look(clock.instant());
        }
        var now = clock.advance(duration);
        scheduler.run(now);
        return now.toEpochMilli();
    }

    private Page plan(byte[] body) {
        JsonNode fault;
        try {
            fault = JSON.readTree(body);
        } catch (IOException wrong) {
            throw new IllegalArgumentException("a fault must be JSON", wrong);
        }
        if (fault.has("kind")) {
            plan.add(Fault.of(fault));
            return json(Map.of("status", "ok"));
        }
        if (mode == Mode.PROCESSES) {
            return NOT_WITH_PROCESSES;
        }
        var when = fault.path("when").asText("before");
        var nth = fault.path("nth").asLong(1);
        if (nth < 1 || !List.of("before", "after").contains(when)) {
            throw new IllegalArgumentException("nth must be 1 or more, and when before or after");
        }
        faults.plan(
                fault.path("service").asText(),
                fault.path("operation").asText(),
                fault.path("route").asText(),
                nth,
                when.equals("after"));
        return json(Map.of("status", "ok"));
    }

    /** Returns the mails to an address, or all. Waits for mails that are being sent. */
    private List<Mailbox.Message> messages(String to) {
        mappings.awaitSent(MAIL_TIMEOUT);
        return mailbox.messages().stream()
                .filter(message -> to.isEmpty() || message.to().equalsIgnoreCase(to))
                .toList();
    }

    private List<Map<String, Object>> depths() {
        return queues.all().stream()
                .map(queue -> Map.<String, Object>of("name", queue.name(), "depth", queues.depth(queue)))
                .toList();
    }

    private String inbox() {
        var page = new StringBuilder("""
            <!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="5">
            <title>Local inbox</title>
            <style>body{font:16px system-ui;max-width:50rem;margin:2rem auto;padding:0 1rem}
            article{border-top:1px solid #ccc;padding:1rem 0}pre{white-space:pre-wrap;font:inherit}
            small{color:#555}</style><h1>Local inbox</h1>
            """);
        var messages = mailbox.messages();
        if (messages.isEmpty()) {
            page.append("<p>No mail yet.</p>");
        }
        for (var message : messages.reversed()) {
            page.append("<article><h2>")
                    .append(escaped(message.subject()))
                    .append("</h2><small>to ")
                    .append(escaped(message.to()))
                    .append(", ")
                    .append(Instant.ofEpochMilli(message.at()))
                    .append("</small><pre>")
                    .append(escaped(message.text()))
                    .append("</pre></article>");
        }
        return page.append("</html>\n").toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static Page json(Object value) {
        try {
            return new Page(200, "application/json", JSON.writeValueAsString(value));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
