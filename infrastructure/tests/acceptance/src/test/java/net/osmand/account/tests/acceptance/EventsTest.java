package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Tests the functions that a table stream or a schedule starts, without moving the clock: the rows are a month old and
 * the last run was two days ago.
 */
class EventsTest {
    private static final String TYPE = "FAVOURITES";
    private static final String NAME = "favorites.gpx";
    private static final Duration PAST_THE_TRASH = Duration.ofDays(31);

    @Test
    @Tag("processes")
    @Tag("thorough")
    void anEntryThatTtlRemovedAndTheDailyCheckEachPurgeAFile(@TempDir Path data)
            throws IOException, InterruptedException {
        var lastRuns = new Properties();
        lastRuns.setProperty(
                "DailyMaintenanceFunction rate(1 day)",
                Instant.now().minus(Duration.ofDays(2)).toString());
        try (var writer = Files.newBufferedWriter(data.resolve("schedules"))) {
            lastRuns.store(writer, null);
        }
        var stack = TestStack.inside(data);
        try {
            var late = deletedAMonthAgo(stack, Instant.now().plus(Duration.ofDays(1)));
            stack.advance("PT0S");
            assertThat(rows(late)).as("the check does not wait for TTL").isZero();

            var punctual = deletedAMonthAgo(stack, Instant.now().minusSeconds(1));
            stack.advance("PT0S");
            assertThat(rows(punctual)).as("the stream, until the next check").isZero();
        } finally {
            stack.stop();
        }
    }

    /**
     * Creates an account with one file that was deleted a month ago and whose check is due today. TTL removes its trash
     * entry at the given time.
     */
    private static TestApp deletedAMonthAgo(TestStack stack, Instant removal) {
        var app = TestApp.copied(stack);
        app.store(TYPE, NAME, "<gpx/>");
        app.delete(TYPE, NAME);
        var table = stack.local().dynamoDb();
        for (var row : Invariants.items(stack, "FilesTable", "A#" + app.account())) {
            var sk = text(row, "sk");
            var old = new HashMap<>(row);
            for (var name : List.of("t", "at", "until", "r", "nw", "ct")) {
                old.computeIfPresent(name, (_, value) -> earlier(value));
            }
            if (sk.startsWith("V#")) {
                var kind = sk.substring(0, sk.lastIndexOf('#') + 2);
                old.put("sk", AttributeValue.fromS(kind + value(old, "t").n()));
                table.deleteItem(delete ->
                        delete.tableName("FilesTable").key(Map.of("pk", value(row, "pk"), "sk", value(row, "sk"))));
            } else if (sk.startsWith("T#")) {
                old.put("ttl", AttributeValue.fromN(Long.toString(removal.getEpochSecond())));
            } else if (sk.equals("USAGE")) {
                old.put(
                        "ck",
                        AttributeValue.fromN(
                                Long.toString(LocalDate.now(ZoneOffset.UTC).toEpochDay())));
            }
            table.putItem(put -> put.tableName("FilesTable").item(old));
        }
        assertThat(rows(app))
                .as("version, deletion marker and entry in the trash")
                .isEqualTo(3);
        return app;
    }

    private static AttributeValue earlier(AttributeValue time) {
        return AttributeValue.fromN(Long.toString(Long.parseLong(time.n()) - PAST_THE_TRASH.toMillis()));
    }

    private static long rows(TestApp app) {
        return Invariants.items(app.stack(), "FilesTable", "A#" + app.account()).stream()
                .map(row -> text(row, "sk"))
                .filter(sk -> sk.startsWith("V#") || sk.startsWith("T#"))
                .count();
    }

    private static String text(Map<String, AttributeValue> row, String name) {
        return value(row, name).s();
    }

    private static AttributeValue value(Map<String, AttributeValue> row, String name) {
        return Objects.requireNonNull(row.get(name), name);
    }
}
