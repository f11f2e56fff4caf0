package net.osmand.account.lambda.log;

import java.io.PrintWriter;
import java.io.Serial;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.osmand.account.lambda.Json;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.LoggingEventAware;

/**
 * Writes a log line as {@code {"level","trace","logger","message","error"}}. Key-value pairs become separate fields. An
 * event with pairs and without a message has no {@code logger} and {@code message}. {@code trace} is the X-Ray trace
 * id. A request and the work that it queued have the same id, so one search finds both.
 */
final class JsonLogger extends LegacyAbstractLogger implements LoggingEventAware {
    @Serial
    private static final long serialVersionUID = 1;

    /** System property in which the Lambda runtime stores the trace header of the invocation. */
    private static final String TRACE = "com.amazonaws.xray.traceHeader";

    private static final Pattern ROOT = Pattern.compile("Root=([0-9a-f-]+)");

    /** An e-mail address in an error. SES, for example, lists the identities that it rejects. */
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>,;:\"']+@[^\\s@<>,;:\"')]+");

    private final transient Consumer<String> lines;

    JsonLogger(String name, Consumer<String> lines) {
        this.name = name;
        this.lines = lines;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            String pattern,
            @Nullable Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        var message = String.valueOf(MessageFormatter.basicArrayFormat(pattern, arguments));
        write(level, message, List.of(), thrown);
    }

    @Override
    public void log(LoggingEvent event) {
        var message = MessageFormatter.basicArrayFormat(event.getMessage(), event.getArgumentArray());
        var pairs = Objects.requireNonNullElse(event.getKeyValuePairs(), List.<KeyValuePair>of());
        write(event.getLevel(), Objects.requireNonNullElse(message, ""), pairs, event.getThrowable());
    }

    private void write(Level level, String message, List<KeyValuePair> pairs, @Nullable Throwable thrown) {
        var line = new LinkedHashMap<String, Object>();
        line.put("level", level.name());
        trace().ifPresent(trace -> line.put("trace", trace));
        pairs.forEach(pair -> line.put(pair.key, pair.value));
        if (!message.isEmpty() || pairs.isEmpty()) {
            line.put("logger", name);
            line.put("message", message);
        }
        if (thrown != null) {
            var stack = new StringWriter();
            thrown.printStackTrace(new PrintWriter(stack));
            line.put("error", ADDRESS.matcher(stack.toString()).replaceAll("<address>"));
        }
        lines.accept(Json.line(line));
    }

    private static Optional<String> trace() {
        return Optional.ofNullable(System.getProperty(TRACE))
                .map(ROOT::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1));
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    public boolean isTraceEnabled() {
        return false;
    }

    @Override
    public boolean isDebugEnabled() {
        return false;
    }

    @Override
    public boolean isInfoEnabled() {
        return true;
    }

    @Override
    public boolean isWarnEnabled() {
        return true;
    }

    @Override
    public boolean isErrorEnabled() {
        return true;
    }
}
