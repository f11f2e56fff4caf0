package net.osmand.account.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import net.osmand.account.relay.StubApi.Answer;
import net.osmand.account.relay.StubApi.Seen;
import net.osmand.account.relay.StubApi.Stored;

/** Simulates {@code /v1/uploads} of docs/uploads.md, and S3. */
final class StubUploads {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int PART = 8 << 20;

    private final StubApi api;
    private final Map<String, Upload> uploads = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();

    StubUploads(StubApi api) {
        this.api = api;
    }

    /** Returns the number of uploads that hold quota. */
    long open() {
        return uploads.values().stream().filter(one -> !one.done).count();
    }

    /** Answers a call of {@code /v1/uploads}. */
    Answer answer(Seen request, String[] path, Digested body) throws IOException {
        if (path.length == 3) {
            var wanted = JSON.readTree(body.text());
            var id = "up" + ids.incrementAndGet();
            uploads.put(
                    id,
                    new Upload(
                            wanted.path("type").asText(),
                            wanted.path("name").asText(),
                            wanted.path("size").asLong()));
            return view(201, id);
        }
        var id = path[3];
        var upload = uploads.get(id);
        if (upload == null) {
            return StubApi.json(404, "{\"detail\":\"there is no such thing here\"}");
        }
        if (path.length > 4 && path[4].equals("parts")) {
            return StubApi.json(200, links(id, JSON.readTree(body.text())).toString());
        }
        if (path.length > 4) {
            if (upload.received() != upload.size) {
                return StubApi.json(409, "{\"detail\":\"some bytes are missing\"}");
            }
            upload.completed = true;
            return view(202, id);
        }
        if (request.method().equals("DELETE")) {
            uploads.remove(id);
            return StubApi.json(200, "{\"status\":\"ok\"}");
        }
        if (upload.completed && upload.polled.incrementAndGet() >= api.polls && api.failure == null && !upload.done) {
            upload.done = true;
            api.store(new Stored(upload.type, upload.name, upload.size, upload.digests(), true));
        }
        return view(200, id);
    }

    private Answer view(int status, String id) {
        var upload = Optional.ofNullable(uploads.get(id)).orElseThrow();
        var view = JSON.createObjectNode().put("id", id).put("size", upload.size);
        if (upload.completed && api.failure != null) {
            view.put("state", "failed")
                    .set("error", JSON.createObjectNode().put("code", 107).put("detail", api.failure));
        } else {
            view.put("state", upload.done ? "done" : upload.completed ? "checking" : "open");
        }
        if (upload.done) {
            view.put("filesize", 77).put("updatetime", 1234567890123L);
        } else if (upload.size > PART) {
            view.put("part_size", PART).put("parts", Math.ceilDiv(upload.size, PART));
        } else if (upload.received() == 0) {
            view.set("put", link(id, 1));
        }
        return StubApi.json(status, view.toString());
    }

    private JsonNode links(String id, JsonNode wanted) {
        var links = JSON.createObjectNode();
        var parts = links.putArray("parts");
        wanted.path("parts").forEach(part -> {
            var number = part.path("number").asInt();
            var link = JSON.createObjectNode().put("number", number);
            link.put("url", api.uri() + "/s3/" + id + "/" + number);
            link.putObject("headers")
                    .put("x-amz-checksum-sha256", part.path("sha256").asText());
            parts.add(link);
        });
        return links;
    }

    private JsonNode link(String id, int number) {
        var link = JSON.createObjectNode().put("url", api.uri() + "/s3/" + id + "/" + number);
        link.putObject("headers");
        return link;
    }

    /** Answers a PUT to a link. */
    Answer put(Seen request, String[] path, Digested body) {
        var upload = uploads.get(path[2]);
        var announced = request.header("x-amz-checksum-sha256");
        if (upload == null || (!api.discards && announced != null && !announced.equals(body.sha256()))) {
            return new Answer(400, Map.of(), "BadDigest");
        }
        upload.parts.put(Integer.parseInt(path[3]), new Part(body.size(), body.sha256()));
        return new Answer(200, Map.of(), "");
    }

    private record Part(long size, String sha256) {}

    private static final class Upload {
        private final String type;
        private final String name;
        private final long size;
        private final Map<Integer, Part> parts = new ConcurrentHashMap<>();
        private final AtomicInteger polled = new AtomicInteger();
        private volatile boolean completed;
        private volatile boolean done;

        Upload(String type, String name, long size) {
            this.type = type;
            this.name = name;
            this.size = size;
        }

        long received() {
            return parts.values().stream().mapToLong(Part::size).sum();
        }

        String digests() {
            return parts.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(part -> part.getValue().sha256())
                    .collect(Collectors.joining(" "));
        }
    }
}
