package net.osmand.account.core.gpx;

import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads the details of a track from a GPX 1.0 or 1.1 file as a stream, with constant memory. Recognizes elements by
 * their local name, because files without a namespace are common.
 */
public final class ReadTrack {
    private static final int LONGEST_TEXT = 100;
    private static final int EVENTS_BETWEEN_CHECKS = 1024;
    private static final Set<String> POINTS = Set.of("wpt", "rtept", "trkpt");

    private final GpxLimits limits;
    private final LongSupplier nanoTime;

    /**
     * Creates the reader.
     *
     * @param nanoTime elapsed time in nanoseconds, such as {@link System#nanoTime}
     */
    public ReadTrack(GpxLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    /**
     * Reads a file to its end.
     *
     * @throws BrokenGpxException if it is not a well-formed GPX file within the limits
     * @throws IOException if reading the stream fails
     */
    public TrackDetails read(InputStream gpx) throws BrokenGpxException, IOException {
        try {
            return new Reading(GpxText.reader(new GpxText.LimitedInput(gpx, limits.bytes()))).details();
        } catch (XMLStreamException e) {
            throw failure(e);
        }
    }

    /** Finds the cause of a failure. The JDK wraps a failure of the stream, sometimes twice. */
    private static BrokenGpxException failure(XMLStreamException e) throws IOException {
        for (@Nullable Throwable cause = e; cause != null; cause = next(cause)) {
            if (cause instanceof GpxText.TooLargeException) {
                return new BrokenGpxException("too many bytes");
            }
            var isMalformed = cause instanceof CharConversionException || cause instanceof CharacterCodingException;
            if (cause instanceof IOException stream && !isMalformed) {
                throw stream;
            }
        }
        return new BrokenGpxException("not well-formed XML");
    }

    private static @Nullable Throwable next(Throwable cause) {
        return cause instanceof XMLStreamException xml && xml.getNestedException() != null
                ? xml.getNestedException()
                : cause.getCause();
    }

    /** The state of reading one file. */
    private final class Reading {
        private final XMLStreamReader xml;
        private final long end = nanoTime.getAsLong() + limits.time().toNanos();
        private final Deque<String> path = new ArrayDeque<>();
        private final StringBuilder text = new StringBuilder();
        private final TrackSums sums = new TrackSums();
        private int allPoints;
        private int waypoints;
        private OptionalLong time = OptionalLong.empty();
        private Optional<String> activity = Optional.empty();
        private Optional<String> author = Optional.empty();
        private Optional<String> creator = Optional.empty();
        private boolean advancedRoute;
        private double latitude;
        private double longitude;
        private OptionalDouble elevation = OptionalDouble.empty();
        private OptionalLong pointTime = OptionalLong.empty();
        private OptionalDouble speed = OptionalDouble.empty();

        Reading(XMLStreamReader xml) {
            this.xml = xml;
        }

        TrackDetails details() throws XMLStreamException, BrokenGpxException {
            for (var events = 1; xml.hasNext(); events++) {
                if (events % EVENTS_BETWEEN_CHECKS == 0 && nanoTime.getAsLong() - end > 0) {
                    throw new BrokenGpxException("not read within "
                            + TimeUnit.NANOSECONDS.toSeconds(limits.time().toNanos()) + " s");
                }
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> start(xml.getLocalName());
                    case XMLStreamConstants.END_ELEMENT -> end(xml.getLocalName());
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> collect();
                    case XMLStreamConstants.DTD -> throw new BrokenGpxException("it has a DTD");
                    default -> {}
                }
            }
            return new TrackDetails(
                    sums.distance(),
                    sums.timeMoving(),
                    sums.points(),
                    waypoints,
                    sums.startTime(),
                    sums.endTime(),
                    sums.elevation(),
                    sums.speed(),
                    time,
                    activity,
                    author.or(() -> creator),
                    advancedRoute);
        }

        private void start(String name) throws BrokenGpxException {
            if (path.isEmpty() && !name.equals("gpx")) {
                throw new BrokenGpxException("its root is not gpx");
            }
            path.addLast(name);
            text.setLength(0);
            if (path.size() > limits.depth()) {
                throw new BrokenGpxException("too many nested elements");
            }
            if (path.size() == 1) {
                creator = shortText(Optional.ofNullable(xml.getAttributeValue(null, "creator"))
                        .orElse(""));
            } else if (name.equals("trkseg")) {
                sums.startSegment();
            } else if (POINTS.contains(name)) {
                startPoint(name);
            } else if (name.equals("route") && path.contains("trkseg") && path.contains("extensions")) {
                advancedRoute = true;
            }
        }

        private void startPoint(String name) throws BrokenGpxException {
            allPoints++;
            if (allPoints > limits.points()) {
                throw new BrokenGpxException("too many points");
            }
            if (name.equals("wpt")) {
                waypoints++;
            }
            if (name.equals("trkpt")) {
                latitude = coordinate("lat", 90);
                longitude = coordinate("lon", 180);
                elevation = OptionalDouble.empty();
                pointTime = OptionalLong.empty();
                speed = OptionalDouble.empty();
            }
        }

        private double coordinate(String attribute, int most) throws BrokenGpxException {
            var value = GpxNumbers.number(
                    Optional.ofNullable(xml.getAttributeValue(null, attribute)).orElse(""));
            if (value.isEmpty() || Math.abs(value.getAsDouble()) > most) {
                throw new BrokenGpxException("a track point has no position");
            }
            return value.getAsDouble();
        }

        private void collect() {
            var length = Math.min(xml.getTextLength(), LONGEST_TEXT + 1 - text.length());
            text.append(xml.getTextCharacters(), xml.getTextStart(), length);
        }

        private void end(String name) {
            path.removeLast();
            var parent = path.isEmpty() ? "" : path.getLast();
            switch (name) {
                case "trkpt" -> sums.add(new TrackSums.Point(latitude, longitude, elevation, pointTime, speed));
                case "ele" -> elevation = parent.equals("trkpt") ? GpxNumbers.number(text.toString()) : elevation;
                case "speed" -> speed = path.contains("trkpt") ? GpxNumbers.number(text.toString()) : speed;
                case "time" -> endTime(parent);
                case "activity" -> activity = path.contains("metadata") ? shortText(text.toString()) : activity;
                case "name" -> author = isAuthor() ? shortText(text.toString()) : author;
                case "author" -> author = path.size() == 1 ? shortText(text.toString()) : author;
                default -> {}
            }
            text.setLength(0);
        }

        private void endTime(String parent) {
            if (parent.equals("trkpt")) {
                pointTime = GpxNumbers.time(text.toString());
            } else if (path.size() == 1 || (path.size() == 2 && parent.equals("metadata"))) {
                time = GpxNumbers.time(text.toString());
            }
        }

        /** Whether the current name belongs to the author. GPX 1.1 puts the name inside the author element. */
        private boolean isAuthor() {
            return path.size() == 3 && path.getLast().equals("author") && path.contains("metadata");
        }

        private static Optional<String> shortText(String value) {
            var stripped = value.strip();
            var end = Math.min(stripped.length(), LONGEST_TEXT);
            // Do not cut a surrogate pair in half.
            var whole = end > 0 && Character.isHighSurrogate(stripped.charAt(end - 1)) ? end - 1 : end;
            return stripped.isEmpty() ? Optional.empty() : Optional.of(stripped.substring(0, whole));
        }
    }
}
