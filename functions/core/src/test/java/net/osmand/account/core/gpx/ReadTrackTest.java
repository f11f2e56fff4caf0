package net.osmand.account.core.gpx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadTrackTest {
    private static final String TRACK = """
            <?xml version="1.0" encoding="UTF-8"?>
            <gpx version="1.1" creator="OsmAnd 5.1" xmlns="http://www.topografix.com/GPX/1/1" xmlns:osmand="https://osmand.net">
              <metadata>
                <name>Pass</name><author><name>Ann</name></author><time>2026-01-06T08:00:00Z</time>
                <extensions><osmand:activity>road_cycling</osmand:activity></extensions>
              </metadata>
              <wpt lat="47" lon="8"><ele>999</ele><time>2020-01-01T00:00:00Z</time><name>Hut</name></wpt>
              <trk><trkseg>
                <trkpt lat="47.00" lon="8"><ele>500</ele><time>2026-01-06T08:00:00Z</time></trkpt>
                <trkpt lat="47.01" lon="8"><ele>520</ele><time>2026-01-06T08:05:00Z</time></trkpt>
                <trkpt lat="47.01" lon="8"><ele>519</ele><time>2026-01-06T08:10:00.500+00:00</time></trkpt>
                <trkpt lat="47.02" lon="8"><ele>510</ele><time>2026-01-06T10:15:00+02:00</time></trkpt>
              </trkseg><trkseg>
                <trkpt lat="48" lon="9"><ele>100</ele></trkpt>
              </trkseg></trk>
            </gpx>
            """;

    @Test
    void readsTheDetailsOfATrack() throws Exception {
        var details = read(TRACK);

        assertThat(details.distance()).isCloseTo(2224, within(2.0));
        assertThat(details.points()).isEqualTo(5);
        assertThat(details.waypoints()).isEqualTo(1);
        assertThat(details.startTime()).hasValue(ms("2026-01-06T08:00:00Z"));
        assertThat(details.endTime()).hasValue(ms("2026-01-06T08:15:00Z"));
        assertThat(details.timeMoving())
                .isEqualTo(Duration.ofMinutes(10).minusMillis(500).toMillis());
        assertThat(details.elevation()).contains(new TrackDetails.Elevation(20, 10));
        assertThat(details.time()).hasValue(ms("2026-01-06T08:00:00Z"));
        assertThat(details.author()).contains("Ann");
        assertThat(details.activity()).contains("road_cycling");
        assertThat(details.advancedRoute()).isFalse();
        var speed = details.speed().orElseThrow();
        assertThat(speed.min()).isCloseTo(1112 / 300.0, within(0.01));
        assertThat(speed.max()).isCloseTo(1112 / 299.5, within(0.01));
        assertThat(speed.average()).isCloseTo(2224 / 599.5, within(0.01));
    }

    @Test
    void omitsTimesSpeedAndElevationIfNoPointHasThem() throws Exception {
        var details = read(segment("<trkpt lat='1' lon='2'/><trkpt lat='1' lon='3'></trkpt>"));

        assertThat(details.startTime()).isEmpty();
        assertThat(details.endTime()).isEmpty();
        assertThat(details.speed()).isEmpty();
        assertThat(details.elevation()).isEmpty();
        assertThat(details.author()).isEmpty();
        assertThat(details.timeMoving()).isZero();
        assertThat(details.distance()).isCloseTo(111_178, within(50.0));
    }

    @Test
    void measuresNoDistanceBetweenSegments() throws Exception {
        var details = read(segment("<trkpt lat='1' lon='2'/></trkseg><trkseg><trkpt lat='50' lon='2'/>"));

        assertThat(details.distance()).isZero();
        assertThat(details.points()).isEqualTo(2);
    }

    @Test
    void ignoresClimbsSmallerThanTheNoise() throws Exception {
        var points = new StringBuilder();
        for (var i = 0; i < 100; i++) {
            points.append("<trkpt lat='1' lon='2'><ele>").append(i % 2 * 2).append("</ele></trkpt>");
        }
        assertThat(read(segment(points.toString())).elevation()).contains(new TrackDetails.Elevation(0, 0));
    }

    @Test
    void takesTheSpeedThatTheDeviceMeasured() throws Exception {
        var details = read(segment("""
                <trkpt lat='1' lon='2'><time>2026-01-06T08:00:00Z</time></trkpt>
                <trkpt lat='1.001' lon='2'><time>2026-01-06T08:00:20Z</time><extensions><speed>7.5</speed></extensions></trkpt>
                """));
        assertThat(details.speed().orElseThrow().max()).isEqualTo(7.5);
    }

    @Test
    void readsVersion10WithItsOwnAuthorAndTime() throws Exception {
        var details =
                read("<gpx version='1.0' creator='x'><author>Bob</author><time>2026-01-06T08:00:00Z</time></gpx>");

        assertThat(details.author()).contains("Bob");
        assertThat(details.time()).hasValue(ms("2026-01-06T08:00:00Z"));
    }

    @Test
    void namesTheProgramWithoutAnAuthorAndCutsIt() throws Exception {
        assertThat(read("<gpx creator='" + "é".repeat(200) + "'/>").author()).contains("é".repeat(100));
        assertThat(read("<gpx creator='" + "x".repeat(99) + "😀'/>").author()).contains("x".repeat(99));
    }

    @Test
    void noticesARouteInASegment() throws Exception {
        var route =
                "<trkpt lat='1' lon='2'/><extensions><o:route xmlns:o='u'><o:segment id='1'/></o:route></extensions>";
        assertThat(read(segment(route)).advancedRoute()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "ISO-8859-1"})
    void readsTheEncodingThatTheFileDeclares(String encoding) throws Exception {
        var text = "<?xml version='1.0' encoding='" + encoding + "'?><gpx creator='Zoë'/>";
        assertThat(read(new ByteArrayInputStream(text.getBytes(Charset.forName(encoding))), GpxLimits.TRACK)
                        .author())
                .contains("Zoë");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "<gpx>",
                "<kml/>",
                "<gpx><trk><trkseg><trkpt lat='1' lon='2'></trkseg></trk></gpx>",
                "<gpx><trk><trkseg><trkpt lat='x' lon='2'/></trkseg></trk></gpx>",
                "<gpx><trk><trkseg><trkpt lat='91' lon='2'/></trkseg></trk></gpx>",
                "<gpx><trk><trkseg><trkpt lat='NaN' lon='2'/></trkseg></trk></gpx>",
                "<!DOCTYPE gpx [<!ENTITY a 'b'>]><gpx creator='&a;'/>",
                "<!DOCTYPE gpx SYSTEM 'http://127.0.0.1:1/gpx.dtd'><gpx/>",
                "<gpx><name>&unknown;</name></gpx>",
                "<gpx/><gpx/>"
            })
    void refusesABrokenFile(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(BrokenGpxException.class);
    }

    @Test
    void refusesFilesBeyondTheLimits() {
        var limits = new GpxLimits(1000, 5, 10, Duration.ofSeconds(1));
        assertThatThrownBy(() -> read(in("<gpx>" + " ".repeat(1000) + "</gpx>"), limits))
                .hasMessageContaining("bytes");
        assertThatThrownBy(() -> read(in("<gpx><a><b><c><d><e/></d></c></b></a></gpx>"), limits))
                .hasMessageContaining("nested");
        assertThatThrownBy(() -> read(in("<gpx>" + "<wpt/>".repeat(11) + "</gpx>"), limits))
                .hasMessageContaining("points");
    }

    @Test
    void givesUpAfterTheTime() {
        var time = new AtomicLong();
        var slow = new ReadTrack(
                new GpxLimits(1 << 20, 5, 1 << 20, Duration.ofSeconds(3)), () -> time.addAndGet(1_000_000_000L));
        assertThatThrownBy(() -> slow.read(in("<gpx>" + "<wpt/>".repeat(3000) + "</gpx>")))
                .hasMessageContaining("within 3 s");
    }

    @Test
    void readsAnEndlessTextWithoutKeepingIt() {
        var endless = new SequenceInputStream(in("<gpx><metadata><name>"), new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                java.util.Arrays.fill(buffer, offset, offset + length, (byte) 'x');
                return length;
            }
        });
        assertThatThrownBy(() -> read(endless, GpxLimits.TRACK)).hasMessageContaining("bytes");
    }

    @Test
    void passesAFailureOfTheStreamOn() {
        var failing = new SequenceInputStream(in("<gpx>"), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                throw new IOException("connection reset");
            }
        });
        assertThatThrownBy(() -> read(failing, GpxLimits.TRACK))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("reset");
    }

    /** The JDK's reader prints some errors to standard error before it throws them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00e9",
                "<gpx>\u00e9</gpx>",
                "<gpx a='\u00e9'/>",
                "<?xml vers\u00b4on='1.1'?><gpx/>",
                "<?xml version='1.0' encoding='UTF-8'?><gpx>\u00ed\u00a0\u0080</gpx>",
                "<!DOCTYPE gpx [<!ENTITY x '\u00e9'>]><gpx/>",
                "\u00ef\u00bb\u00bf<gpx>\u00ff</gpx>",
                "<?xml version='1.0' encoding='US-ASCII'?><gpx>\u00e9</gpx>",
                "<?xml version='1.0' encoding='ISO-8859-1' standalone='n'?><gpx>\u00e9</gpx>",
                "<?xml version='1.0' encoding='none'?><gpx/>",
                "\u00fe\u00ff\0<\0g\u00d8\0\0/\0>",
                "<gpx>"
            })
    void printsNothingAboutABrokenFile(String latin1) {
        var bytes = latin1.getBytes(StandardCharsets.ISO_8859_1);
        var printed = new ByteArrayOutputStream();
        var err = System.err;
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            assertThatThrownBy(() -> read(new ByteArrayInputStream(bytes), GpxLimits.TRACK))
                    .isInstanceOf(BrokenGpxException.class);
            assertThatThrownBy(() -> XmlText.ofGpx(bytes, GpxLimits.FAVOURITES)).isInstanceOf(BrokenGpxException.class);
        } finally {
            System.setErr(err);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void readsAFileWithAByteOrderMark() throws Exception {
        assertThat(read("\ufeff" + TRACK.replace("Ann", "Zo\u00eb")).author()).contains("Zo\u00eb");
    }

    private static String segment(String points) {
        return "<gpx><trk><trkseg>" + points + "</trkseg></trk></gpx>";
    }

    private static TrackDetails read(String text) throws BrokenGpxException, IOException {
        return read(in(text), GpxLimits.TRACK);
    }

    private static TrackDetails read(InputStream in, GpxLimits limits) throws BrokenGpxException, IOException {
        return new ReadTrack(limits, System::nanoTime).read(in);
    }

    private static InputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static long ms(String time) {
        return Instant.parse(time).toEpochMilli();
    }
}
