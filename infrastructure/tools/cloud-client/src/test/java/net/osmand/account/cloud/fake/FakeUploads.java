package net.osmand.account.cloud.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import net.osmand.account.cloud.api.FileKey;
import net.osmand.account.cloud.api.Reply;
import net.osmand.account.cloud.api.Request;

/** Uploads in parts, and the storage behind the links. */
final class FakeUploads {
    private static final int PART = 1 << 20;

    private final FakeAccount account;
    private final URI server;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<String, Upload> uploads = new ConcurrentHashMap<>();
    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();

    FakeUploads(FakeAccount account, URI server) {
        this.account = account;
        this.server = server;
    }

    private static final class Upload {
        private final FileKey key;
        private final int size;
        private final long clientTime;
        private final TreeMap<Integer, byte[]> parts = new TreeMap<>();
        private String state = "open";
        private long time;

        Upload(FileKey key, int size, long clientTime) {
            this.key = key;
            this.size = size;
            this.clientTime = clientTime;
        }
    }

    /** Returns a link to bytes. */
    URI link(byte[] bytes) {
        var id = "o" + Arrays.hashCode(bytes);
        objects.put(id, bytes);
        return server.resolve("/s3/" + id);
    }

    synchronized Reply api(Request request, String path, long device) {
        var parts = path.split("/", -1);
        if (parts.length == 3) {
            var body = body(request);
            var id = "u" + ids.incrementAndGet();
            var key = new FileKey(body.path("type").asText(), body.path("name").asText());
            uploads.put(
                    id,
                    new Upload(
                            key,
                            body.path("size").asInt(),
                            body.path("clienttime").asLong()));
            return FakeApi.json(201, json(id, uploads.get(id)));
        }
        var id = parts[3];
        var upload = uploads.get(id);
        if (upload == null) {
            return FakeApi.json(404, FakeApi.problem(404, "There is no such upload.", 0));
        } else if (request.method().equals("DELETE")) {
            uploads.remove(id);
            return FakeApi.ok(FakeApi.JSON.createObjectNode().put("status", "ok"));
        } else if (path.endsWith("/parts")) {
            return signed(id, body(request));
        } else if (path.endsWith("/complete")) {
            complete(upload, device);
            return FakeApi.json(202, json(id, upload));
        }
        return FakeApi.ok(json(id, upload));
    }

    private Reply signed(String id, JsonNode body) {
        var answer = FakeApi.JSON.createObjectNode();
        var number = body.path("parts").path(0).path("number").asInt();
        var link = answer.putArray("parts").addObject();
        link.put("number", number)
                .put("url", server.resolve("/s3/" + id + "/" + number).toString());
        link.putObject("headers").put("x-amz-checksum-sha256", "sum");
        return FakeApi.ok(answer);
    }

    private void complete(Upload upload, long device) {
        if (upload.state.equals("open")) {
            var all = new ByteArrayOutputStream();
            upload.parts.values().forEach(all::writeBytes);
            upload.time = account.add(upload.key, all.toByteArray(), upload.clientTime, device);
            upload.state = "done";
        }
    }

    private static ObjectNode json(String id, Upload upload) {
        var json = FakeApi.JSON
                .createObjectNode()
                .put("id", id)
                .put("state", upload.state)
                .put("part_size", PART)
                .put("parts", Math.ceilDiv(upload.size, PART))
                .put("updatetime", upload.time);
        var sent = json.putArray("sent");
        upload.parts.keySet().forEach(sent::add);
        return json;
    }

    synchronized Reply storage(Request request, String path) {
        var parts = path.split("/", -1);
        if (request.method().equals("PUT")) {
            Objects.requireNonNull(uploads.get(parts[2])).parts.put(Integer.valueOf(parts[3]), request.body());
            return Reply.of(200, Map.of(), new byte[0]);
        }
        var bytes = Objects.requireNonNull(objects.get(parts[2]));
        var range = request.headers().get("Range");
        if (range == null) {
            return Reply.of(200, Map.of("content-encoding", "gzip"), bytes);
        }
        var asked = range.substring("bytes=".length());
        var from = asked.startsWith("-")
                ? bytes.length + Integer.parseInt(asked)
                : Integer.parseInt(asked.substring(0, asked.length() - 1));
        return from >= bytes.length
                ? Reply.of(416, Map.of(), new byte[0])
                : Reply.of(206, Map.of("content-encoding", "gzip"), Arrays.copyOfRange(bytes, from, bytes.length));
    }

    private static JsonNode body(Request request) {
        try {
            return FakeApi.JSON.readTree(request.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
