package net.osmand.account.tools.benchmarks;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import net.osmand.account.devserver.DevServer;

/** Asks each route once for an account of a size, and takes what that made AWS do from the ledger. */
final class RouteRun {
    /** Answers hold the whole account by what they are for. */
    static final Set<String> FULL_LISTS = Set.of(
            "GET /userdata/list-files",
            "GET /mapapi/list-files",
            "GET /v1/exports/estimate",
            "POST /mapapi/download-backup");

    private static final String TYPE = "GPX";
    private static final String OWN = "own.gpx";

    private final DevServer stack;
    private final Map<String, String> routes;
    private final MeasuredStack subject;
    private final Map<String, AwsUsage> efforts = new LinkedHashMap<>();
    private long rowBytes;
    private double fullListPlain;

    private RouteRun(DevServer stack, Map<String, String> routes) {
        this.stack = stack;
        this.routes = routes;
        subject = new MeasuredStack(stack.uri());
    }

    /** Of a new account that has that many files. */
    static RouteRun of(DevServer stack, Map<String, String> routes, int files) {
        var tour = new RouteRun(stack, routes);
        tour.signUp();
        tour.grow(files);
        tour.app();
        tour.trash();
        tour.portal();
        return tour;
    }

    /** By route, and by function where an event and no route starts it. */
    Map<String, AwsUsage> efforts() {
        return efforts;
    }

    /** Of one file's row, its index entry included. */
    long rowBytes() {
        return rowBytes;
    }

    /** Bytes of the whole list before gzip. */
    double fullListPlain() {
        return fullListPlain;
    }

    private void signUp() {
        measure("POST /userdata/user-register", subject::register);
        measure("POST /userdata/device-register", subject::deviceRegister);
    }

    private void grow(int files) {
        upload(OWN);
        var account = MeasuredStack.json(subject.get("/userdata/list-files", subject.with(Map.of())))
                .path("userid")
                .asLong();
        rowBytes = new Seed(stack.dynamoDb()).grow(account, files - 1);
    }

    private void app() {
        app("GET /userdata/user-validate-sub", Map.of());
        app("GET /userdata/check-file-on-server", Map.of("name", "mine.obf", "type", "file"));
        var owned = MeasuredStack.json(measure("POST /userdata/upload-file", () -> upload(OWN)))
                .path("updatetime")
                .asLong();
        fullListPlain = MeasuredStack.plain(app("GET /userdata/list-files", Map.of("allVersions", "true"))).length;
        app("GET /userdata/download-file", version(OWN, owned));
        if (routes.containsKey("GET /v1/changes/since")) {
            // A cursor stands still behind what may not be settled yet; most rounds come long after the last change.
            var begun = cursor(Map.of());
            subject.post("/local/clock", Map.of("advance", "PT20M"), "");
            var settled = cursor(Map.of("cursor", begun));
            portal("GET /v1/changes/since", Map.of("cursor", settled));
        }
        measure(
                "POST /userdata/delete-file",
                () -> subject.form("/userdata/delete-file", subject.with(Map.of("type", TYPE, "name", OWN))));
        var marker = newest();
        measure(
                "POST /userdata/delete-file-version",
                () -> subject.form("/userdata/delete-file-version", subject.with(version(OWN, marker))));
        app("GET /api/subscriptions/get", Map.of("orderId", "none"));
        app("GET /api/subscriptions/getAll", Map.of());
        app("GET /api/inapps/get", Map.of());
        measure(
                "POST /userdata/user-update-orderid",
                () -> subject.form(
                        "/userdata/user-update-orderid", Map.of("email", subject.email(), "orderid", "GPA.1")));
    }

    private void trash() {
        for (var name : new String[] {"a.gpx", "b.gpx", "c.gpx", "d.gpx", "e.gpx", "f.gpx"}) {
            upload(name);
        }
        var a = trashed("a.gpx");
        measure(
                "POST /userdata/empty-trash",
                () -> subject.post(
                        "/userdata/empty-trash",
                        subject.with(Map.of()),
                        "[{\"name\":\"a.gpx\",\"type\":\"GPX\",\"updatetime\":%d}]".formatted(a)));
        var b = trashed("b.gpx");
        portal("GET /mapapi/download-file-from-prev-version", version("b.gpx", b));
        measure("POST /mapapi/restore-file", () -> subject.post("/mapapi/restore-file", version("b.gpx", b), ""));
        measure(
                "POST /mapapi/delete-file",
                () -> subject.post("/mapapi/delete-file", Map.of("type", TYPE, "name", "c.gpx"), ""));
        var c = newest();
        var seen = new HashMap<>(version("c.gpx", c));
        seen.put("isTrash", "true");
        measure(
                "POST /mapapi/delete-file-all-versions",
                () -> subject.post("/mapapi/delete-file-all-versions", seen, ""));
        var d = trashed("d.gpx");
        measure(
                "POST /mapapi/empty-trash",
                () -> subject.post(
                        "/mapapi/empty-trash",
                        Map.of(),
                        "[{\"name\":\"d.gpx\",\"type\":\"GPX\",\"updatetime\":%d}]".formatted(d)));
        trashed("e.gpx");
        portal("GET /v1/trash", Map.of());
        var begun = MeasuredStack.json(
                measure("POST /v1/trash/empty", () -> subject.post("/v1/trash/empty", Map.of(), "")));
        measure(
                "GET /v1/trash/empty/{id}",
                () -> subject.get(begun.path("status_url").asText(), Map.of()));
    }

    private void portal() {
        signIn();
        portal("GET /mapapi/auth/info", Map.of());
        portal("GET /mapapi/devices", Map.of());
        portal("GET /mapapi/get-account-info", Map.of());
        portal("GET /v1/purchases", Map.of());
        portal("GET /mapapi/list-files", Map.of());
        portal("GET /v1/changes", Map.of());
        portal("GET /v1/usage", Map.of());
        portal("GET /v1/exports/estimate", Map.of("format", ".osf"));
        measure(
                "POST /mapapi/download-backup",
                () -> subject.post("/mapapi/download-backup", Map.of("format", ".osf"), "[\"PROFILE\"]"));
        measure(
                "POST /mapapi/upload-file",
                () -> subject.upload("/mapapi/upload-file", Map.of("type", TYPE, "name", OWN), "<gpx>portal</gpx>"));
        portal("GET /mapapi/download-file", Map.of("type", TYPE, "name", OWN));
        var newest = newest();
        measure(
                "POST /mapapi/delete-file-version",
                () -> subject.post("/mapapi/delete-file-version", version(OWN, newest), ""));
    }

    /** With a password, which this account of a phone first gets by a code. */
    private void signIn() {
        var password = "a password of some length";
        measure(
                "POST /mapapi/auth/register",
                () -> subject.post(
                        "/mapapi/auth/register",
                        Map.of("lang", "en", "isNew", "false"),
                        credentials(Map.of("username", subject.email()))));
        var code = subject.code();
        measure(
                "POST /mapapi/auth/validate-token",
                () -> subject.post(
                        "/mapapi/auth/validate-token",
                        Map.of(),
                        credentials(Map.of("username", subject.email(), "token", code))));
        measure(
                "POST /mapapi/auth/activate",
                () -> subject.post(
                        "/mapapi/auth/activate",
                        Map.of(),
                        credentials(Map.of(
                                "username", subject.email(), "token", code, "password", password, "lang", "en"))));
        measure(
                "POST /mapapi/auth/login",
                () -> subject.post(
                        "/mapapi/auth/login",
                        Map.of(),
                        credentials(Map.of("username", subject.email(), "password", password, "lang", "en"))));
        measure("POST /mapapi/auth/logout", () -> subject.post("/mapapi/auth/logout", Map.of(), "{}"));
    }

    private static String credentials(Map<String, String> values) {
        return MeasuredStack.JSON.valueToTree(values).toString();
    }

    private HttpResponse<byte[]> app(String route, Map<String, String> query) {
        return measure(route, () -> subject.get(path(route), subject.with(query)));
    }

    private HttpResponse<byte[]> portal(String route, Map<String, String> query) {
        return measure(route, () -> subject.get(path(route), query));
    }

    private String cursor(Map<String, String> query) {
        return MeasuredStack.json(subject.get("/v1/changes/since", query))
                .path("cursor")
                .asText();
    }

    private HttpResponse<byte[]> upload(String name) {
        return subject.upload(
                "/userdata/upload-file",
                subject.with(Map.of("type", TYPE, "name", name, "clienttime", "1767038009554")),
                "<gpx>" + System.nanoTime() + "</gpx>");
    }

    private long trashed(String name) {
        subject.form("/userdata/delete-file", subject.with(Map.of("type", TYPE, "name", name)));
        return newest();
    }

    private static Map<String, String> version(String name, long time) {
        return Map.of("type", TYPE, "name", name, "updatetime", Long.toString(time));
    }

    /** The update time of the account's newest row, without a list. */
    private long newest() {
        var item = MeasuredStack.json(subject.get("/v1/changes", Map.of()))
                .path("items")
                .path(0);
        return item.path("updatetime").asLong();
    }

    private static String path(String route) {
        return route.substring(route.indexOf(' ') + 1);
    }

    private HttpResponse<byte[]> measure(String route, Supplier<HttpResponse<byte[]>> request) {
        ledger();
        var answer = request.get();
        // Mails under way belong to what asked for them.
        subject.get("/local/inbox", Map.of("to", subject.email()));
        var spent = ledger();
        var own = AwsUsage.NONE.answering(answer.body().length);
        if (answer.statusCode() / 100 == 3) {
            answer = subject.follow(answer);
            own = AwsUsage.NONE.from(answer.body().length);
        }
        spent.merge(routes.getOrDefault(route, route), own, AwsUsage::plus);
        efforts.putAll(spent);
        return answer;
    }

    private Map<String, AwsUsage> ledger() {
        var rows = MeasuredStack.json(subject.get("/local/ledger", Map.of("reset", "true")))
                .path("calls");
        var byRoute = new LinkedHashMap<String, AwsUsage>();
        rows.forEach(row -> byRoute.merge(row.path("route").asText(), AwsUsage.of(row), AwsUsage::plus));
        return byRoute;
    }
}
