package net.osmand.account.cloud;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import net.osmand.account.cloud.sync.Action;
import net.osmand.account.cloud.sync.Events;
import net.osmand.account.cloud.sync.Report;

/** Writes one JSON object per line for other programs. */
final class JsonLines implements Events {
    static final ObjectMapper JSON = new ObjectMapper();

    private final PrintStream out;

    JsonLines(PrintStream out) {
        this.out = out;
    }

    @Override
    public void planned(int actions, long bytes) {
        print(event("planned").put("files", actions).put("bytes", bytes));
    }

    @Override
    public void done(Action action) {
        print(described("done", action));
    }

    @Override
    public void failed(Action action, String sentence) {
        print(described("failed", action).put("message", sentence));
    }

    void wouldDo(Action action) {
        print(described("would", action));
    }

    void finished(Report report) {
        var event = event("finished");
        report.counts().forEach(event.putObject("counts")::put);
        var conflicts = event.putArray("conflicts");
        report.conflicts().forEach(conflicts::add);
        event.put("failed", report.failures().size())
                .put("changed_meanwhile", report.skippedFiles())
                .put("exit_code", report.exitCode().number());
        print(event);
    }

    private static ObjectNode described(String name, Action action) {
        return event(name)
                .put("action", action.verb())
                .put("path", action.path())
                .put("type", action.key().type())
                .put("name", action.key().name())
                .put("bytes", action.bytes());
    }

    static ObjectNode event(String name) {
        return JSON.createObjectNode().put("event", name);
    }

    /** Prints one line. Lines of different threads are not mixed. */
    void print(ObjectNode event) {
        synchronized (out) {
            out.println(event);
        }
    }
}
