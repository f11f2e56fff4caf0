package net.osmand.account.core.favourites;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import net.osmand.account.core.gpx.BrokenGpxException;
import net.osmand.account.core.gpx.GpxLimits;
import net.osmand.account.core.gpx.ReadTrack;
import net.osmand.account.core.testing.Fuzz;
import org.junit.jupiter.api.Test;

/** Feeds random GPX files to the reader of tracks and to the editor of favourites. */
class FavouritesFuzzTest {
    private static final String TRACK = """
            <?xml version="1.0" encoding="UTF-8"?>
            <gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><metadata><name>a &amp; b</name></metadata>
            <wpt lat="1.5" lon="-2"><name>w</name><ele>3</ele></wpt>
            <trk><name>t</name><trkseg><trkpt lat="52.1" lon="4.2"><ele>1</ele><time>2026-01-01T00:00:00Z</time></trkpt>
            <trkpt lat="52.2" lon="4.3"/></trkseg></trk><rte><rtept lat="1" lon="2"/></rte><!-- c --><![CDATA[x]]></gpx>
            """;
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    @Test
    void theReaderOfTracksReturnsOrRefuses() throws IOException {
        Fuzz.run(
                input -> {
                    try {
                        var details = new ReadTrack(GpxLimits.FAVOURITES, System::nanoTime)
                                .read(new ByteArrayInputStream(input));
                        return "read " + details.toString().replaceAll("[0-9.E-]+", "");
                    } catch (BrokenGpxException refused) {
                        return "broken";
                    }
                },
                List.of(TRACK.getBytes(StandardCharsets.UTF_8), phone()));
    }

    /** An added favourite is present, and removing it restores the original file. */
    @Test
    void theEditorKeepsWhatItDoesNotChange() throws IOException, BrokenGpxException {
        var point = FavouritesFile.parse(phone()).points().getFirst();
        Fuzz.run(
                input -> edit(input, Points.named(point, "added")),
                List.of(TRACK.getBytes(StandardCharsets.UTF_8), phone()));
    }

    private static String edit(byte[] input, Favourite added) {
        FavouritesFile file;
        try {
            file = FavouritesFile.parse(input);
        } catch (BrokenGpxException refused) {
            return "broken";
        }
        try {
            var longer = FavouritesFile.parse(file.with(added, NOW).bytes());
            assertThat(longer.points()).hasSize(file.points().size() + 1);
            var place = longer.find(added).orElseThrow();
            var left = FavouritesFile.parse(longer.without(place).bytes());
            assertThat(left.points()).isEqualTo(file.points());
        } catch (BrokenGpxException e) {
            throw new AssertionError("an edit breaks a file that can be read", e);
        }
        return file.points().size() + " points, " + file.groups().size() + " groups";
    }

    private static byte[] phone() throws IOException {
        try (var in = FavouritesFuzzTest.class.getResourceAsStream("food.gpx")) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }
}
