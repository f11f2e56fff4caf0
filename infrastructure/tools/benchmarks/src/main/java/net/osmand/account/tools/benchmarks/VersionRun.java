package net.osmand.account.tools.benchmarks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import net.osmand.account.devserver.DevServer;

/** Measures the cost of requests about one file by the number of its versions. */
final class VersionRun {
    private static final List<Integer> VERSIONS = List.of(1, 100, 10_000);
    private static final String TYPE = "GPX";
    private static final String NAME = "versions.gpx";

    private final MeasuredStack subject;
    private final Ledger ledger;
    private final int versions;
    private final ArrayNode rows;

    private VersionRun(MeasuredStack subject, int versions, ArrayNode rows) {
        this.subject = subject;
        ledger = new Ledger(subject);
        this.versions = versions;
        this.rows = rows;
    }

    /** Adds a row for each request and number of versions. */
    static void add(DevServer stack, ArrayNode rows) {
        for (var versions : VERSIONS) {
            var subject = new MeasuredStack(stack.uri());
            subject.register();
            subject.deviceRegister();
            var run = new VersionRun(subject, versions, rows);
            run.upload("first.gpx");
            new Seed(stack.dynamoDb()).addVersions(run.account(), NAME, versions);
            run.requests();
        }
    }

    private void requests() {
        var uploaded = MeasuredStack.json(measure("upload", () -> upload(NAME)));
        var version = version(uploaded.path("updatetime").asLong());
        measure("download", () -> subject.get("/userdata/download-file", subject.with(version)));
        measure("delete", this::delete);
        var marker = subject.with(version(newest()));
        measure("restore on a phone", () -> subject.form("/userdata/delete-file-version", marker));
        delete();
        var trashed = version(newest());
        measure("restore on the web", () -> subject.post("/mapapi/restore-file", trashed, ""));
        delete();
        measure("upload over a trashed name", () -> upload(NAME));
        delete();
        var selected = "[" + MeasuredStack.JSON.valueToTree(entry(newest())) + "]";
        measure(
                "permanent deletion from the trash",
                () -> subject.post("/userdata/empty-trash", subject.with(Map.of()), selected));
        // The inbox answers after the job has removed the rows that the last request hid.
        subject.get("/local/inbox", Map.of("to", subject.email()));
    }

    private HttpResponse<byte[]> measure(String request, Supplier<HttpResponse<byte[]>> call) {
        ledger.reset();
        var answer = call.get();
        // Work of a queue after the request has its own row.
        var used = ledger.reset().entrySet().stream()
                .filter(row -> row.getKey().contains(" /"))
                .map(Map.Entry::getValue)
                .reduce(Amounts.NONE, Amounts::plus);
        rows.addObject()
                .put("request", request)
                .put("versions", versions)
                .put("calls", Math.round(used.get("calls")))
                .put("rcu", used.get("rcu"))
                .put("wcu", used.get("wcu"));
        return answer;
    }

    private long account() {
        return MeasuredStack.json(subject.get("/userdata/list-files", subject.with(Map.of())))
                .path("userid")
                .asLong();
    }

    private HttpResponse<byte[]> upload(String name) {
        var query = new HashMap<>(subject.with(Map.of("type", TYPE, "name", name)));
        query.put("clienttime", "1767038009554");
        return subject.upload("/userdata/upload-file", query, "<gpx>" + System.nanoTime() + "</gpx>");
    }

    private HttpResponse<byte[]> delete() {
        return subject.form("/userdata/delete-file", subject.with(Map.of("type", TYPE, "name", NAME)));
    }

    /** Returns the update time of the account's newest row. */
    private long newest() {
        var changes = MeasuredStack.json(subject.get("/v1/changes", Map.of()));
        return changes.path("items").path(0).path("updatetime").asLong();
    }

    private static Map<String, String> version(long time) {
        return Map.of("type", TYPE, "name", NAME, "updatetime", Long.toString(time));
    }

    private static Map<String, Object> entry(long time) {
        return Map.of("type", TYPE, "name", NAME, "updatetime", time);
    }
}
