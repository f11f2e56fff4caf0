package net.osmand.account.functions.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import net.osmand.account.core.account.PlanLimits;
import net.osmand.account.core.details.FileDetails;
import net.osmand.account.core.files.FilesTestBed;
import net.osmand.account.core.files.InMemoryListSnapshots;
import net.osmand.account.core.files.ListAccount.Thresholds;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.functions.files.FileListing.Choice;
import net.osmand.account.functions.files.FileListing.ListedFields;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A list with details above its limit drops {@code data} first and then all details
 * (docs/protocol/portal-files.md#details-of-a-row).
 */
class RowDetailsTest {
    private static final int TRACKS = 20;

    private final FilesTestBed bed = new FilesTestBed();
    private final Map<String, FileDetails> stored = new HashMap<>();
    private final Random random = new Random(19);
    private int listings;

    @BeforeEach
    void fill() {
        for (var i = 0; i < TRACKS; i++) {
            store("Alps/" + i + ".gpx", "{\"updatetime\":1,\"author\":\"%s\"}".formatted(noise()));
            store("Alps/" + i + ".gpx.info", "{\"updatetime\":1,\"data\":{\"name\":\"%s\"}}".formatted(noise()));
        }
        bed.store(new FileKey("GPX", "new.gpx"), "track");
    }

    private void store(String name, String json) {
        var version = bed.store(new FileKey("GPX", name), "content");
        stored.put(version.key().hash(), new FileDetails(version.key(), version.updateTime(), json));
    }

    /** A text of 400 characters that gzip can hardly compress. */
    private String noise() {
        var bytes = new byte[300];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Test
    void keepsAllDetailsUpToTheLimit() throws IOException {
        var all = list(Integer.MAX_VALUE);

        assertThat(list(all.length)).isEqualTo(all);

        assertThat(rows(all)).hasSize(2 * TRACKS + 1);
        assertThat(with("author", all)).isEqualTo(TRACKS);
        assertThat(with("data", all)).isEqualTo(TRACKS);
        assertThat(with("update", all)).isEqualTo(1);
        assertThat(listings).as("lists up to the limit are written once").isEqualTo(2);
    }

    @Test
    void dropsTheDataOfCompanionsAboveTheLimit() throws IOException {
        var some = list(list(Integer.MAX_VALUE).length - 1);

        assertThat(list(some.length)).as("the last byte that fits").isEqualTo(some);

        assertThat(rows(some)).hasSize(2 * TRACKS + 1);
        assertThat(with("data", some)).isZero();
        assertThat(with("author", some)).isEqualTo(TRACKS);
        assertThat(with("updatetime", some)).isEqualTo(2 * TRACKS);
        assertThat(with("update", some)).isEqualTo(1);
    }

    @Test
    void dropsAllDetailsIfTheDataIsNotEnough() throws IOException {
        var some = list(list(Integer.MAX_VALUE).length - 1);

        var none = list(some.length - 1);

        assertThat(rows(none))
                .hasSize(2 * TRACKS + 1)
                .allMatch(row -> row.path("details").isEmpty());
        assertThat(list(1)).as("the rows themselves are never dropped").isEqualTo(none);
    }

    /** Without {@code update} the client does not ask for details that the parameter TrackDetails switches off. */
    @Test
    void showsNoDetailsAndAsksForNoneIfTheyAreSwitchedOff() throws IOException {
        var off = list(Optional.empty(), Integer.MAX_VALUE);

        assertThat(rows(off))
                .hasSize(2 * TRACKS + 1)
                .allMatch(row -> row.path("details").isEmpty());
        assertThat(off).isEqualTo(list(1));
    }

    private byte[] list(int maxBytes) {
        return list(Optional.of(stored), maxBytes);
    }

    private byte[] list(Optional<Map<String, FileDetails>> details, int maxBytes) {
        return RowDetails.fitting(details, maxBytes, rowDetails -> {
            listings++;
            return new FileListing(
                            bed.caller(0).account(),
                            PlanLimits.STANDARD,
                            new Choice(Set.of(), Optional.empty(), false),
                            bed.listFiles.hidden(bed.caller(0)),
                            ListedFields.WEB,
                            Optional.of(rowDetails))
                    .of(bed.listAccount(new InMemoryListSnapshots(), Thresholds.STANDARD)
                            .of(bed.caller(0), Optional.empty())::each);
        });
    }

    private static long with(String field, byte[] gzip) throws IOException {
        return rows(gzip).stream().filter(row -> row.path("details").has(field)).count();
    }

    private static List<JsonNode> rows(byte[] gzip) throws IOException {
        try (var json = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return new ObjectMapper()
                    .readTree(json)
                    .path("uniqueFiles")
                    .valueStream()
                    .toList();
        }
    }
}
