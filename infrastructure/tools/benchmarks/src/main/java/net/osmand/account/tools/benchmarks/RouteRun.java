package net.osmand.account.tools.benchmarks;

import static net.osmand.account.tools.benchmarks.FileParameters.file;
import static net.osmand.account.tools.benchmarks.FileParameters.json;
import static net.osmand.account.tools.benchmarks.FileParameters.path;
import static net.osmand.account.tools.benchmarks.FileParameters.selected;
import static net.osmand.account.tools.benchmarks.FileParameters.version;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import net.osmand.account.devserver.DevServer;
import net.osmand.account.sam.FunctionDefinition;
import net.osmand.account.sam.Template;

/** Calls each route once for an account of a given size and reads the AWS usage from the ledger. */
final class RouteRun {
    private static final String OWN = "own.gpx";
    private static final String LIST = "GET /userdata/list-files";
    private static final String FIRST_LIST = LIST + ", first";
    private static final String LIST_AFTER_A_CHANGE = LIST + ", after a change";

    private final DevServer stack;
    private final int files;
    private final Map<String, String> routes;
    private final MeasuredStack subject;
    private final Ledger ledger;
    private final Map<String, Amounts> usage = new LinkedHashMap<>();
    private long rowBytes;
    private double fullListPlain;

    private RouteRun(DevServer stack, Map<String, String> routes, int files) {
        this.stack = stack;
        this.files = files;
        this.routes = routes;
        subject = new MeasuredStack(stack.uri());
        ledger = new Ledger(subject);
    }

    /** Runs on a new account with this number of files. */
    static RouteRun of(DevServer stack, Template template, int files) {
        var run = new RouteRun(stack, routes(template), files);
        run.signUp();
        run.grow();
        run.app();
        run.trash();
        run.portal();
        return run;
    }

    /** Returns each route with the first route of its function, by which the ledger names it. */
    private static Map<String, String> routes(Template template) {
        var routes = new TreeMap<String, String>();
        for (var id : template.ofType("AWS::Serverless::Function")) {
            var own = template.properties(id)
                    .path("Events")
                    .valueStream()
                    .filter(event -> event.path("Type").asText().equals("HttpApi"))
                    .map(event -> FunctionDefinition.routeKey(event.path("Properties")))
                    .toList();
            own.forEach(route -> routes.put(route, own.getFirst()));
        }
        return routes;
    }

    /** Returns the usage by route, or by function for functions without a route. */
    Map<String, Amounts> usage() {
        return usage;
    }

    /** Returns the bytes of a file's row with its index entry. */
    long rowBytes() {
        return rowBytes;
    }

    /** Returns the bytes of the full list before gzip. */
    double fullListPlain() {
        return fullListPlain;
    }

    private void signUp() {
        measure("POST /userdata/user-register", subject::register);
        measure("POST /userdata/device-register", subject::deviceRegister);
    }

    private void grow() {
        upload(OWN);
        var list = MeasuredStack.json(subject.get("/userdata/list-files", subject.with(Map.of())));
        rowBytes = new Seed(stack.dynamoDb()).grow(list.path("userid").asLong(), files - 1);
    }

    private void app() {
        app("GET /userdata/user-validate-sub", Map.of());
        app("GET /userdata/check-file-on-server", Map.of("name", "mine.obf", "type", "file"));
        var owned = MeasuredStack.json(measure("POST /userdata/upload-file", () -> upload(OWN)));
        lists();
        app("GET /userdata/download-file", version(OWN, owned.path("updatetime").asLong()));
        // A cursor never passes recent writes. Most sync rounds start long after the last change, so the clock moves
        // first.
        var begun = cursor(Map.of());
        subject.advance("PT6M");
        var settled = cursor(Map.of("cursor", begun));
        get("GET /v1/changes/since", Map.of("cursor", settled));
        form("POST /userdata/delete-file", subject.with(file(OWN)));
        form("POST /userdata/delete-file-version", subject.with(version(OWN, newest())));
        app("GET /api/subscriptions/get", Map.of("orderId", "none"));
        app("GET /api/subscriptions/getAll", Map.of());
        app("GET /api/inapps/get", Map.of());
        form("POST /userdata/user-update-orderid", Map.of("email", subject.email(), "orderid", "GPA.1"));
    }

    /**
     * Lists after the last change became settled: the first list, one after another change, and the list of a round
     * without changes, which is the route's own row.
     */
    private void lists() {
        subject.advance("PT6M");
        list(FIRST_LIST);
        upload(OWN);
        subject.advance("PT6M");
        list(LIST_AFTER_A_CHANGE);
        fullListPlain = MeasuredStack.plain(list(LIST)).length;
    }

    private HttpResponse<byte[]> list(String as) {
        var response = app(LIST, Map.of("allVersions", "true"));
        var used = usage.getOrDefault(LIST, Amounts.NONE);
        // A stored list that is the response costs only authentication and GetObject. All others are made row by row.
        var isStored = used.get("calls") == 2 && used.get("s3Reads") == 1;
        usage.put(as, used.plus(Amounts.of("rows", isStored ? 0 : files)));
        return response;
    }

    private void trash() {
        for (var name : new String[] {"a.gpx", "b.gpx", "c.gpx", "d.gpx", "e.gpx", "f.gpx"}) {
            upload(name);
        }
        post("POST /userdata/empty-trash", subject.with(Map.of()), selected("a.gpx", trashed("a.gpx")));
        var b = version("b.gpx", trashed("b.gpx"));
        get("GET /mapapi/download-file-from-prev-version", b);
        post("POST /mapapi/restore-file", b, "");
        post("POST /mapapi/delete-file", file("c.gpx"), "");
        var deleted = new HashMap<>(version("c.gpx", newest()));
        deleted.put("isTrash", "true");
        post("POST /mapapi/delete-file-all-versions", deleted, "");
        post("POST /mapapi/empty-trash", Map.of(), selected("d.gpx", trashed("d.gpx")));
        trashed("e.gpx");
        get("GET /v1/trash", Map.of());
        var job = MeasuredStack.json(post("POST /v1/trash/empty", Map.of(), ""));
        measure(
                "GET /v1/trash/empty/{id}",
                () -> subject.get(job.path("status_url").asText(), Map.of()));
    }

    private void portal() {
        signIn();
        for (var path : new String[] {
            "/mapapi/auth/info",
            "/mapapi/devices",
            "/mapapi/get-account-info",
            "/v1/purchases",
            "/mapapi/list-files",
            "/v1/changes",
            "/v1/usage"
        }) {
            get("GET " + path, Map.of());
        }
        get("GET /v1/exports/estimate", Map.of("format", ".osf"));
        post("POST /mapapi/download-backup", Map.of("format", ".osf"), "[\"PROFILE\"]");
        measure(
                "POST /mapapi/upload-file",
                () -> subject.upload("/mapapi/upload-file", file(OWN), "<gpx>portal</gpx>"));
        get("GET /mapapi/download-file", file(OWN));
        post("POST /mapapi/delete-file-version", version(OWN, newest()), "");
    }

    /** Signs in. First sets a password with a code, because the account has none. */
    private void signIn() {
        var name = subject.email();
        var password = "a password of some length";
        post("POST /mapapi/auth/register", Map.of("lang", "en", "isNew", "false"), json(Map.of("username", name)));
        var code = subject.code();
        post("POST /mapapi/auth/validate-token", Map.of(), json(Map.of("username", name, "token", code)));
        post(
                "POST /mapapi/auth/activate",
                Map.of(),
                json(Map.of("username", name, "token", code, "password", password, "lang", "en")));
        post("POST /mapapi/auth/login", Map.of(), json(Map.of("username", name, "password", password, "lang", "en")));
        post("POST /mapapi/auth/logout", Map.of(), "{}");
    }

    private HttpResponse<byte[]> app(String route, Map<String, String> query) {
        return get(route, subject.with(query));
    }

    private HttpResponse<byte[]> get(String route, Map<String, String> query) {
        return measure(route, () -> subject.get(path(route), query));
    }

    private HttpResponse<byte[]> post(String route, Map<String, String> query, String json) {
        return measure(route, () -> subject.post(path(route), query, json));
    }

    private void form(String route, Map<String, String> form) {
        measure(route, () -> subject.form(path(route), form));
    }

    private HttpResponse<byte[]> upload(String name) {
        var query = new HashMap<>(subject.with(file(name)));
        query.put("clienttime", "1767038009554");
        return subject.upload("/userdata/upload-file", query, "<gpx>" + System.nanoTime() + "</gpx>");
    }

    private long trashed(String name) {
        subject.form("/userdata/delete-file", subject.with(file(name)));
        return newest();
    }

    private String cursor(Map<String, String> query) {
        return MeasuredStack.json(subject.get("/v1/changes/since", query))
                .path("cursor")
                .asText();
    }

    /** Returns the update time of the account's newest row. */
    private long newest() {
        var changes = MeasuredStack.json(subject.get("/v1/changes", Map.of()));
        return changes.path("items").path(0).path("updatetime").asLong();
    }

    private HttpResponse<byte[]> measure(String route, Supplier<HttpResponse<byte[]>> request) {
        ledger.reset();
        var response = request.get();
        // The ledger is complete after the mails of the request have arrived.
        subject.get("/local/inbox", Map.of("to", subject.email()));
        var used = ledger.reset();
        var own = Amounts.of("answer", response.body().length);
        if (response.statusCode() / 100 == 3) {
            response = subject.follow(response);
            own = Amounts.of("answer", response.body().length).plus(Amounts.of("s3Reads", 1));
        }
        used.merge(routes.getOrDefault(route, route), own, Amounts::plus);
        usage.putAll(used);
        return response;
    }
}
