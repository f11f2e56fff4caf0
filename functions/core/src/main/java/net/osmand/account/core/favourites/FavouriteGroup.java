package net.osmand.account.core.favourites;

import java.util.List;
import java.util.Optional;

/**
 * A group of favourites.
 *
 * @param name plain name; an empty string for the default group
 * @param color color such as {@code #ff112233}; if empty, an update keeps the old one, as for icon and background
 * @param hidden whether the map hides the group; true if one of its points is hidden
 * @param pinned whether the group is listed first
 */
public record FavouriteGroup(
        String name,
        Optional<String> color,
        Optional<String> icon,
        Optional<String> background,
        boolean hidden,
        boolean pinned,
        List<Favourite> points) {
    public FavouriteGroup {
        points = List.copyOf(points);
    }
}
