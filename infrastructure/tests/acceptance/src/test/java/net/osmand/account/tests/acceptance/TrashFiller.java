package net.osmand.account.tests.acceptance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.osmand.account.core.values.FileKey;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Fills a trash with many files without uploading and deleting each one. */
final class TrashFiller {
    private static final int BATCH = 25;

    private TrashFiller() {}

    /**
     * Copies the rows of the most recently deleted file under other names and earlier times.
     *
     * @param files number of files afterwards, including the original
     */
    static void likeTheOneInTheTrash(TestApp app, int files) {
        var rows = rows(app);
        var type = text(rows.getLast(), "ty");
        var writes = new ArrayList<WriteRequest>();
        for (var file = 1; file < files; file++) {
            var key = new FileKey(type, "f" + file + ".gpx");
            for (var row : rows) {
                var copy = new HashMap<>(row);
                var earlier = file * 10_000L;
                copy.computeIfPresent("n", (_, _) -> AttributeValue.fromS(key.name()));
                for (var time : List.of("t", "at", "until", "r", "nw", "ct")) {
                    copy.computeIfPresent(time, (_, value) -> number(number(value) - earlier));
                }
                copy.put("sk", AttributeValue.fromS(sk(text(row, "sk"), key, copy)));
                writes.add(WriteRequest.builder()
                        .putRequest(PutRequest.builder().item(copy).build())
                        .build());
            }
        }
        for (var from = 0; from < writes.size(); from += BATCH) {
            var batch = writes.subList(from, Math.min(from + BATCH, writes.size()));
            app.stack().local().dynamoDb().batchWriteItem(r -> r.requestItems(Map.of("FilesTable", batch)));
        }
        count(app, rows, files - 1);
    }

    private static String sk(String old, FileKey key, Map<String, AttributeValue> copy) {
        var kind = old.substring(old.lastIndexOf('#') + 1).substring(0, 1);
        return old.startsWith("V#")
                ? "V#" + key.hash() + "#" + kind + number(Objects.requireNonNull(copy.get("t")))
                : old.substring(0, 2) + key.hash();
    }

    /** Adds the copies to the account's usage. */
    private static void count(TestApp app, List<Map<String, AttributeValue>> rows, long copies) {
        var head = rows.stream()
                .filter(row -> text(row, "sk").startsWith("H#"))
                .findFirst()
                .orElseThrow();
        var bytes = copies * number(Objects.requireNonNull(head.get("vb")));
        var versions = copies * number(Objects.requireNonNull(head.get("vn")));
        app.stack()
                .local()
                .dynamoDb()
                .updateItem(r -> r.tableName("FilesTable")
                        .key(Map.of(
                                "pk", AttributeValue.fromS("A#" + app.account()),
                                "sk", AttributeValue.fromS("USAGE")))
                        .updateExpression("ADD kb :bytes, tb :bytes, v :versions")
                        .expressionAttributeValues(Map.of(":bytes", number(bytes), ":versions", number(versions))));
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    private static long number(AttributeValue value) {
        return Long.parseLong(value.n());
    }

    /** Returns the file's head first, then its other rows, among them its trash entry. */
    private static List<Map<String, AttributeValue>> rows(TestApp app) {
        var all = Invariants.items(app.stack(), "FilesTable", "A#" + app.account());
        var trashed = all.stream()
                .filter(row -> text(row, "sk").startsWith("T#"))
                .max(Comparator.comparingLong(row ->
                        Long.parseLong(Objects.requireNonNull(row.get("at")).n())))
                .map(row -> text(row, "sk").substring(2))
                .orElseThrow();
        return all.stream()
                .filter(row -> List.of("T#" + trashed, "H#" + trashed).contains(text(row, "sk"))
                        || text(row, "sk").startsWith("V#" + trashed + "#"))
                .sorted(Comparator.comparing(row -> !text(row, "sk").startsWith("H#")))
                .toList();
    }

    private static String text(Map<String, AttributeValue> row, String name) {
        return Objects.requireNonNull(row.get(name)).s();
    }
}
