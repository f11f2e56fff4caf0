package net.osmand.account.tests.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/**
 * What a release wrote, in a folder: {@code rows.json} has the rows of the tables in DynamoDB's JSON,
 * {@code objects.json} the versions in the bucket with their contents in {@code objects}, {@code secrets} the keys of
 * stored hashes, and {@code story.json} what a test knows of it.
 */
record ReleaseFolder(Path folder) {
    private static final List<String> TABLES = List.of("AccountsTable", "FilesTable", "PurchasesTable");

    /** Writes everything that the stack has stored. */
    void write(TestStack stack, ObjectNode story) throws IOException {
        Files.createDirectories(folder.resolve("objects"));
        writeJson("story.json", story.put("time", stack.now()));
        var rows = TestStack.JSON.createObjectNode();
        for (var table : TABLES) {
            var list = rows.putArray(table);
            stack.local().dynamoDb().scanPaginator(scan -> scan.tableName(table)).items().stream()
                    .map(item -> json(AttributeValue.fromM(item)).path("M"))
                    .sorted((one, other) -> one.toString().compareTo(other.toString()))
                    .forEach(list::add);
        }
        writeJson("rows.json", rows);
        writeJson("objects.json", objects(stack));
        Files.copy(stack.data().resolve("secrets"), folder.resolve("secrets"));
    }

    private JsonNode objects(TestStack stack) throws IOException {
        var s3 = stack.local().s3();
        var found = s3.listObjectVersions(list -> list.bucket(Invariants.BUCKET));
        var objects = TestStack.JSON.createArrayNode();
        for (ObjectVersion version : found.versions()) {
            var content = s3.getObjectAsBytes(
                    get -> get.bucket(Invariants.BUCKET).key(version.key()).versionId(version.versionId()));
            var file = "objects/" + objects.size();
            Files.write(folder.resolve(file), content.asByteArray());
            var object = objects.addObject()
                    .put("key", version.key())
                    .put("version", version.versionId())
                    .put("time", version.lastModified().toString())
                    .put("file", file);
            put(object, "type", content.response().contentType());
            put(object, "encoding", content.response().contentEncoding());
            content.response().metadata().forEach(object.putObject("metadata")::put);
        }
        for (DeleteMarkerEntry marker : found.deleteMarkers()) {
            objects.addObject()
                    .put("key", marker.key())
                    .put("version", marker.versionId())
                    .put("time", marker.lastModified().toString());
        }
        return objects;
    }

    private static void put(ObjectNode object, String name, String value) {
        if (value != null) {
            object.put(name, value);
        }
    }

    JsonNode story() throws IOException {
        return readJson("story.json");
    }

    /** Starts a stack that has stored all this, at the time of the recording. The user pool is empty. */
    TestStack start(Path data) throws IOException {
        Files.copy(folder.resolve("secrets"), data.resolve("secrets"));
        var offset = Duration.between(
                Instant.now(), Instant.ofEpochMilli(story().path("time").asLong()));
        Files.writeString(data.resolve("clock"), Instant.EPOCH + " " + offset + "\n");
        var stack = TestStack.inside(data);
        var versions = putObjects(stack);
        var rows = Files.readString(folder.resolve("rows.json"));
        for (var version : versions.entrySet()) {
            rows = rows.replace(version.getKey(), version.getValue());
        }
        TestStack.read(rows)
                .properties()
                .forEach(table -> table.getValue()
                        .forEach(row -> stack.local()
                                .dynamoDb()
                                .putItem(put -> put.tableName(table.getKey())
                                        .item(value(TestStack.JSON
                                                        .createObjectNode()
                                                        .set("M", row))
                                                .m()))));
        stack.settle();
        return stack;
    }

    /** Returns the new names of the versions by the old ones. */
    private Map<String, String> putObjects(TestStack stack) throws IOException {
        var s3 = stack.local().s3();
        var oldestFirst = new ArrayList<JsonNode>();
        readJson("objects.json").forEach(oldestFirst::add);
        oldestFirst.sort((one, other) ->
                one.path("time").asText().compareTo(other.path("time").asText()));
        var versions = new HashMap<String, String>();
        for (var object : oldestFirst) {
            var key = object.path("key").asText();
            if (!object.has("file")) {
                s3.deleteObject(delete -> delete.bucket(Invariants.BUCKET).key(key));
                continue;
            }
            var metadata = new TreeMap<String, String>();
            object.path("metadata")
                    .properties()
                    .forEach(entry ->
                            metadata.put(entry.getKey(), entry.getValue().asText()));
            var stored = s3.putObject(
                    put -> put.bucket(Invariants.BUCKET)
                            .key(key)
                            .contentType(object.path("type").asText(null))
                            .contentEncoding(object.path("encoding").asText(null))
                            .metadata(metadata),
                    RequestBody.fromFile(folder.resolve(object.path("file").asText())));
            versions.put(object.path("version").asText(), stored.versionId());
        }
        return versions;
    }

    private void writeJson(String name, JsonNode json) throws IOException {
        Files.writeString(folder.resolve(name), json.toPrettyString() + "\n");
    }

    private JsonNode readJson(String name) throws IOException {
        return TestStack.read(Files.readString(folder.resolve(name)));
    }

    private static JsonNode json(AttributeValue value) {
        var json = TestStack.JSON.createObjectNode();
        switch (value.type()) {
            case S -> json.put("S", value.s());
            case N -> json.put("N", value.n());
            case BOOL -> json.put("BOOL", value.bool());
            case SS -> value.ss().forEach(json.putArray("SS")::add);
            case NS -> value.ns().forEach(json.putArray("NS")::add);
            case L -> value.l().forEach(entry -> json.withArray("L").add(json(entry)));
            case M -> {
                var members = json.putObject("M");
                new TreeMap<>(value.m()).forEach((name, member) -> members.set(name, json(member)));
            }
            default -> throw new IllegalStateException("no row has values of type " + value.type());
        }
        if (json.isEmpty()) {
            json.putArray("L");
        }
        return json;
    }

    private static AttributeValue value(JsonNode json) {
        var type = json.properties().iterator().next();
        var value = type.getValue();
        return switch (type.getKey()) {
            case "S" -> AttributeValue.fromS(value.asText());
            case "N" -> AttributeValue.fromN(value.asText());
            case "BOOL" -> AttributeValue.fromBool(value.asBoolean());
            case "SS" -> AttributeValue.fromSs(texts(value));
            case "NS" -> AttributeValue.fromNs(texts(value));
            case "L" ->
                AttributeValue.fromL(
                        value.valueStream().map(ReleaseFolder::value).toList());
            case "M" -> {
                var members = new HashMap<String, AttributeValue>();
                value.properties().forEach(member -> members.put(member.getKey(), value(member.getValue())));
                yield AttributeValue.fromM(members);
            }
            default -> throw new IllegalStateException("unknown type " + type.getKey());
        };
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }
}
