package net.osmand.account.cloud.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The calls of a signed-in device: files, changes and the account. */
public final class CloudApi {
    private static final String BOUNDARY = "osmand0cloud0boundary";
    private static final Map<String, String> GZIP = Map.of("Accept-Encoding", "gzip");

    private final Session session;
    private final Calls calls;

    public CloudApi(Session session, Exchange exchange) {
        this.session = session;
        calls = new Calls(session.server(), exchange);
    }

    public Session session() {
        return session;
    }

    /** Returns the changes after a cursor, or without a cursor only a first cursor. */
    public ChangePage changes(@Nullable String cursor) {
        var query = cursor == null ? Map.<String, String>of() : Map.of("cursor", cursor);
        var json = calls.json("/v1/changes/since", query, bearer());
        if (!json.has("cursor") && !json.has("reset")) {
            throw new CloudException(ExitCode.NO_SERVER, "The server's answer has no cursor.");
        }
        var rows = new ArrayList<RemoteFile>();
        for (var item : json.path("items")) {
            var device = item.path("device");
            var name =
                    (device.path("brand").asText() + " " + device.path("model").asText()).strip();
            var live = !item.path("status").asText().equals("DELETED");
            rows.add(new RemoteFile(
                    key(item),
                    item.path("updatetime").asLong(),
                    item.path("clienttime").asLong(),
                    item.path("filesize").asLong(),
                    live,
                    item.path("deviceid").asLong(),
                    name));
        }
        var removed = new ArrayList<ChangePage.Removed>();
        for (var item : json.path("removed")) {
            var newest = 0L;
            for (var time : item.path("updatetimes")) {
                newest = Math.max(newest, time.asLong());
            }
            removed.add(new ChangePage.Removed(key(item), newest));
        }
        var next = json.hasNonNull("cursor") ? json.path("cursor").asText() : null;
        return new ChangePage(
                json.path("reset").asBoolean(), next, json.path("more").asBoolean(), rows, removed);
    }

    /** Lists all live files. */
    public List<RemoteFile> list() {
        return list(Map.of());
    }

    /** Returns one file if it is live. */
    public Optional<RemoteFile> look(FileKey key) {
        return list(named(key)).stream().filter(row -> row.key().equals(key)).findFirst();
    }

    private List<RemoteFile> list(Map<String, String> query) {
        var reply = calls.get("/userdata/list-files", device(query), GZIP);
        try {
            var json = Answers.json(followed(reply));
            if (!json.path("uniqueFiles").isArray()) {
                throw new CloudException(ExitCode.NO_SERVER, "The server's answer has no list of files.");
            }
            var rows = new ArrayList<RemoteFile>();
            for (var row : json.path("uniqueFiles")) {
                rows.add(listed(row));
            }
            return rows;
        } catch (IOException e) {
            throw Calls.unreachable(session.server(), e);
        }
    }

    private Reply followed(Reply reply) throws IOException {
        if (reply.status() != 302) {
            return reply;
        }
        reply.close();
        return calls.send(Request.get(link(reply), GZIP));
    }

    private static RemoteFile listed(JsonNode row) {
        return new RemoteFile(
                key(row),
                row.path("updatetimems").asLong(),
                row.path("clienttimems").asLong(),
                row.path("filesize").asLong(),
                true,
                row.path("deviceid").asLong(),
                "");
    }

    /** Stores a version with one request and returns its time. */
    public long upload(FileKey key, long clientTime, byte[] gzip) {
        var query = new HashMap<>(named(key));
        query.put("clienttime", Long.toString(clientTime));
        var headers = Map.of("Content-Type", "multipart/form-data; boundary=" + BOUNDARY);
        var json = calls.post("/userdata/upload-file", device(query), headers, multipart(gzip));
        var time = json.path("updatetime").asLong();
        if (time == 0) {
            throw new CloudException(ExitCode.NO_SERVER, "The server did not say when it stored the file.");
        }
        return time;
    }

    private static byte[] multipart(byte[] gzip) {
        var body = new ByteArrayOutputStream(gzip.length + 256);
        body.writeBytes(
                ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"content.gz\"\r\n"
                                + "Content-Type: application/octet-stream\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(gzip);
        body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }

    /** Returns whether the server has this map in its public catalogue and therefore does not store it. */
    public boolean isPublicMap(FileKey key) {
        var query = Map.of("type", "file", "name", key.name());
        return calls.json("/userdata/check-file-on-server", query, Map.of())
                .path("status")
                .asText()
                .equals("present");
    }

    /** Downloads the content of a version: 200 with the gzip, or 302 with a link to S3. */
    public Reply download(FileKey key, long time) {
        var query = new HashMap<>(named(key));
        query.put("updatetime", Long.toString(time));
        var reply = calls.get("/userdata/download-file", device(query), GZIP);
        try {
            if (reply.status() != 200 && reply.status() != 302) {
                throw Answers.refusal(reply);
            }
            return reply;
        } catch (IOException e) {
            throw Calls.unreachable(session.server(), e);
        }
    }

    /** Downloads from a link to S3 starting at an offset. A negative offset counts from the end. */
    public Reply fetch(URI link, long offset) {
        var range = offset == 0 ? "" : "bytes=" + (offset < 0 ? "" + offset : offset + "-");
        var headers = range.isEmpty() ? GZIP : Map.of("Accept-Encoding", "gzip", "Range", range);
        return calls.send(Request.get(link, headers));
    }

    /** Returns the target of a redirect. */
    public static URI link(Reply reply) {
        return reply.header("Location")
                .map(URI::create)
                .orElseThrow(() -> new CloudException(ExitCode.NO_SERVER, "The server's redirect has no address."));
    }

    /** Moves a file to the trash. */
    public void delete(FileKey key) {
        calls.postForm("/userdata/delete-file", device(named(key)));
    }

    public UploadsApi uploads() {
        return new UploadsApi(calls, bearer());
    }

    public AccountApi account() {
        return new AccountApi(session, calls, bearer());
    }

    private static FileKey key(JsonNode row) {
        return new FileKey(row.path("type").asText(), row.path("name").asText());
    }

    private static Map<String, String> named(FileKey key) {
        return Map.of("type", key.type(), "name", key.name());
    }

    private Map<String, String> device(Map<String, String> more) {
        var all = new HashMap<>(more);
        all.put("deviceid", Long.toString(session.deviceId()));
        all.put("accessToken", session.token());
        return all;
    }

    private Map<String, String> bearer() {
        return Map.of("Authorization", "Bearer " + session.token(), "Accept-Encoding", "gzip");
    }
}
