package net.osmand.account.aws;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import net.osmand.account.aws.dynamodb.PrimingItems;
import net.osmand.account.core.values.AccessToken;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.FileKey;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The requests that prime a function, and the stored items to which they refer. */
final class PrimingRequests {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AccessToken TOKEN =
            AccessToken.parse("00000001-0000-0000-0000-000000000000").orElseThrow();
    private static final EmailAddress EMAIL = new EmailAddress("rehearsal@example.org");
    private static final FileKey FILE = new FileKey("GPX", "rehearsal.gpx");

    /** Has more segments than every path from which a function reads an id. */
    private static final String PATH = "/rehearsal/of/what/a/function/does/1";

    private PrimingRequests() {}

    static List<Map<String, AttributeValue>> items() {
        return PrimingItems.of(TOKEN, EMAIL, FILE);
    }

    /**
     * Returns one unauthenticated request, one read of a file, one of the account, one with a JSON body and one with a
     * file. Each function rejects the requests that do not fit it.
     */
    static List<byte[]> events() throws IOException {
        var fields = new LinkedHashMap<String, Object>(Map.of(
                "username", EMAIL.value(),
                "password", "rehearsal",
                "token", "000000",
                "lang", "en",
                "action", "change"));
        fields.putAll(Map.of(
                "type",
                FILE.type(),
                "name",
                FILE.name(),
                "size",
                26,
                "sha256",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "clienttime",
                1));
        var json = JSON.writeValueAsString(fields);
        var file = new ByteArrayOutputStream();
        file.writeBytes("--part\r\ncontent-disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n"
                .getBytes(StandardCharsets.UTF_8));
        file.writeBytes(gzip());
        file.writeBytes("\r\n--part--\r\n".getBytes(StandardCharsets.UTF_8));
        var refused = event("GET", "", new byte[0]);
        refused.put("rawPath", "/v1" + PATH);
        refused.put("cookies", List.of());
        refused.put("headers", Map.of());
        refused.put("rawQueryString", "");
        var account = event("GET", "", new byte[0]);
        account.put("rawQueryString", query(Set.of("type", "name")));
        return List.of(
                JSON.writeValueAsBytes(refused),
                JSON.writeValueAsBytes(event("GET", "", new byte[0])),
                JSON.writeValueAsBytes(account),
                JSON.writeValueAsBytes(event("POST", "application/json", json.getBytes(StandardCharsets.UTF_8))),
                JSON.writeValueAsBytes(event("POST", "multipart/form-data; boundary=part", file.toByteArray())));
    }

    private static Map<String, Object> event(String method, String contentType, byte[] body) {
        var event = new LinkedHashMap<String, Object>();
        event.put("version", "2.0");
        event.put("routeKey", method + " /rehearsal");
        event.put("rawPath", PATH);
        event.put("rawQueryString", query(Set.of()));
        event.put("cookies", List.of("__Host-session=" + TOKEN.reveal()));
        event.put(
                "headers",
                Map.of(
                        "accept-encoding",
                        "gzip",
                        "content-type",
                        contentType,
                        "host",
                        "127.0.0.1",
                        "sec-fetch-site",
                        "same-origin",
                        method.equals("GET") ? "x-cookie" : "authorization",
                        "Bearer " + TOKEN.reveal()));
        event.put("pathParameters", Map.of("id", "1"));
        event.put("requestContext", Map.of("http", Map.of("method", method, "path", PATH, "sourceIp", "127.0.0.1")));
        event.put("body", Base64.getEncoder().encodeToString(body));
        event.put("isBase64Encoded", true);
        return event;
    }

    private static String query(Set<String> without) {
        var parameters = new LinkedHashMap<>(Map.of(
                "deviceid", "1",
                "accessToken", TOKEN.reveal(),
                "type", FILE.type(),
                "name", FILE.name(),
                "updatetime", "2",
                "email", EMAIL.value(),
                "login", "true",
                "token", "000000",
                "lang", "en"));
        parameters.putAll(Map.of(
                "format",
                ".osf",
                "orderId",
                "1",
                "orderid",
                "1",
                "action",
                "change",
                "since",
                "0",
                "allVersions",
                "true"));
        return parameters.entrySet().stream()
                .filter(p -> !without.contains(p.getKey()))
                .map(p -> p.getKey() + "=" + URLEncoder.encode(p.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    static byte[] gzip() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write("<gpx/>".getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
