package net.osmand.account.tools.benchmarks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.osmand.account.devserver.DevServer;
import net.osmand.account.devserver.Mode;

/**
 * Measures the cost of account checks (docs/data-model.md#check-of-an-account) for one account and multiplies it. Each
 * object is really stored, because a check lists the bucket.
 */
final class CheckRun {
    static final String LIGHT = "light check";
    static final String FULL = "full check";

    /** Account size of the rows on the page. */
    private static final int TYPICAL = 1_000;

    /** Files that change on the day before the light check. */
    private static final int CHANGES = 5;

    private static final List<Long> ACCOUNTS = List.of(1_000L, 1_000_000L);

    /** Account jobs that run at the same time: MaximumConcurrency of AccountJobFunction in template.yaml. */
    private static final int AT_ONCE = 20;

    /** Shards of the index by day, which the daily job reads at the same time. */
    private static final int SHARDS = 16;

    private static final String JOB = "AccountJobFunction";

    private final MeasuredStack subject;
    private final Ledger ledger;
    private final Model model;
    private final ArrayNode rows;

    private final Map<String, Amounts> usage;
    private final int files;

    private CheckRun(MeasuredStack subject, Model model, ArrayNode rows, int files, Map<String, Amounts> usage) {
        this.subject = subject;
        ledger = new Ledger(subject);
        this.model = model;
        this.rows = rows;
        this.files = files;
        this.usage = usage;
    }

    /**
     * Adds the usage of both kinds of check, measured on a separate stack with an account of this size, and for the
     * typical size the rows of the page.
     */
    static void add(Path folder, Path template, Model model, ArrayNode rows, int files, Map<String, Amounts> usage)
            throws IOException {
        try (var stack = DevServer.start(folder, 0, template, Map.of("DefaultPlan", "PRO"), Mode.ONE_JVM)) {
            var run = new CheckRun(new MeasuredStack(stack.uri()), model, rows, files, usage);
            run.subject.register();
            run.subject.deviceRegister();
            for (var number = 0; number < files; number++) {
                run.upload(Seed.name(number));
            }
            // The first check of an account is always a full one. Later checks follow the changes since the last day
            // with changes.
            run.after("PT25H");
            run.change();
            run.after("PT25H");
            run.change();
            run.add(LIGHT, run.after("PT25H"));
            run.add(FULL, run.after("P18D"));
        }
    }

    private void change() {
        for (var number = 0; number < CHANGES; number++) {
            upload(Seed.name(number));
        }
    }

    /**
     * Moves the clock, and returns the usage of the check that becomes due. A schedule runs only once, however far the
     * clock moves.
     */
    private Amounts after(String duration) {
        ledger.reset();
        subject.advance(duration);
        // The inbox answers after everything that the clock triggered has finished.
        subject.get("/local/inbox", Map.of("to", subject.email()));
        return ledger.reset().getOrDefault(JOB, Amounts.NONE);
    }

    private void add(String kind, Amounts used) {
        if (used.get("calls") == 0) {
            throw new IllegalStateException("no " + kind + " ran");
        }
        // The daily job's message: sent, received and deleted.
        var all = used.plus(Amounts.of("sqs", 3));
        usage.put(kind, all);
        if (files != TYPICAL) {
            return;
        }
        var items = model.event(all);
        var seconds = items.get("lambda-gb-second") / model.assumptions().memoryGb();
        for (var accounts : ACCOUNTS) {
            var dollars = model.dollars(items.times(accounts));
            var row = rows.addObject().put("check", kind).put("accounts", accounts);
            row.put("calls", Math.round(used.get("calls")))
                    .put("rcu", used.get("rcu"))
                    .put("wcu", used.get("wcu"))
                    .put("s3Writes", Math.round(used.get("s3Writes")));
            row.put("dollars", rounded(Model.metadataAndCompute(dollars)))
                    .put("queueing", rounded(accounts * model.assumptions().secondsPerNearCall() / SHARDS / 60))
                    .put("minutes", rounded(accounts * seconds / AT_ONCE / 60));
        }
    }

    private HttpResponse<byte[]> upload(String name) {
        var query = new HashMap<>(subject.with(Map.of("type", "GPX", "name", name)));
        query.put("clienttime", "1767038009554");
        return subject.upload("/userdata/upload-file", query, "<gpx>" + System.nanoTime() + "</gpx>");
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
