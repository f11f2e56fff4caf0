package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Measures the cost of each request about one file with the ledger. The requests cover the whole lifecycle of a file in
 * order.
 */
final class FileCosts {
    private static final String TYPE = "GPX";
    private static final byte[] GZIP = TestApp.gzip("<gpx/>".getBytes(StandardCharsets.UTF_8));

    private final TestApp app;
    private final TestBrowser browser;
    private final String name;
    private final Map<String, Cost> costs = new LinkedHashMap<>();

    /**
     * AWS calls and capacity of one request.
     *
     * @param rcu read capacity units
     * @param wcu write capacity units
     */
    record Cost(int calls, double rcu, double wcu) {}

    /** @param browser signed in to the account of the app */
    FileCosts(TestApp app, TestBrowser browser, String name) {
        this.app = app;
        this.browser = browser;
        this.name = name;
    }

    /** Sends the requests and measures each one; the last request removes the file. */
    Map<String, Cost> measure() {
        // The first change of a day also moves the date of the account's check; later changes do not.
        app.upload(TYPE, "first of the day.gpx", GZIP, 1);
        add("upload", "POST /userdata/upload-file", this::upload);
        var newest = newest();
        add("download", "GET /userdata/download-file", () -> app.download(TYPE, name, newest));
        add("delete", "POST /userdata/delete-file", this::delete);
        var marker = newest();
        add("restore", "POST /userdata/delete-file-version", () -> app.deleteVersion(TYPE, name, marker));
        delete();
        var query = Map.of("type", TYPE, "name", name, "updatetime", Long.toString(newest()));
        // The ledger names a function by its first route.
        add("restore on the web", "GET /mapapi/restore-file", () -> browser.post("/mapapi/restore-file", query, ""));
        delete();
        add("upload over a trashed name", "POST /userdata/upload-file", this::upload);
        delete();
        var trash = "[{\"name\":\"%s\",\"type\":\"%s\",\"updatetime\":%d}]".formatted(name, TYPE, newest());
        add(
                "empty-trash",
                "POST /userdata/empty-trash",
                () -> app.stack().postJson("/userdata/empty-trash", app.with(Map.of()), trash));
        // A job removes the rows that the last request hid.
        app.stack().settle();
        return costs;
    }

    private HttpResponse<byte[]> upload() {
        return app.upload(TYPE, name, GZIP, 1);
    }

    private HttpResponse<byte[]> delete() {
        return app.delete(TYPE, name);
    }

    private long newest() {
        return TestStack.json(app.listing(Map.of("allVersions", "true", "name", name)))
                .path("allFiles")
                .path(0)
                .path("updatetimems")
                .asLong();
    }

    private void add(String what, String route, Supplier<HttpResponse<byte[]>> request) {
        // Each change of a track makes a function compute its details.
        app.stack().awaitBackgroundWork();
        assertThat(request.get().statusCode()).as(what).isEqualTo(200);
        var sum = new Cost(0, 0, 0);
        for (var call : app.stack().calls()) {
            if (call.path("route").asText().equals(route)) {
                sum = new Cost(
                        sum.calls + call.path("count").asInt(),
                        sum.rcu + call.path("rcu").asDouble(),
                        sum.wcu + call.path("wcu").asDouble());
            }
        }
        costs.put(what, sum);
    }
}
