package net.osmand.account.core.gpx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenetics.jpx.GPX;
import io.jenetics.jpx.Length;
import io.jenetics.jpx.TrackSegment;
import io.jenetics.jpx.WayPoint;
import io.jenetics.jpx.geom.Geoid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import net.osmand.account.core.testing.RealGpxFiles;
import org.junit.jupiter.api.Test;

/** Compares the details of real tracks with two other implementations. */
class RealTracksTest {
    private final ReadTrack readTrack = new ReadTrack(GpxLimits.TRACK, System::nanoTime);

    @Test
    void agreesWithATreeInMemoryOnAllRealFiles() throws Exception {
        var files = RealGpxFiles.all();
        for (var file : files) {
            var read = read(file);
            var expected = DomTrack.of(file);

            assertThat(read.distance())
                    .as("distance of %s", file)
                    .isCloseTo(expected.distance(), within(expected.distance() / 100));
            assertThat(read.points()).as("points of %s", file).isEqualTo(expected.points());
            assertThat(read.waypoints()).as("waypoints of %s", file).isEqualTo(expected.waypoints());
            assertThat(read.startTime()).as("start of %s", file).isEqualTo(expected.start());
            assertThat(read.endTime()).as("end of %s", file).isEqualTo(expected.end());
        }
        assertThat(files).hasSizeGreaterThanOrEqualTo(72);
    }

    /** JPX computes distances on the ellipsoid. It can read 68 of the 72 files. */
    @Test
    void agreesWithJpx() throws Exception {
        var compared = 0;
        for (var file : RealGpxFiles.all()) {
            var version = Files.readString(file, StandardCharsets.ISO_8859_1).contains("topografix.com/GPX/1/0")
                    ? GPX.Version.V10
                    : GPX.Version.V11;
            GPX gpx;
            try {
                gpx = GPX.Reader.of(version, GPX.Reader.Mode.LENIENT).read(file);
            } catch (IOException _) {
                continue;
            }
            compared++;
            var read = read(file);
            var segments = gpx.tracks().flatMap(track -> track.segments()).toList();
            var points = segments.stream().flatMap(TrackSegment::points).toList();
            var distance = segments.stream().mapToDouble(RealTracksTest::length).sum();
            var times = points.stream()
                    .flatMap(point -> point.getTime().stream())
                    .mapToLong(Instant::toEpochMilli)
                    .summaryStatistics();

            assertThat(read.distance()).as("distance of %s", file).isCloseTo(distance, within(distance / 100));
            assertThat(read.points()).as("points of %s", file).isEqualTo(points.size());
            assertThat(read.startTime().isPresent()).isEqualTo(times.getCount() > 0);
            read.startTime()
                    .ifPresent(
                            start -> assertThat(start).as("start of %s", file).isEqualTo(times.getMin()));
            read.endTime()
                    .ifPresent(end -> assertThat(end).as("end of %s", file).isEqualTo(times.getMax()));
        }
        assertThat(compared).isGreaterThanOrEqualTo(68);
    }

    private static double length(TrackSegment segment) {
        List<WayPoint> points = segment.getPoints();
        return points.size() < 2
                ? 0
                : points.stream().collect(Geoid.WGS84.toPathLength()).to(Length.Unit.METER);
    }

    private TrackDetails read(Path file) throws IOException, BrokenGpxException {
        try (var in = Files.newInputStream(file)) {
            return readTrack.read(in);
        }
    }
}
