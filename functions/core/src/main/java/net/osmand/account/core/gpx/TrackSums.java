package net.osmand.account.core.gpx;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Adds up the points of a track one by one, without keeping them. */
final class TrackSums {
    /** Mean radius of the earth in metres (IUGG). */
    private static final double EARTH = 6_371_008.8;

    /** 1 km/h in metres per second. A slower movement counts as a rest. */
    private static final double MOVING = 1 / 3.6;

    /** Smallest elevation change in metres that is not measurement noise. */
    private static final double STEP = 3;

    private double distance;
    private double movingDistance;
    private long timeMoving;
    private int points;
    private long start = Long.MAX_VALUE;
    private long end = Long.MIN_VALUE;
    private double slowest = Double.MAX_VALUE;
    private double fastest;
    private int elevations;
    private int elevationsOfSegment;
    private double level;
    private double up;
    private double down;
    private Optional<Point> last = Optional.empty();

    /**
     * One track point.
     *
     * @param latitude degrees
     * @param longitude degrees
     * @param time epoch milliseconds
     * @param speed metres per second, as measured by the device
     */
    record Point(double latitude, double longitude, OptionalDouble elevation, OptionalLong time, OptionalDouble speed) {
        /** Returns the great-circle distance in metres. */
        double distanceTo(Point other) {
            var phi = Math.toRadians(latitude);
            var otherPhi = Math.toRadians(other.latitude);
            var sinPhi = Math.sin((otherPhi - phi) / 2);
            var sinLambda = Math.sin(Math.toRadians(other.longitude - longitude) / 2);
            var h = sinPhi * sinPhi + Math.cos(phi) * Math.cos(otherPhi) * sinLambda * sinLambda;
            return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(h)));
        }
    }

    /** Starts a new segment. Nothing is measured between two segments. */
    void startSegment() {
        last = Optional.empty();
        elevationsOfSegment = 0;
    }

    void add(Point point) {
        points++;
        point.time().ifPresent(time -> {
            start = Math.min(start, time);
            end = Math.max(end, time);
        });
        point.elevation().ifPresent(this::climb);
        last.ifPresent(before -> leg(before, point));
        last = Optional.of(point);
    }

    int points() {
        return points;
    }

    private void leg(Point from, Point to) {
        var metres = from.distanceTo(to);
        distance += metres;
        if (from.time().isEmpty() || to.time().isEmpty()) {
            return;
        }
        var ms = to.time().getAsLong() - from.time().getAsLong();
        if (ms > 0 && metres * 1000 / ms > MOVING) {
            timeMoving += ms;
            movingDistance += metres;
            var speed = to.speed().orElse(metres * 1000 / ms);
            slowest = Math.min(slowest, speed);
            fastest = Math.max(fastest, speed);
        }
    }

    /** Counts a climb or descent that is larger than the measurement noise. */
    private void climb(double elevation) {
        elevations++;
        if (elevationsOfSegment++ == 0) {
            level = elevation;
        } else if (elevation - level >= STEP) {
            up += elevation - level;
            level = elevation;
        } else if (level - elevation >= STEP) {
            down += level - elevation;
            level = elevation;
        }
    }

    double distance() {
        return distance;
    }

    long timeMoving() {
        return timeMoving;
    }

    OptionalLong startTime() {
        return start <= end ? OptionalLong.of(start) : OptionalLong.empty();
    }

    OptionalLong endTime() {
        return start <= end ? OptionalLong.of(end) : OptionalLong.empty();
    }

    Optional<TrackDetails.Elevation> elevation() {
        return elevations < 2 ? Optional.empty() : Optional.of(new TrackDetails.Elevation(up, down));
    }

    Optional<TrackDetails.Speed> speed() {
        return timeMoving == 0
                ? Optional.empty()
                : Optional.of(new TrackDetails.Speed(slowest, movingDistance * 1000 / timeMoving, fastest));
    }
}
