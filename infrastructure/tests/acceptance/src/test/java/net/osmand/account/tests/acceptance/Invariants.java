package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.osmand.account.core.values.FileKey;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Checks the promises that hold for every account after its full check, regardless of earlier crashes
 * (docs/protocol/files.md#promises).
 */
final class Invariants {
    private static final String BUCKET = "osmand-account-local-filesbucket";

    /**
     * Usage of an empty account: newest row, newest content version, number of content versions, their bytes, deletion
     * markers.
     */
    private static final List<Long> ZEROS = List.of(0L, 0L, 0L, 0L, 0L);

    private final TestStack stack;
    private final TestApp stranger;

    Invariants(TestStack stack) {
        this.stack = stack;
        stranger = TestApp.signedUp(stack);
    }

    /** Checks I1 to I5 and I13 through the API and directly in the tables and the bucket. */
    void check(TestApp app) {
        var list = app.list();
        var rows = list.path("allFiles");
        var newest = new TreeMap<String, JsonNode>();
        var times = new HashSet<Long>();
        for (var row : rows) {
            var type = row.path("type").asText();
            var name = row.path("name").asText();
            var time = row.path("updatetimems").asLong();
            newest.putIfAbsent(name(row), row);
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
        usageIsTheSumOfTheRows(app.account(), newest, rows);
        headsSayWhatTheRowsSay(app.account());
        objectsAreTheReferencedOnes(app.account(), newest);
    }

    private void usageIsTheSumOfTheRows(int account, Map<String, JsonNode> newest, JsonNode rows) {
        var expected = new TreeMap<>(Map.of("fb", 0L, "lb", 0L, "lf", 0L, "kb", 0L, "tb", 0L, "v", 0L));
        for (var row : newest.values()) {
            if (row.path("filesize").asLong() >= 0) {
                var gzip = row.path("zipSize").asLong();
                if (FileKey.FREE_TYPES.contains(row.path("type").asText())) {
                    expected.merge("fb", gzip, Long::sum);
                }
                expected.merge("lb", gzip, Long::sum);
                expected.merge("lf", 1L, Long::sum);
            }
        }
        for (var row : rows) {
            if (row.path("filesize").asLong() >= 0) {
                var file = Optional.ofNullable(newest.get(name(row))).orElseThrow();
                expected.merge("kb", row.path("zipSize").asLong(), Long::sum);
                expected.merge("v", 1L, Long::sum);
                if (file.path("filesize").asLong() < 0) {
                    expected.merge("tb", row.path("zipSize").asLong(), Long::sum);
                }
            }
        }
        var usage = items("FilesTable", "A#" + account).stream()
                .filter(item -> text(item, "sk").equals("USAGE"))
                .findFirst()
                .orElse(Map.of());
        var counted = new TreeMap<String, Long>();
        expected.keySet().forEach(figure -> counted.put(figure, number(usage, figure)));
        assertThat(counted).as("I4: the usage").isEqualTo(expected);
        for (var category : List.of("f", "b", "g")) {
            var sum = List.of("p", "s", "r", "m").stream()
                    .mapToLong(of -> number(usage, of + category))
                    .sum();
            assertThat(sum)
                    .as("I4: the categories")
                    .isEqualTo(
                            switch (category) {
                                case "f" -> number(usage, "lf");
                                case "g" -> number(usage, "lb");
                                default -> sum;
                            });
        }
    }

    /** I13: every file has a head that agrees with the file's rows. */
    private void headsSayWhatTheRowsSay(int account) {
        var expected = new TreeMap<String, List<Long>>();
        var heads = new TreeMap<String, List<Long>>();
        for (var item : items("FilesTable", "A#" + account)) {
            var sk = text(item, "sk");
            if (sk.startsWith("V#")) {
                var isContent = item.containsKey("s");
                var sums = expected.computeIfAbsent(sk.substring(2, sk.lastIndexOf('#')), _ -> new ArrayList<>(ZEROS));
                var time = number(item, "t");
                sums.set(0, Math.max(sums.get(0), time));
                if (isContent) {
                    sums.set(1, Math.max(sums.get(1), time));
                    sums.set(2, sums.get(2) + 1);
                    sums.set(3, sums.get(3) + number(item, "z"));
                } else {
                    sums.set(4, sums.get(4) + 1);
                }
            } else if (sk.startsWith("H#") && number(item, "vn") + number(item, "mn") > 0) {
                heads.put(
                        sk.substring(2),
                        Stream.of("nw", "ct", "vn", "vb", "mn")
                                .map(name -> number(item, name))
                                .toList());
            }
        }
        assertThat(heads)
                .as("I13: newest row, newest content, contents, their bytes, markers")
                .isEqualTo(expected);
    }

    private void objectsAreTheReferencedOnes(int account, Map<String, JsonNode> newest) {
        var referenced = new HashSet<String>();
        var trashed = new HashSet<String>();
        for (var item : items("FilesTable", "A#" + account)) {
            var sk = text(item, "sk");
            if (sk.startsWith("V#") && item.containsKey("ok")) {
                assertThat(referenced.add(text(item, "ok")))
                        .as("I5: one row, one object")
                        .isTrue();
            } else if (sk.startsWith("H#") && item.containsKey("ok") && number(item, "nw") > number(item, "ct")) {
                trashed.add(text(item, "ok"));
            }
        }
        assertThat(newest.values().stream().filter(row -> row.path("filesize").asLong() < 0))
                .as("files in the trash, some of which have no bytes")
                .hasSizeGreaterThanOrEqualTo(trashed.size());
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
        assertThat(there).as("I5: objects are the referenced ones").isEqualTo(referenced);
        var marked = new HashSet<String>();
        versions.deleteMarkers().forEach(marker -> marked.add(marker.key()));
        assertThat(marked)
                .as("I5: delete markers lie on the newest contents of trashed files alone")
                .isEqualTo(trashed);
        var unmarked = new HashSet<>(referenced);
        unmarked.removeAll(trashed);
        assertThat(current).as("I5: the others are current").isEqualTo(unmarked);
    }

    /** I8: no data is left of a deleted account. */
    void assertDeleted(int account, String email) {
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
        for (var folder : Set.of("u/", "answers/", "lists/")) {
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

    /** Lists everything in the bucket under the prefix: current versions, noncurrent versions and delete markers. */
    List<String> entries(String prefix) {
        var found = stack.local().s3().listObjectVersions(l -> l.bucket(BUCKET).prefix(prefix));
        var entries = new ArrayList<String>();
        found.versions().forEach(version -> entries.add("version " + version.key()));
        found.deleteMarkers().forEach(marker -> entries.add("marker " + marker.key()));
        return entries;
    }

    /** Returns the rows of one partition. */
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

    private static String name(JsonNode row) {
        return row.path("type").asText() + " " + row.path("name").asText();
    }

    static long number(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name))
                .map(value -> Long.parseLong(value.n()))
                .orElse(0L);
    }

    static String text(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name)).map(AttributeValue::s).orElse("");
    }
}
