package net.osmand.account.core.gpx;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * The details of a track that web lists show (docs/protocol/portal-files.md#details-of-a-row).
 *
 * @param distance metres along the track, within its segments
 * @param timeMoving milliseconds between points at more than 1 km/h
 * @param points number of track points
 * @param waypoints number of waypoints
 * @param startTime the earliest time of a track point, epoch milliseconds; empty if no point has a time
 * @param endTime the latest time of a track point, epoch milliseconds
 * @param elevation empty if fewer than two points have an elevation
 * @param speed empty if there is no movement between two points with times
 * @param time the file's own time, epoch milliseconds
 * @param activity the activity that the app recorded
 * @param author at most 100 characters: the author, or the program that wrote the file
 * @param advancedRoute whether a segment contains a route that the app can follow turn by turn
 */
public record TrackDetails(
        double distance,
        long timeMoving,
        int points,
        int waypoints,
        OptionalLong startTime,
        OptionalLong endTime,
        Optional<Elevation> elevation,
        Optional<Speed> speed,
        OptionalLong time,
        Optional<String> activity,
        Optional<String> author,
        boolean advancedRoute) {
    /** Metres climbed and descended, without measurement noise. */
    public record Elevation(double up, double down) {}

    /** Metres per second. The average only covers the time in motion. */
    public record Speed(double min, double average, double max) {}
}
