package net.osmand.account.cloud.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The account of a signed-in device: plan, usage, devices and exports. */
public final class AccountApi {
    private static final byte[] NOTHING = {};

    private final Session session;
    private final Calls calls;
    private final Map<String, String> bearer;

    AccountApi(Session session, Calls calls, Map<String, String> bearer) {
        this.session = session;
        this.calls = calls;
        this.bearer = bearer;
    }

    /** Returns the answer of {@code /v1/purchases}: the plan and its limits. */
    public JsonNode purchases() {
        return calls.json("/v1/purchases", Map.of(), bearer);
    }

    /** Returns the answer of {@code /v1/usage}: the storage by category. */
    public JsonNode usage() {
        return calls.json("/v1/usage", Map.of(), bearer);
    }

    /** Returns the account's devices. */
    public JsonNode devices() {
        return calls.json("/mapapi/devices", Map.of(), bearer).path("devices");
    }

    /** Ends the access of this device. */
    public void revoke() {
        var query = Map.of("id", Long.toString(session.deviceId()));
        calls.post("/mapapi/devices/revoke", query, bearer, NOTHING);
    }

    /**
     * Requests an archive of the whole account.
     *
     * @param format .osf or .zip
     * @return the archive itself (200), or the path of its status (202)
     */
    public Reply startExport(String format) {
        var headers = new HashMap<>(bearer);
        headers.remove("Accept-Encoding");
        headers.put("Content-Type", "application/json");
        var uri = calls.uri("/mapapi/download-backup", Map.of("format", format));
        var reply = calls.send(new Request("POST", uri, headers, NOTHING));
        try {
            if (reply.status() != 200 && reply.status() != 202) {
                throw Answers.refusal(reply);
            }
            return reply;
        } catch (IOException e) {
            throw Calls.unreachable(session.server(), e);
        }
    }

    /** Returns the status path of an answer with 202. */
    public String statusPath(Reply reply) {
        try {
            var path = Answers.json(reply).path("status_url").asText();
            if (!path.startsWith("/v1/exports/")) {
                throw new CloudException(ExitCode.NO_SERVER, "The server did not say where the export's progress is.");
            }
            return path;
        } catch (IOException e) {
            throw Calls.unreachable(session.server(), e);
        }
    }

    /** Returns the status of an export. */
    public JsonNode export(String statusPath) {
        return calls.json(statusPath, Map.of(), bearer);
    }

    /** Returns the link to a finished archive. */
    public static Optional<URI> link(JsonNode export) {
        return Optional.ofNullable(export.get("url")).map(JsonNode::asText).map(URI::create);
    }

    /** Returns the JSON as text, for {@code --json}. */
    public static byte[] bytes(JsonNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
