package net.osmand.account.core.favourites;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Favourites for tests. */
final class Points {
    private Points() {}

    static Favourite point(String name, double latitude, double longitude, String category) {
        return new Favourite(
                name,
                latitude,
                longitude,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                category,
                OptionalLong.empty(),
                OptionalDouble.empty(),
                Map.of());
    }

    static Favourite described(Favourite point, Optional<String> description, Optional<String> address) {
        return new Favourite(
                point.name(),
                point.latitude(),
                point.longitude(),
                description,
                address,
                point.color(),
                point.background(),
                point.icon(),
                point.hidden(),
                point.category(),
                point.time(),
                point.elevation(),
                point.extensions());
    }

    static Favourite styled(Favourite point, String color, boolean hidden) {
        return new Favourite(
                point.name(),
                point.latitude(),
                point.longitude(),
                point.description(),
                point.address(),
                Optional.of(color),
                point.background(),
                point.icon(),
                hidden,
                point.category(),
                point.time(),
                point.elevation(),
                point.extensions());
    }

    static Favourite named(Favourite point, String name) {
        return new Favourite(
                name,
                point.latitude(),
                point.longitude(),
                point.description(),
                point.address(),
                point.color(),
                point.background(),
                point.icon(),
                point.hidden(),
                point.category(),
                point.time(),
                point.elevation(),
                point.extensions());
    }

    static Favourite at(Favourite point, double latitude, double longitude) {
        return new Favourite(
                point.name(),
                latitude,
                longitude,
                point.description(),
                point.address(),
                point.color(),
                point.background(),
                point.icon(),
                point.hidden(),
                point.category(),
                point.time(),
                point.elevation(),
                point.extensions());
    }
}
