package net.osmand.account.core.favourites;

import java.util.List;
import java.util.Optional;

/**
 * A group of favourites.
 *
 * @param name plain name; empty text for the default group
 * @param color such as {@code #ff112233}; empty leaves it as it is, like icon and background
 * @param hidden whether the map does not show it; a group is hidden if one of its points is
 * @param pinned whether it stands first
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
