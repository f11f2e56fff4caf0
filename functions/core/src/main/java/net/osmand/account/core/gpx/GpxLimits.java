package net.osmand.account.core.gpx;

import java.time.Duration;

/**
 * How much of a GPX file is read. A file beyond a limit counts as broken.
 *
 * @param bytes unzipped bytes
 * @param depth nested elements
 * @param points waypoints, route points and track points together
 * @param time real time of reading one file
 */
public record GpxLimits(long bytes, int depth, int points, Duration time) {
    /** For the details of a stored track: 256 MiB and 2 million points are about 300 hours of one point a second and more. */
    public static final GpxLimits TRACK = new GpxLimits(256L << 20, 64, 2_000_000, Duration.ofSeconds(20));

    /** For a favourites file that is changed in memory. Its answer must fit through Lambda. */
    public static final GpxLimits FAVOURITES = new GpxLimits(24L << 20, 64, 25_000, Duration.ofSeconds(8));
}
