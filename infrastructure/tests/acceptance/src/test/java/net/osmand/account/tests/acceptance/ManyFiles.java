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

/** A trash full of files that nobody had to upload and delete one by one. */
final class ManyFiles {
    private static final int BATCH = 25;

    private ManyFiles() {}

    /**
     * Copies the rows of the file that was deleted last, under other names and times before it.
     *
     * @param files how many there are then, the first one included
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
                copy.put("n", AttributeValue.fromS(key.name()));
                for (var time : List.of("t", "at", "until")) {
                    copy.computeIfPresent(
                            time,
                            (_, value) -> AttributeValue.fromN(Long.toString(Long.parseLong(value.n()) - earlier)));
                }
                var sk = text(row, "sk").startsWith("T#")
                        ? "T#" + key.hash()
                        : "V#" + key.hash() + "#"
                                + Objects.requireNonNull(copy.get("t")).n();
                copy.put("sk", AttributeValue.fromS(sk));
                writes.add(WriteRequest.builder()
                        .putRequest(PutRequest.builder().item(copy).build())
                        .build());
            }
        }
        for (var from = 0; from < writes.size(); from += BATCH) {
            var batch = writes.subList(from, Math.min(from + BATCH, writes.size()));
            app.stack().local().dynamoDb().batchWriteItem(r -> r.requestItems(Map.of("FilesTable", batch)));
        }
    }

    /** Its versions and its entry in the trash. */
    private static List<Map<String, AttributeValue>> rows(TestApp app) {
        var all = Invariants.items(app.stack(), "FilesTable", "A#" + app.account());
        var trashed = all.stream()
                .filter(row -> text(row, "sk").startsWith("T#"))
                .max(Comparator.comparingLong(row ->
                        Long.parseLong(Objects.requireNonNull(row.get("at")).n())))
                .map(row -> text(row, "sk").substring(2))
                .orElseThrow();
        return all.stream()
                .filter(row -> text(row, "sk").equals("T#" + trashed)
                        || text(row, "sk").startsWith("V#" + trashed + "#"))
                .toList();
    }

    private static String text(Map<String, AttributeValue> row, String name) {
        return Objects.requireNonNull(row.get(name)).s();
    }
}
