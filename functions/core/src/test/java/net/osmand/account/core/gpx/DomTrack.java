package net.osmand.account.core.gpx;

import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * A second implementation of distance, points and times of a track. It reads a DOM tree and uses angles between vectors
 * instead of haversines.
 */
record DomTrack(double distance, int points, int waypoints, OptionalLong start, OptionalLong end) {
    private static final double EARTH = 6_371_000;

    static DomTrack of(Path file) throws IOException {
        try {
            var root = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile())
                    .getDocumentElement();
            var points = elements(root.getElementsByTagName("trkpt")).toList();
            var distance = elements(root.getElementsByTagName("trkseg"))
                    .mapToDouble(DomTrack::length)
                    .sum();
            var times = points.stream()
                    .flatMap(DomTrack::time)
                    .mapToLong(Long::longValue)
                    .summaryStatistics();
            var none = times.getCount() == 0;
            return new DomTrack(
                    distance,
                    points.size(),
                    root.getElementsByTagName("wpt").getLength(),
                    none ? OptionalLong.empty() : OptionalLong.of(times.getMin()),
                    none ? OptionalLong.empty() : OptionalLong.of(times.getMax()));
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(file.toString(), e);
        }
    }

    private static double length(Element segment) {
        var points = elements(segment.getElementsByTagName("trkpt"))
                .map(DomTrack::vector)
                .toList();
        return IntStream.range(1, points.size())
                .mapToDouble(i -> EARTH * angle(points.get(i - 1), points.get(i)))
                .sum();
    }

    private static double[] vector(Element point) {
        var phi = Math.toRadians(Double.parseDouble(point.getAttribute("lat")));
        var lambda = Math.toRadians(Double.parseDouble(point.getAttribute("lon")));
        return new double[] {Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)};
    }

    private static double angle(double[] a, double[] b) {
        var x = a[1] * b[2] - a[2] * b[1];
        var y = a[2] * b[0] - a[0] * b[2];
        var z = a[0] * b[1] - a[1] * b[0];
        return Math.atan2(Math.sqrt(x * x + y * y + z * z), a[0] * b[0] + a[1] * b[1] + a[2] * b[2]);
    }

    private static Stream<Long> time(Element point) {
        return elements(point.getElementsByTagName("time"))
                .limit(1)
                .map(Element::getTextContent)
                .map(String::strip)
                .flatMap(text -> parse(text).or(() -> parse(text + "Z")).stream());
    }

    private static Optional<Long> parse(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant().toEpochMilli());
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private static Stream<Element> elements(NodeList nodes) {
        return IntStream.range(0, nodes.getLength()).mapToObj(nodes::item).map(Element.class::cast);
    }
}
