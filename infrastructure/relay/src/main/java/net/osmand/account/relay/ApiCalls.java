package net.osmand.account.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Optional;

/** Calls the API with the caller's credentials and retries temporary failures. */
final class ApiCalls {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration ANSWER = Duration.ofSeconds(40);
    private static final int MAX_BYTES = 1 << 20;

    private final Settings settings;
    private final Upstream upstream;
    private final Forwarder forwarder;

    ApiCalls(Settings settings, Upstream upstream, Forwarder forwarder) {
        this.settings = settings;
        this.upstream = upstream;
        this.forwarder = forwarder;
    }

    /** An answer of the API. The body is a missing node if it is not JSON. */
    record Reply(int status, JsonNode body, long retryAfterSeconds) {
        boolean ok() {
            return status >= 200 && status < 300;
        }

        boolean isTemporary() {
            return ApiCalls.isTemporary(status);
        }

        /** Converts the API's error to the error format of the caller's path. */
        RelayException refusal() {
            if (isTemporary()) {
                return status == 429
                        ? new RelayException(
                                429, RelayException.TEMPORARY, detail("too many requests, please try again later"))
                        : RelayException.busy();
            }
            return new RelayException(status, body.path("code").asInt(status), detail("the request was refused"));
        }

        private String detail(String otherwise) {
            return body.path("detail").asText(otherwise);
        }
    }

    /** Returns whether the status is a temporary failure, after which the same call may succeed later. */
    static boolean isTemporary(int status) {
        return status == 429 || status >= 500;
    }

    Reply get(Exchange caller, String path) {
        return repeat(() -> once(caller, "GET", path, Optional.empty()), Integer.MAX_VALUE);
    }

    Reply post(Exchange caller, String path, Optional<JsonNode> body) {
        return repeat(() -> once(caller, "POST", path, body), Integer.MAX_VALUE);
    }

    /**
     * Makes a call that reserves quota. If its answer is lost, it is retried only once, because each attempt may
     * reserve quota again.
     */
    Reply start(Exchange caller, String path, JsonNode body) {
        return repeat(() -> once(caller, "POST", path, Optional.of(body)), 1);
    }

    Reply delete(Exchange caller, String path) throws IOException {
        return once(caller, "DELETE", path, Optional.empty());
    }

    private Reply once(Exchange caller, String method, String path, Optional<JsonNode> body) throws IOException {
        var request = Forwarder.request(settings.api(), path, "").timeout(ANSWER);
        request.method(
                method,
                body.map(json -> BodyPublishers.ofString(json.toString())).orElseGet(BodyPublishers::noBody));
        authenticate(caller, request);
        if (body.isPresent()) {
            request.setHeader("content-type", "application/json");
        }
        var response = upstream.send(request.build());
        try (var in = response.body()) {
            var bytes = in.readNBytes(MAX_BYTES);
            var wait = response.headers()
                    .firstValue("retry-after")
                    .map(ApiCalls::seconds)
                    .orElse(0L);
            return new Reply(response.statusCode(), json(bytes), wait);
        }
    }

    /** Copies the credentials: the token of an app's query, or the session cookie of a browser, but never both. */
    private void authenticate(Exchange caller, HttpRequest.Builder request) {
        var token =
                caller.query().value("accessToken").filter(_ -> caller.path().startsWith("/userdata/"));
        if (token.isPresent()) {
            request.setHeader("authorization", "Bearer " + token.get());
        } else {
            for (var name : new String[] {
                "cookie", "authorization", "origin", "referer", "sec-fetch-site", "x-account-client", "user-agent"
            }) {
                caller.header(name).ifPresent(value -> request.setHeader(name, value));
            }
        }
        forwarder.stateAddress(caller, request);
    }

    private Reply repeat(Call call, int mostFailures) {
        var failures = 0;
        var backoff = new Backoff(settings.limits().retry());
        while (true) {
            long wait = 0;
            try {
                var reply = call.once();
                if (!reply.isTemporary() || !backoff.mayRepeat()) {
                    return reply;
                }
                wait = reply.retryAfterSeconds();
            } catch (IOException e) {
                failures += isNotConnected(e) ? 0 : 1;
                if (failures > mostFailures || !backoff.mayRepeat()) {
                    throw RelayException.unreachable();
                }
            }
            backoff.pause(wait);
        }
    }

    /** Returns whether the request never reached the API. */
    private static boolean isNotConnected(IOException e) {
        return e instanceof ConnectException || e instanceof HttpConnectTimeoutException;
    }

    private static long seconds(String retryAfter) {
        try {
            return Math.clamp(Long.parseLong(retryAfter), 0, 60);
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    private static JsonNode json(byte[] bytes) {
        try {
            return bytes.length == 0 ? MissingNode.getInstance() : JSON.readTree(bytes);
        } catch (IOException _) {
            return MissingNode.getInstance();
        }
    }

    private interface Call {
        Reply once() throws IOException;
    }
}
