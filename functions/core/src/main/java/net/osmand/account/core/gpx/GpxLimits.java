package net.osmand.account.core.gpx;

import java.time.Duration;

/**
 * Limits for reading a GPX file. A file that exceeds a limit counts as broken.
 *
 * @param bytes uncompressed bytes
 * @param depth nesting depth of elements
 * @param points waypoints, route points and track points together
 * @param time elapsed time for reading one file
 */
public record GpxLimits(long bytes, int depth, int points, Duration time) {
    /**
     * Limits for the details of a stored track. 256 MiB or 2 million points are about 300 hours or more at one point
     * per second.
     */
    public static final GpxLimits TRACK = new GpxLimits(256L << 20, 64, 2_000_000, Duration.ofSeconds(20));

    /** Limits for a favourites file that is changed in memory. The response must fit through Lambda. */
    public static final GpxLimits FAVOURITES = new GpxLimits(24L << 20, 64, 25_000, Duration.ofSeconds(8));
}
