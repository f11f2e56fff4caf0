package net.osmand.account.cloud.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.osmand.account.cloud.api.Exchange;
import net.osmand.account.cloud.api.FileKey;
import net.osmand.account.cloud.api.Reply;
import net.osmand.account.cloud.api.Request;
import net.osmand.account.cloud.api.Session;
import net.osmand.account.cloud.fake.FakeAccount.Row;
import org.jspecify.annotations.Nullable;

/** A fake of the API for one account, according to infrastructure/api/openapi.yaml. Records its requests. */
public final class FakeApi implements Exchange {
    static final ObjectMapper JSON = new ObjectMapper();

    /** The number of the account. */
    public static final int USER = 7;

    public static final String EMAIL = "ann@example.org";
    public static final String CODE = "482193";

    /** The server's page size. */
    private static final int PAGE = 500;

    /** Size of a gzip in bytes from which a download is redirected to S3. */
    private static final int REDIRECTED = 4 << 20;

    private final FakeAccount account;
    private final URI server;
    private final FakeUploads uploads;
    private final Map<Long, String> devices = new ConcurrentHashMap<>(Map.of(FakeAccount.PHONE, "Phone"));
    private final Map<String, Long> tokens = new ConcurrentHashMap<>();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

    public FakeApi(FakeAccount account, URI server) {
        this.account = account;
        this.server = server;
        uploads = new FakeUploads(account, server);
    }

    /** Adds a device to the account. */
    public Session device(String name) {
        var id = 600L + devices.size();
        var token = "token-" + id;
        devices.put(id, name);
        tokens.put(token, id);
        return new Session(server, EMAIL, USER, id, token, name);
    }

    /** Returns and removes the recorded requests, each with method and path. */
    public List<String> takeRequests() {
        var taken = List.copyOf(requests);
        requests.clear();
        return taken;
    }

    @Override
    public Reply send(Request request) {
        var path = request.uri().getPath();
        requests.add(request.method() + " " + path);
        var query = query(request.uri().getRawQuery());
        var device = device(request, query);
        if (path.startsWith("/s3/")) {
            return uploads.storage(request, path);
        } else if (path.equals("/v1/plans")) {
            return ok(JSON.createObjectNode().set("plans", JSON.createArrayNode()));
        } else if (path.startsWith("/userdata/") && path.contains("register")) {
            return register(path, form(request));
        } else if (path.equals("/userdata/check-file-on-server")) {
            var isPublic = query.getOrDefault("name", "").startsWith("World");
            return ok(JSON.createObjectNode().put("status", isPublic ? "present" : "not-present"));
        } else if (device == 0 && path.startsWith("/userdata/")) {
            return refused(105, "device id or access token rejected");
        } else if (device == 0) {
            return json(401, problem(401, "Nobody is signed in.", 0));
        } else if (path.startsWith("/v1/uploads")) {
            return uploads.api(request, path, device);
        }
        return answer(request, path, query, device);
    }

    private Reply answer(Request request, String path, Map<String, String> query, long device) {
        return switch (path) {
            case "/v1/changes/since" -> changes(query.getOrDefault("cursor", ""));
            case "/userdata/list-files" -> list(query);
            case "/userdata/upload-file" -> upload(request, query, device);
            case "/userdata/download-file" -> download(key(query), Long.parseLong(query.get("updatetime")));
            case "/userdata/delete-file" -> {
                account.delete(key(form(request)), device);
                yield ok(JSON.createObjectNode().put("status", "ok"));
            }
            case "/mapapi/devices/revoke" -> {
                tokens.values().remove(Long.valueOf(query.get("id")));
                yield ok(JSON.createObjectNode().put("status", "ok"));
            }
            default -> json(404, JSON.createObjectNode().put("message", "Not Found"));
        };
    }

    private Reply register(String path, Map<String, String> form) {
        var code = form.getOrDefault("token", "");
        if (!EMAIL.equals(form.get("email"))) {
            return refused(103, "no account");
        } else if (path.endsWith("user-register")) {
            return ok(JSON.createObjectNode().put("status", "ok"));
        } else if (!code.equals(CODE)) {
            return refused(104, "the code is wrong");
        }
        var session = device(form.getOrDefault("model", ""));
        return ok(JSON.createObjectNode()
                .put("id", session.deviceId())
                .put("userid", USER)
                .put("accesstoken", session.token()));
    }

    private Reply changes(String cursor) {
        var last = account.last();
        if (cursor.isEmpty()) {
            return ok(JSON.createObjectNode().put("reset", true).put("cursor", "c" + last));
        } else if (cursor.equals("old")) {
            return ok(JSON.createObjectNode().put("reset", true));
        }
        var told = Long.parseLong(cursor.substring(1));
        var isPaging = cursor.startsWith("p");
        var from = isPaging ? told : Math.min(told, account.settled());
        var rows = account.after(from);
        var more = rows.size() > PAGE;
        var page = more ? rows.subList(0, PAGE) : rows;
        var until = more ? page.getLast().time() : last;
        var answer = JSON.createObjectNode()
                .put("cursor", (more ? "p" : "c") + until)
                .put("more", more);
        var items = answer.putArray("items");
        page.forEach(row -> items.add(item(row)));
        var removed = answer.putArray("removed");
        for (var removal : account.removalsAfter(from)) {
            if (removal.at() <= until) {
                var file = removed.addObject()
                        .put("type", removal.key().type())
                        .put("name", removal.key().name());
                var times = file.putArray("updatetimes");
                removal.times().forEach(times::add);
            }
        }
        return ok(answer);
    }

    private ObjectNode item(Row row) {
        var item = JSON.createObjectNode()
                .put("type", row.key().type())
                .put("name", row.key().name())
                .put("status", row.live() ? "MODIFIED" : "DELETED")
                .put("updatetime", row.time())
                .put("clienttime", row.clientTime())
                .put("filesize", row.size())
                .put("deviceid", row.device());
        item.putObject("device").put("brand", "").put("model", devices.getOrDefault(row.device(), ""));
        return item;
    }

    private Reply list(Map<String, String> query) {
        var name = query.get("name");
        var answer = JSON.createObjectNode();
        var files = answer.putArray("uniqueFiles");
        for (var row : account.live()) {
            if (name == null || row.key().equals(key(query))) {
                files.addObject()
                        .put("type", row.key().type())
                        .put("name", row.key().name())
                        .put("updatetimems", row.time())
                        .put("clienttimems", row.clientTime())
                        .put("filesize", row.size())
                        .put("deviceid", row.device());
            }
        }
        return ok(answer);
    }

    private Reply upload(Request request, Map<String, String> query, long device) {
        var key = key(query);
        if (account.refuses(key.type())) {
            return refused(102, "the plan does not store this type");
        }
        var body = request.body();
        var text = new String(body, StandardCharsets.ISO_8859_1);
        var start = text.indexOf("\r\n\r\n") + 4;
        var gzip = Arrays.copyOfRange(body, start, text.lastIndexOf("\r\n--"));
        var time = account.add(key, gzip, Long.parseLong(query.get("clienttime")), device);
        return ok(JSON.createObjectNode().put("updatetime", time).put("status", "ok"));
    }

    private Reply download(FileKey key, long time) {
        var row = account.version(key, time);
        var gzip = row.isEmpty() ? null : row.get().gzip();
        if (gzip == null) {
            return refused(106, "this version is not available");
        } else if (gzip.length > REDIRECTED) {
            var link = uploads.link(gzip);
            return Reply.of(302, Map.of("location", link.toString()), new byte[0]);
        }
        return Reply.of(200, Map.of("content-encoding", "gzip"), gzip);
    }

    private long device(Request request, Map<String, String> query) {
        var all = new HashMap<>(query);
        all.putAll(form(request));
        var bearer = request.headers().getOrDefault("Authorization", "Bearer ").substring("Bearer ".length());
        return tokens.getOrDefault(all.getOrDefault("accessToken", bearer), 0L);
    }

    static Reply ok(JsonNode json) {
        return json(200, json);
    }

    static Reply json(int status, JsonNode json) {
        return Reply.of(status, Map.of("content-type", "application/json"), bytes(json));
    }

    private static byte[] bytes(JsonNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    static Reply refused(int code, String message) {
        var json = JSON.createObjectNode();
        json.putObject("error").put("errorCode", code).put("message", message);
        return json(400, json);
    }

    static ObjectNode problem(int status, String detail, int code) {
        var json = JSON.createObjectNode()
                .put("type", "about:blank")
                .put("status", status)
                .put("detail", detail);
        return code == 0 ? json : json.put("code", code);
    }

    private static FileKey key(Map<String, String> parameters) {
        return new FileKey(parameters.getOrDefault("type", ""), parameters.getOrDefault("name", ""));
    }

    private static Map<String, String> form(Request request) {
        var type = request.headers().getOrDefault("Content-Type", "").toLowerCase(Locale.ROOT);
        return type.startsWith("application/x-www-form-urlencoded")
                ? query(new String(request.body(), StandardCharsets.UTF_8))
                : Map.of();
    }

    static Map<String, String> query(@Nullable String text) {
        var parameters = new HashMap<String, String>();
        for (var pair : text == null || text.isEmpty() ? new ArrayList<String>() : List.of(text.split("&"))) {
            var equals = pair.indexOf('=');
            parameters.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
