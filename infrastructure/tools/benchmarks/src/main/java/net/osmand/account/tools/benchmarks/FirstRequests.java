package net.osmand.account.tools.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Builds an API Gateway event for any route, from a signed-in device with one file. Most routes answer it with success.
 */
final class FirstRequests {
    private static final String MULTIPART =
            "--part\r\ncontent-disposition: form-data; name=\"file\"; filename=\"f.gz\"\r\n\r\n";

    /** An empty gzip file. */
    private static final byte[] GZIP = Base64.getDecoder().decode("H4sIAAAAAAACAwMAAAAAAAAAAAA=");

    /** Starts a direct upload of that file. */
    private static final String UPLOAD = """
            {"type":"GPX","name":"direct.gpx","size":20,"sha256":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=","clienttime":1}""";

    private final Map<String, String> parameters;
    private final String bearer;

    FirstRequests(URI stack) {
        var subject = new MeasuredStack(stack);
        subject.register();
        subject.deviceRegister();
        var stored = MeasuredStack.json(subject.upload(
                "/userdata/upload-file", subject.with(Map.of("type", "GPX", "name", "own.gpx")), "<gpx/>"));
        var all = new HashMap<>(subject.with(Map.of()));
        bearer = "Bearer " + all.get("accessToken");
        all.putAll(Map.of(
                "type", "GPX",
                "name", "own.gpx",
                "updatetime", stored.path("updatetime").asText(),
                "email", subject.email(),
                "login", "true",
                "token", "",
                "lang", "en",
                "format", ".osf",
                "orderId", "none"));
        all.putAll(Map.of("orderid", "GPA.1", "action", "change", "since", "0", "id", "1", "isTrash", "false"));
        parameters = Map.copyOf(all);
    }

    byte[] event(String method, String path) {
        var event = new LinkedHashMap<String, Object>();
        event.put("version", "2.0");
        event.put("routeKey", method + " " + path);
        event.put("rawPath", path);
        event.put("rawQueryString", query());
        var headers = new LinkedHashMap<>(Map.of(
                "accept-encoding", "gzip",
                "authorization", bearer,
                "host", "127.0.0.1",
                "sec-fetch-site", "same-origin",
                "x-forwarded-proto", "https"));
        event.put("headers", headers);
        event.put("queryStringParameters", parameters);
        event.put("pathParameters", Map.of("id", "1"));
        event.put(
                "requestContext",
                Map.of("http", Map.of("method", method, "path", path, "sourceIp", "127.0.0.1"), "routeKey", method));
        event.put("isBase64Encoded", false);
        if (path.contains("upload-file")) {
            headers.put("content-type", "multipart/form-data; boundary=part");
            event.put("body", Base64.getEncoder().encodeToString(multipart()));
            event.put("isBase64Encoded", true);
        } else if (method.equals("POST")) {
            headers.put("content-type", "application/json");
            event.put(
                    "body",
                    path.endsWith("empty-trash") ? "[]" : path.equals("/v1/uploads") ? UPLOAD : json(parameters));
        }
        return json(event).getBytes(StandardCharsets.UTF_8);
    }

    private String query() {
        return parameters.entrySet().stream()
                .map(p -> p.getKey() + "=" + URLEncoder.encode(p.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static byte[] multipart() {
        var text = MULTIPART + new String(GZIP, StandardCharsets.ISO_8859_1) + "\r\n--part--\r\n";
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String json(Object value) {
        try {
            return MeasuredStack.JSON.writeValueAsString(value);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
