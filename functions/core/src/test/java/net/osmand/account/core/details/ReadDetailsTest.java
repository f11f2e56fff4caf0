package net.osmand.account.core.details;

import static net.osmand.account.core.files.FilesTestBed.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import net.osmand.account.core.files.FilesTestBed;
import net.osmand.account.core.gpx.GpxLimits;
import net.osmand.account.core.gpx.ReadTrack;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.JsonMembers;
import org.junit.jupiter.api.Test;

class ReadDetailsTest {
    private static final FileKey TRACK = new FileKey("GPX", "Alps/Pass.gpx");
    private static final FileKey INFO = new FileKey("GPX", "Alps/Pass.gpx.info");
    private static final String GPX = """
        <gpx creator="OsmAnd &quot;5&quot;"><metadata><time>2026-01-06T08:00:00Z</time></metadata><wpt lat="1" lon="2"/>
        <trk><trkseg><trkpt lat="47" lon="8"/><trkpt lat="47.01" lon="8"/></trkseg></trk></gpx>\
        """;

    private final FilesTestBed bed = new FilesTestBed();
    private final InMemoryDetailsStore store = new InMemoryDetailsStore();
    private final AtomicLong time = new AtomicLong();
    private final ReadDetails details = new ReadDetails(
            bed.liveFiles, store, new ReadTrack(GpxLimits.TRACK, System::nanoTime), bed.clock, time::get);

    @Test
    void computesTheDetailsOfAVersionOnce() {
        var version = bed.store(TRACK, GPX);
        var now = bed.clock.millis();

        var json = json(TRACK);
        bed.clock.advance(Duration.ofHours(1));

        assertThat(json(TRACK)).isEqualTo(json);
        assertThat(json)
                .isEqualTo("{\"updatetime\":" + now + ",\"analysis-done\":" + now
                        + ",\"analysis\":{\"totalDistance\":1111.95,\"timeMoving\":0,\"points\":2,\"wptPoints\":1},\"metadata\":{\"time\":1767686400000},\"author\":\"OsmAnd"
                        + " \\\"5\\\"\",\"hasAdvancedRoute\":false}");
        assertThat(store.find(ACCOUNT, List.of(TRACK)).get(TRACK))
                .isEqualTo(new FileDetails(TRACK, version.updateTime(), json));
        bed.store(TRACK, GPX.replace("47.01", "47.02"));
        assertThat(json(TRACK)).contains("2223.9");
    }

    @Test
    void listsTimesElevationSpeedAndActivityOfATrack() {
        bed.store(TRACK, """
            <gpx><metadata><extensions><activity>hiking</activity></extensions></metadata><trk><trkseg>
            <trkpt lat="47" lon="8"><ele>500</ele><time>2026-01-06T08:00:00Z</time></trkpt>
            <trkpt lat="47.01" lon="8"><ele>520</ele><time>2026-01-06T08:05:00Z</time></trkpt>
            <trkpt lat="47.02" lon="8"><ele>510</ele><time>2026-01-06T08:10:00Z</time></trkpt>
            </trkseg></trk></gpx>\
            """);

        assertThat(json(TRACK))
                .contains("\"startTime\":1767686400000,\"endTime\":1767687000000")
                .contains("\"diffElevationUp\":20,\"diffElevationDown\":10")
                .contains("\"minSpeed\":3.71,\"avgSpeed\":3.71,\"maxSpeed\":3.71")
                .contains("\"metadata\":{\"activity\":\"hiking\"}");
    }

    @Test
    void keepsTheJsonOfACompanionUnlessItIsTooLarge() {
        bed.store(INFO, "{\"color\":\"#ff0000\",\"split_interval\":1.50}");
        assertThat(json(INFO)).contains("\"data\":{\"color\":\"#ff0000\",\"split_interval\":1.50}");
        bed.store(INFO, "{\"x\":\"" + "é".repeat(1000) + "\"}");
        assertThat(json(INFO)).doesNotContain("data").contains("updatetime");
        bed.store(INFO, "[]");
        assertThat(json(INFO)).contains("error");
    }

    @Test
    void givesABrokenFileAnErrorAndGoesOn() {
        bed.store(TRACK, "not xml");
        var other = new FileKey("GPX", "other.gpx");
        bed.store(other, GPX);

        var found = details.forFiles(bed.caller(0), List.of(TRACK, other));

        assertThat(Objects.requireNonNull(found.get(TRACK)).details().json())
                .contains("\"error\":\"not well-formed XML\"")
                .doesNotContain("analysis\"");
        assertThat(Objects.requireNonNull(found.get(other)).details().json()).contains("totalDistance");
    }

    @Test
    void leavesOutWhatIsNotLiveOrNotATrack() {
        var favourites = new FileKey("FAVOURITES", "favorites.gpx");
        var folder = new FileKey("GPX", "Alps/__folder__.info");
        bed.store(favourites, GPX);
        bed.store(folder, "");
        bed.store(TRACK, GPX);
        bed.delete(TRACK);

        assertThat(details.forFiles(bed.caller(0), List.of(favourites, folder, TRACK, INFO)))
                .isEmpty();
        assertThat(ReadDetails.has(TRACK)).isTrue();
        assertThat(ReadDetails.has(INFO)).isTrue();
        assertThat(ReadDetails.has(folder)).isFalse();
    }

    /** Nothing else would remove them, because the stream record of the removal came earlier. */
    @Test
    void removesDetailsOfAFileThatIsRemovedWhileTheyAreComputed() {
        var version = bed.store(TRACK, GPX);
        store.afterPut = () -> bed.removeAll(TRACK, version.updateTime(), false);
        json(TRACK);
        assertThat(store.all(ACCOUNT)).isEmpty();
    }

    @Test
    void stopsAfterItsTimeAndReturnsWhatIsReady() {
        var keys = List.of(new FileKey("GPX", "1.gpx"), new FileKey("GPX", "2.gpx"), new FileKey("GPX", "3.gpx"));
        keys.forEach(key -> bed.store(key, GPX));
        json(keys.get(2));
        var slow = new ReadDetails(
                bed.liveFiles,
                store,
                new ReadTrack(GpxLimits.TRACK, System::nanoTime),
                bed.clock,
                () -> time.getAndAdd(Duration.ofSeconds(5).toNanos()));

        assertThat(slow.forFiles(bed.caller(0), keys).keySet()).containsExactly(keys.get(0), keys.get(2));
    }

    @Test
    void staysBelowTheSizeOfAnItem() {
        var long100 = "\uD83D\uDE00".repeat(50);
        bed.store(TRACK, GPX.replace("OsmAnd &quot;5&quot;", long100));
        var json = json(TRACK);
        assertThat(json.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(FileDetails.LARGEST);
        assertThat(JsonMembers.of(json)).isPresent();
    }

    private String json(FileKey key) {
        return Objects.requireNonNull(
                        details.forFiles(bed.caller(0), List.of(key)).get(key))
                .details()
                .json();
    }
}
