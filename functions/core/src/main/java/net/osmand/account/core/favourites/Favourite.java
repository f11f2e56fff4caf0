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
 * @param description empty removes it
 * @param address empty removes it
 * @param color such as {@code #ff112233}; empty leaves it as it is, like background and icon
 * @param category plain name of the group; empty text for the default group
 * @param time epoch milliseconds
 * @param elevation metres
 * @param extensions texts of the file's other extensions by their local names
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
    /** Degrees. Clients write seven decimals. */
    private static final double SAME_PLACE = 1e-7;

    public Favourite {
        extensions = Map.copyOf(extensions);
    }

    /** Whether name and position are the same. They identify a favourite. */
    public boolean isSame(Favourite other) {
        return name.equals(other.name) && isClose(latitude, other.latitude) && isClose(longitude, other.longitude);
    }

    /** Whether two coordinates are the same place, with the tolerance of the last decimal. */
    static boolean isClose(double degrees, double otherDegrees) {
        return Math.abs(degrees - otherDegrees) <= SAME_PLACE * 1.000001;
    }

    /** The same point in another group. */
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
