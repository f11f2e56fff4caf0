package net.osmand.account.tests.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** An HTTP answer with the method and raw path (without the query) of its request. */
public final class Answer {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String method;
    private final String path;
    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;

    Answer(String method, String path, int status, HttpHeaders headers, byte[] body) {
        this.method = method;
        this.path = path;
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /** Converts an answer of the JDK's client. The body of a redirect that the client followed is missing. */
    public static Answer of(HttpResponse<byte[]> response) {
        return new Answer(
                response.request().method(),
                response.request().uri().getRawPath(),
                response.statusCode(),
                response.headers(),
                Optional.ofNullable(response.body()).orElse(new byte[0]));
    }

    public String method() {
        return method;
    }

    public String path() {
        return path;
    }

    public int status() {
        return status;
    }

    boolean isEmpty() {
        return body.length == 0;
    }

    boolean hasHeader(String name) {
        return headers.firstValue(name).isPresent();
    }

    String mediaType() {
        return headers.firstValue("content-type")
                .orElse("")
                .split(";", 2)[0]
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    /** Returns a JSON body as its value and any other body as text. */
    JsonNode value() throws IOException {
        var plain =
                headers.firstValue("content-encoding").filter("gzip"::equals).isPresent() ? gunzipped() : body;
        return mediaType().endsWith("json")
                ? JSON.readTree(plain)
                : TextNode.valueOf(new String(plain, StandardCharsets.UTF_8));
    }

    private byte[] gunzipped() throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return in.readAllBytes();
        }
    }
}
