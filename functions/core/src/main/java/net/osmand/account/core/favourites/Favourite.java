package net.osmand.account.core.favourites;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A point of a favourites file (docs/protocol/favourites.md#body-of-a-point).
 *
 * @param latitude degrees
 * @param longitude degrees
 * @param description description; if empty, an update removes it
 * @param address address; if empty, an update removes it
 * @param color color such as {@code #ff112233}; if empty, an update keeps the old one, as for background and icon
 * @param category plain name of the group; an empty string for the default group
 * @param time epoch milliseconds
 * @param elevation metres
 * @param extensions texts of the other extensions in the file, by local name
 */
public record Favourite(
        String name,
        double latitude,
        double longitude,
        Optional<String> description,
        Optional<String> address,
        Optional<String> color,
        Optional<String> background,
        Optional<String> icon,
        boolean hidden,
        String category,
        OptionalLong time,
        OptionalDouble elevation,
        Map<String, String> extensions) {
    /** Tolerance in degrees. Clients write seven decimals. */
    private static final double SAME_PLACE = 1e-7;

    public Favourite {
        extensions = Map.copyOf(extensions);
    }

    /** Whether the name and position are the same. Together they identify a favourite. */
    public boolean isSame(Favourite other) {
        return name.equals(other.name) && isClose(latitude, other.latitude) && isClose(longitude, other.longitude);
    }

    /** Whether two coordinates are equal within the precision of the last decimal. */
    static boolean isClose(double degrees, double otherDegrees) {
        return Math.abs(degrees - otherDegrees) <= SAME_PLACE * 1.000001;
    }

    /** Returns the same point in another group. */
    public Favourite in(String group) {
        return new Favourite(
                name,
                latitude,
                longitude,
                description,
                address,
                color,
                background,
                icon,
                hidden,
                group,
                time,
                elevation,
                extensions);
    }
}
