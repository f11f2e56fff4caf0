package net.osmand.account.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A fake AWS for priming: it listens on the loopback address, holds a few items and ignores writes. */
final class PrimingEndpoints implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Response of Cognito and the other services, with the fields that the code reads. */
    private static final String ANYTHING = """
        {"Session":"rehearsal","ChallengeName":"EMAIL_OTP","ChallengeParameters":{},"AvailableChallenges":["EMAIL_OTP"],
        "UserSub":"rehearsal","UserConfirmed":false,"CodeDeliveryDetails":{},"SecretString":"{}","MessageId":"1",
        "UserStatus":"CONFIRMED","UserAttributes":[{"Name":"sub","Value":"subject"},{"Name":"email_verified","Value":"true"}],
        "UserPoolClient":{"ClientSecret":"rehearsal"}}\
        """;

    private final HttpServer server;
    private final List<ObjectNode> items;
    private final byte[] object;

    private PrimingEndpoints(HttpServer server, List<ObjectNode> items, byte[] object) {
        this.server = server;
        this.items = items;
        this.object = object;
    }

    /**
     * Starts the endpoints.
     *
     * @param items items of all tables
     * @param object content of every object
     */
    static PrimingEndpoints open(List<Map<String, AttributeValue>> items, byte[] object) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        var endpoints = new PrimingEndpoints(
                server, items.stream().map(PrimingEndpoints::json).toList(), object.clone());
        server.createContext("/", endpoints::serve);
        server.start();
        return endpoints;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var target = Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Target"))
                    .orElse("");
            var headers = exchange.getResponseHeaders();
            byte[] answer;
            if (target.isEmpty()) {
                headers.set("ETag", "\"rehearsal\"");
                headers.set("x-amz-version-id", "v");
                headers.set("Last-Modified", "Thu, 01 Jan 1970 00:00:00 GMT");
                answer = s3(exchange);
            } else {
                headers.set("Content-Type", "application/x-amz-json-1.0");
                var call = JSON.readTree(body);
                var operation = target.substring(target.indexOf('.') + 1);
                answer =
                        JSON.writeValueAsBytes(target.startsWith("DynamoDB") ? dynamoDb(operation, call) : other(call));
                headers.set("x-amz-crc32", crc32(answer));
            }
            var bodiless = answer.length == 0 || exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(200, bodiless ? -1 : answer.length);
            if (!bodiless) {
                exchange.getResponseBody().write(answer);
            }
        }
    }

    private byte[] s3(HttpExchange exchange) {
        var query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        if (query.startsWith("versions")) {
            return "<ListVersionsResult><IsTruncated>false</IsTruncated></ListVersionsResult>"
                    .getBytes(StandardCharsets.UTF_8);
        }
        return exchange.getRequestMethod().equals("GET") ? object : new byte[0];
    }

    private static ObjectNode other(JsonNode call) throws IOException {
        var answer = (ObjectNode) JSON.readTree(ANYTHING);
        if (call.has("MessageBody")) {
            answer.put("MD5OfMessageBody", md5(call.path("MessageBody").asText()));
        }
        return answer;
    }

    private ObjectNode dynamoDb(String operation, JsonNode call) {
        var answer = NODES.objectNode();
        switch (operation) {
            case "GetItem" -> item(call.path("Key")).ifPresent(item -> answer.set("Item", item));
            case "UpdateItem" ->
                answer.set(
                        "Attributes",
                        item(call.path("Key")).orElseGet(() -> call.path("Key").deepCopy()));
            case "BatchGetItem" -> {
                var responses = answer.putObject("Responses");
                call.path("RequestItems").properties().forEach(table -> {
                    var found = responses.putArray(table.getKey());
                    table.getValue().path("Keys").forEach(key -> item(key).ifPresent(found::add));
                });
                answer.putObject("UnprocessedKeys");
            }
            case "Query" -> {
                var found = query(call);
                answer.put("Count", found.size());
                answer.set("Items", found);
            }
            default -> answer.putObject("UnprocessedItems");
        }
        return answer;
    }

    private Optional<ObjectNode> item(JsonNode key) {
        return items.stream()
                .filter(item -> item.path("pk").equals(key.path("pk"))
                        && item.path("sk").equals(key.path("sk")))
                .findFirst();
    }

    /**
     * Returns the items of the queried partition. If sort keys start with a value of the condition, it returns only
     * those items; otherwise only the rows of files.
     */
    private ArrayNode query(JsonNode call) {
        var texts = new HashSet<String>();
        call.path("ExpressionAttributeValues")
                .forEach(value -> texts.add(value.path("S").asText()));
        var partition =
                items.stream().filter(item -> texts.contains(text(item, "pk"))).toList();
        var begun = new ArrayList<>(partition);
        begun.removeIf(item -> texts.stream()
                .noneMatch(text -> !text.isEmpty() && text(item, "sk").startsWith(text)));
        var found = NODES.arrayNode();
        found.addAll(
                begun.isEmpty()
                        ? partition.stream().filter(item -> item.has("t")).toList()
                        : begun);
        return found;
    }

    private static String text(JsonNode item, String attribute) {
        return item.path(attribute).path("S").asText();
    }

    private static ObjectNode json(Map<String, AttributeValue> item) {
        var json = NODES.objectNode();
        item.forEach((name, value) -> json.set(name, json(value)));
        return json;
    }

    private static ObjectNode json(AttributeValue value) {
        var json = NODES.objectNode();
        switch (value.type()) {
            case S -> json.put("S", value.s());
            case N -> json.put("N", value.n());
            case BOOL -> json.put("BOOL", value.bool());
            case SS ->
                json.set(
                        "SS",
                        value.ss().stream()
                                .map(NODES::textNode)
                                .collect(Collectors.collectingAndThen(
                                        Collectors.toList(),
                                        texts -> NODES.arrayNode().addAll(texts))));
            default -> throw new IllegalArgumentException("rehearsals know no " + value.type());
        }
        return json;
    }

    /** Computes the checksum of a DynamoDB response, which the SDK verifies. */
    private static String crc32(byte[] answer) {
        var crc = new CRC32();
        crc.update(answer);
        return Long.toString(crc.getValue());
    }

    /** Computes the checksum of an SQS response, which the SDK verifies. */
    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
