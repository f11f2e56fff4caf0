package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import net.osmand.account.core.values.FileKey;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What holds of every account once the sweep has run, whatever was killed before (docs/protocol/files.md#promises). */
final class Invariants {
    private static final String BUCKET = "osmand-account-local-filesbucket";
    private static final AttributeValue ZERO = AttributeValue.fromN("0");

    private final TestStack stack;
    private final TestApp stranger;

    Invariants(TestStack stack) {
        this.stack = stack;
        stranger = TestApp.signedUp(stack);
    }

    /** I1 to I5, seen by the app and from behind. */
    void hold(TestApp app) {
        var list = app.list();
        var rows = list.path("allFiles");
        var newest = new TreeMap<String, JsonNode>();
        var times = new HashSet<Long>();
        for (var row : rows) {
            var type = row.path("type").asText();
            var name = row.path("name").asText();
            var time = row.path("updatetimems").asLong();
            newest.putIfAbsent(type + " " + name, row);
            assertThat(times.add(time)).as("I2: times are distinct").isTrue();
            if (row.path("filesize").asLong() >= 0) {
                var download = app.download(type, name, time);
                assertThat(download.statusCode())
                        .as("I1: a listed version is there")
                        .isEqualTo(200);
                var stored = app.acknowledged().get(time);
                if (stored == null) {
                    assertThat(TestApp.gunzip(download.body()).length)
                            .as("I1: a version nobody was told of is whole too")
                            .isEqualTo(row.path("filesize").asInt());
                } else {
                    assertThat(download.body()).as("I1: byte for byte").isEqualTo(stored);
                }
                assertThat(TestStack.errorCode(stranger.download(type, name, time)))
                        .as("I3: nobody else sees it")
                        .isEqualTo(106);
            }
        }
        var live = new HashSet<Long>();
        newest.values().stream()
                .filter(row -> row.path("filesize").asLong() >= 0)
                .forEach(row -> live.add(row.path("updatetimems").asLong()));
        var listed = new HashSet<Long>();
        list.path("uniqueFiles")
                .forEach(row -> listed.add(row.path("updatetimems").asLong()));
        assertThat(listed).as("I2: the newest row is the state").isEqualTo(live);
        usageIsTheSumOfCurrentVersions(app.account(), newest);
        objectsAreTheReferencedOnes(app.account(), newest);
    }

    private void usageIsTheSumOfCurrentVersions(int account, Map<String, JsonNode> newest) {
        var expected = new HashMap<>(Map.of("freeBytes", 0L, "freeFiles", 0L, "paidBytes", 0L, "paidFiles", 0L));
        for (var row : newest.values()) {
            if (row.path("filesize").asLong() >= 0) {
                var free = FileKey.FREE_TYPES.contains(row.path("type").asText());
                expected.merge(
                        free ? "freeBytes" : "paidBytes", row.path("zipSize").asLong(), Long::sum);
                expected.merge(free ? "freeFiles" : "paidFiles", 1L, Long::sum);
            }
        }
        var usage = items("FilesTable", "A#" + account).stream()
                .filter(item -> text(item, "sk").equals("USAGE"))
                .findFirst()
                .orElse(Map.of());
        var counted = new HashMap<String, Long>();
        expected.keySet()
                .forEach(name -> counted.put(
                        name, Long.valueOf(usage.getOrDefault(name, ZERO).n())));
        assertThat(counted).as("I4: the usage").isEqualTo(expected);
    }

    private void objectsAreTheReferencedOnes(int account, Map<String, JsonNode> newest) {
        var live = new HashSet<String>();
        var trashed = new HashSet<String>();
        for (var item : items("FilesTable", "A#" + account)) {
            if (item.containsKey("ok")) {
                var current = Optional.ofNullable(newest.get(text(item, "ty") + " " + text(item, "n")))
                        .orElseThrow();
                (current.path("filesize").asLong() < 0 ? trashed : live).add(text(item, "ok"));
            }
        }
        var versions =
                stack.local().s3().listObjectVersions(l -> l.bucket(BUCKET).prefix("u/" + account + "/"));
        assertThat(versions.isTruncated()).as("all objects on one page").isFalse();
        var current = new HashSet<String>();
        var there = new HashSet<String>();
        versions.versions().forEach(version -> {
            assertThat(there.add(version.key())).as("I5: one version an object").isTrue();
            if (version.isLatest()) {
                current.add(version.key());
            }
        });
        var referenced = new HashSet<>(live);
        referenced.addAll(trashed);
        assertThat(there).as("I5: objects are the referenced ones").isEqualTo(referenced);
        assertThat(current).as("I5: live objects, and no others, are current").isEqualTo(live);
        var marked = new HashSet<String>();
        versions.deleteMarkers().forEach(marker -> marked.add(marker.key()));
        assertThat(marked).as("I5: delete markers lie on trashed objects alone").isEqualTo(trashed);
    }

    /** I8: nothing is left of a deleted account. */
    void areGone(int account, String email) {
        for (var table : List.of("AccountsTable", "FilesTable")) {
            assertThat(items(table, "A#" + account)).as("I8: items").isEmpty();
        }
        assertThat(items("AccountsTable", "E#" + email))
                .as("I8: pointer and codes")
                .isEmpty();
        assertThat(items("AccountsTable", "CLOSING").stream()
                        .filter(note -> text(note, "sk").equals("A#" + account)))
                .as("I8: the note of the work")
                .isEmpty();
        for (var folder : Set.of("u/", "answers/")) {
            assertThat(entries(folder + account + "/")).as("I8: objects").isEmpty();
        }
        try {
            assertThat(Files.readString(stack.data().resolve("cognito.json")))
                    .as("I8: the Cognito user")
                    .doesNotContain(email);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything in the bucket under the prefix: versions, noncurrent ones among them, and delete markers. */
    List<String> entries(String prefix) {
        var found = stack.local().s3().listObjectVersions(l -> l.bucket(BUCKET).prefix(prefix));
        var entries = new ArrayList<String>();
        found.versions().forEach(version -> entries.add("version " + version.key()));
        found.deleteMarkers().forEach(marker -> entries.add("marker " + marker.key()));
        return entries;
    }

    /** The rows of one partition. */
    List<Map<String, AttributeValue>> items(String table, String pk) {
        return items(stack, table, pk);
    }

    static List<Map<String, AttributeValue>> items(TestStack stack, String table, String pk) {
        return stack
                .local()
                .dynamoDb()
                .queryPaginator(q -> q.tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(pk))))
                .items()
                .stream()
                .toList();
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name)).map(AttributeValue::s).orElse("");
    }
}
