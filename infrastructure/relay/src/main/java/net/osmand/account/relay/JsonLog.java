package net.osmand.account.relay;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintStream;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Writes one JSON object per line. No line contains an address, a token, a name or a query. */
final class JsonLog {
    private static final JsonMapper JSON = new JsonMapper();

    private final PrintStream out;
    private final Clock clock;

    JsonLog(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    void info(String event, Map<String, ?> fields) {
        write("INFO", event, fields);
    }

    void error(String event, Throwable failure) {
        var frames = failure.getStackTrace();
        write(
                "ERROR",
                event,
                Map.of("error", failure.getClass().getName(), "at", frames.length == 0 ? "" : frames[0].toString()));
    }

    /**
     * Captures the log of libraries. Their messages may contain request data, so only the class and the exception type
     * are kept.
     */
    void captureLibraries() {
        LogManager.getLogManager().reset();
        var root = Logger.getLogger("");
        root.setLevel(Level.WARNING);
        root.addHandler(new Handler() {
            @Override
            public void publish(LogRecord line) {
                var thrown = line.getThrown();
                var kind = thrown == null ? "" : thrown.getClass().getName();
                write("WARN", "library", Map.of("logger", String.valueOf(line.getLoggerName()), "error", kind));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });
    }

    private void write(String level, String event, Map<String, ?> fields) {
        var line = new LinkedHashMap<String, Object>();
        line.put("time", clock.instant().toString());
        line.put("level", level);
        line.put("event", event);
        line.putAll(fields);
        out.println(JSON.valueToTree(line).toString());
    }
}
