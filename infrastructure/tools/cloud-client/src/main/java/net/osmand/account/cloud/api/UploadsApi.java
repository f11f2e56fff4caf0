package net.osmand.account.cloud.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Uploads directly to S3 (docs/uploads.md). */
public final class UploadsApi {
    private static final byte[] NOTHING = {};

    private final Calls calls;
    private final Map<String, String> bearer;

    UploadsApi(Calls calls, Map<String, String> bearer) {
        this.calls = calls;
        this.bearer = bearer;
    }

    /**
     * An upload as reported by the server.
     *
     * @param state open, checking, done or failed
     * @param put link for the whole file, null if it is uploaded in parts or already sent
     * @param partSize bytes of each part except the last, 0 without parts
     * @param sent numbers of the parts that the server has
     * @param time time of the version once the upload is done
     */
    public record Upload(
            String id,
            String state,
            @Nullable Link put,
            int partSize,
            int parts,
            Set<Integer> sent,
            long time,
            String error) {
        public Upload {
            sent = Set.copyOf(sent);
        }
    }

    /** A presigned PUT, which must be sent with exactly these headers. */
    public record Link(URI uri, Map<String, String> headers) {
        public Link {
            headers = Map.copyOf(headers);
        }
    }

    /** Starts an upload and reserves its quota. */
    public Upload start(FileKey key, long size, String sha256, long clientTime) {
        var body = Answers.JSON
                .createObjectNode()
                .put("type", key.type())
                .put("name", key.name())
                .put("size", size)
                .put("sha256", sha256)
                .put("clienttime", clientTime);
        return upload(calls.post("/v1/uploads", Map.of(), json(), bytes(body)));
    }

    /** Returns the upload, or empty if the server does not know it. */
    public Optional<Upload> find(String id) {
        var reply = calls.get("/v1/uploads/" + id, Map.of(), bearer);
        try {
            if (reply.status() == 404) {
                reply.close();
                return Optional.empty();
            }
            return Optional.of(upload(Answers.json(reply)));
        } catch (IOException e) {
            throw new CloudException(ExitCode.NO_SERVER, "The connection to the server failed.", e);
        }
    }

    /** Returns a link for one part. */
    public Link sign(String id, int number, String sha256) {
        var body = Answers.JSON.createObjectNode();
        body.putArray("parts").addObject().put("number", number).put("sha256", sha256);
        var answer = calls.post("/v1/uploads/" + id + "/parts", Map.of(), json(), bytes(body));
        return link(answer.path("parts").path(0));
    }

    /** Sends bytes to S3. If the object already exists, it counts as sent. */
    public void put(Link link, byte[] bytes) {
        try (var reply = calls.send(new Request("PUT", link.uri(), link.headers(), bytes))) {
            if (reply.status() != 200 && reply.status() != 412) {
                throw new RefusedException(reply.status(), 0, "The storage refused the bytes: " + reply.status());
            }
        } catch (IOException e) {
            throw new CloudException(ExitCode.NO_SERVER, "The connection to the storage failed.", e);
        }
    }

    /** Asks the server to check and store the upload. */
    public void complete(String id) {
        calls.post("/v1/uploads/" + id + "/complete", Map.of(), bearer, NOTHING);
    }

    /** Cancels an unfinished upload. Does nothing if it is done or unknown. */
    public void cancel(String id) {
        try (var reply = calls.delete("/v1/uploads/" + id, bearer)) {
            if (reply.status() == 401) {
                throw Answers.refusal(reply);
            }
        } catch (IOException e) {
            throw new CloudException(ExitCode.NO_SERVER, "The connection to the server failed.", e);
        }
    }

    private static Upload upload(JsonNode json) {
        var sent = new HashSet<Integer>();
        json.path("sent").forEach(number -> sent.add(number.asInt()));
        return new Upload(
                json.path("id").asText(),
                json.path("state").asText(),
                json.has("put") ? link(json.path("put")) : null,
                json.path("part_size").asInt(),
                json.path("parts").asInt(),
                sent,
                json.path("updatetime").asLong(),
                json.path("error").path("detail").asText());
    }

    private static Link link(JsonNode json) {
        var headers = new HashMap<String, String>();
        json.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        return new Link(URI.create(json.path("url").asText()), headers);
    }

    private Map<String, String> json() {
        var headers = new HashMap<>(bearer);
        headers.put("Content-Type", "application/json");
        return headers;
    }

    private static byte[] bytes(JsonNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
