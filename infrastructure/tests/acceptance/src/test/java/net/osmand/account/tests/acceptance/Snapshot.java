package net.osmand.account.tests.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/**
 * The stored state of a stack as readable files: one JSON file for each table, one for the bucket, and the dev server's
 * own files (secrets, key, user pool). A later release loads them into a new data folder.
 */
final class Snapshot {
    /** The state of the dev server that rows depend on: keyed hashes, encrypted codes, users. */
    private static final List<String> SERVER_FILES = List.of("secrets", "kms.key", "cognito.json");

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private Snapshot() {}

    /**
     * Writes the state of a stack to a folder.
     *
     * @param expected what {@link UpgradeTest} needs to know of the accounts
     */
    static void write(TestStack stack, Path folder, Map<String, Object> expected) throws IOException {
        Files.createDirectories(folder);
        for (var table : RestoreSteps.TABLES) {
            var rows = RestoreSteps.rows(stack, table).stream()
                    .map(row -> {
                        var json = new TreeMap<String, Object>();
                        row.forEach((name, value) -> json.put(name, json(value)));
                        return json;
                    })
                    .sorted(Comparator.comparing(row -> row.get("pk") + " " + row.get("sk")))
                    .toList();
            JSON.writeValue(folder.resolve(table + ".json").toFile(), rows);
        }
        JSON.writeValue(folder.resolve("objects.json").toFile(), objects(stack));
        for (var file : SERVER_FILES) {
            Files.write(folder.resolve(file), Files.readAllBytes(stack.data().resolve(file)));
        }
        var all = new LinkedHashMap<>(expected);
        all.put("now", stack.now());
        JSON.writeValue(folder.resolve("expected.json").toFile(), all);
    }

    /** Reads the recorded facts about the accounts. */
    static JsonNode expected(Path folder) throws IOException {
        return JSON.readTree(folder.resolve("expected.json").toFile());
    }

    /** Starts a stack with the recorded state, one minute after it was recorded. */
    static TestStack start(Path folder, Path data) throws IOException {
        for (var file : SERVER_FILES) {
            Files.copy(folder.resolve(file), data.resolve(file));
        }
        // The dev server reads its moves from this file. One move back makes the fixture valid at any later date.
        var recorded =
                Instant.ofEpochMilli(expected(folder).path("now").asLong()).plusSeconds(60);
        Files.writeString(
                data.resolve("clock"),
                Instant.ofEpochSecond(1) + " " + Duration.between(Instant.now(), recorded) + "\n");
        var stack = TestStack.inside(data);
        var versions =
                putObjects(stack, JSON.readTree(folder.resolve("objects.json").toFile()));
        for (var table : RestoreSteps.TABLES) {
            var text = Files.readString(folder.resolve(table + ".json"));
            for (var version : versions.entrySet()) {
                text = text.replace("\"" + version.getKey() + "\"", "\"" + version.getValue() + "\"");
            }
            for (var row : JSON.readTree(text)) {
                var item = new HashMap<String, AttributeValue>();
                row.properties().forEach(field -> item.put(field.getKey(), value(field.getValue())));
                stack.local().dynamoDb().putItem(put -> put.tableName(table).item(item));
            }
        }
        return stack;
    }

    private static List<Map<String, Object>> objects(TestStack stack) throws IOException {
        var listed = stack.local().s3().listObjectVersions(list -> list.bucket(RestoreSteps.BUCKET));
        var entries = new ArrayList<Map<String, Object>>();
        for (var version : listed.versions().stream()
                .sorted(Comparator.comparing(ObjectVersion::lastModified))
                .toList()) {
            try (var object = stack.local()
                    .s3()
                    .getObject(get ->
                            get.bucket(RestoreSteps.BUCKET).key(version.key()).versionId(version.versionId()))) {
                var entry = new LinkedHashMap<String, Object>();
                entry.put("key", version.key());
                entry.put("version", version.versionId());
                Optional.ofNullable(object.response().contentType()).ifPresent(type -> entry.put("type", type));
                Optional.ofNullable(object.response().contentEncoding())
                        .ifPresent(encoding -> entry.put("encoding", encoding));
                entry.put("base64", object.readAllBytes());
                entries.add(entry);
            }
        }
        for (var marker : listed.deleteMarkers().stream()
                .sorted(Comparator.comparing(DeleteMarkerEntry::lastModified))
                .toList()) {
            entries.add(Map.of("key", marker.key(), "marker", true));
        }
        return entries;
    }

    /** Puts the objects and returns their new version ids by the recorded ones. */
    private static Map<String, String> putObjects(TestStack stack, JsonNode entries) throws IOException {
        var versions = new HashMap<String, String>();
        for (var entry : entries) {
            var key = entry.path("key").asText();
            if (entry.path("marker").asBoolean()) {
                stack.local()
                        .s3()
                        .deleteObject(
                                delete -> delete.bucket(RestoreSteps.BUCKET).key(key));
            } else {
                var put = stack.local()
                        .s3()
                        .putObject(
                                object -> object.bucket(RestoreSteps.BUCKET)
                                        .key(key)
                                        .contentType(entry.path("type").asText("application/octet-stream"))
                                        .contentEncoding(
                                                entry.has("encoding")
                                                        ? entry.path("encoding").asText()
                                                        : null),
                                RequestBody.fromBytes(entry.path("base64").binaryValue()));
                versions.put(entry.path("version").asText(), put.versionId());
            }
        }
        return versions;
    }

    /** DynamoDB's own JSON form, such as {@code {"S": "text"}}. */
    private static Map<String, Object> json(AttributeValue value) {
        return switch (value.type()) {
            case S -> Map.of("S", value.s());
            case N -> Map.of("N", value.n());
            case B -> Map.of("B", value.b().asByteArray());
            case BOOL -> Map.of("BOOL", value.bool());
            case NUL -> Map.of("NULL", true);
            case SS -> Map.of("SS", value.ss());
            case NS -> Map.of("NS", value.ns());
            case L -> Map.of("L", value.l().stream().map(Snapshot::json).toList());
            case M ->
                Map.of(
                        "M",
                        value.m().entrySet().stream()
                                .collect(Collectors.toMap(Map.Entry::getKey, entry -> json(entry.getValue()))));
            default -> throw new IllegalArgumentException("unknown type of attribute: " + value.type());
        };
    }

    private static AttributeValue value(JsonNode json) {
        var field = json.properties().iterator().next();
        var content = field.getValue();
        return switch (field.getKey()) {
            case "S" -> AttributeValue.fromS(content.asText());
            case "N" -> AttributeValue.fromN(content.asText());
            case "B" -> AttributeValue.fromB(bytes(content));
            case "BOOL" -> AttributeValue.fromBool(content.asBoolean());
            case "NULL" -> AttributeValue.fromNul(true);
            case "SS" -> AttributeValue.fromSs(texts(content).toList());
            case "NS" -> AttributeValue.fromNs(texts(content).toList());
            case "L" ->
                AttributeValue.fromL(content.valueStream().map(Snapshot::value).toList());
            case "M" -> {
                var map = new HashMap<String, AttributeValue>();
                content.properties().forEach(entry -> map.put(entry.getKey(), value(entry.getValue())));
                yield AttributeValue.fromM(map);
            }
            default -> throw new IllegalArgumentException("unknown type of attribute: " + field.getKey());
        };
    }

    private static Stream<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText);
    }

    private static SdkBytes bytes(JsonNode base64) {
        try {
            return SdkBytes.fromByteArray(base64.binaryValue());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
