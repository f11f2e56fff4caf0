package net.osmand.account.functions.files;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.osmand.account.core.favourites.ChangeFavourites;
import net.osmand.account.core.favourites.ChangedGroup;
import net.osmand.account.core.favourites.Favourite;
import net.osmand.account.core.favourites.FavouriteGroup;
import net.osmand.account.lambda.Json;

/** The response after a change of favourites (docs/protocol/favourites.md#answers-for-favourites). */
record FavouriteView(
        long filesize,
        long zipfilesize,
        long updatetime,
        long clienttime,
        String type,
        String name,
        String status,
        Details details) {
    /** Default appearance of groups and points, as the apps draw them. */
    private static final String COLOR = "#eecc22";

    private static final String ICON = "special_star";
    private static final String BACKGROUND = "circle";

    /**
     * @param trackData points and groups
     * @param pointGroups summary of the groups, JSON in a string; only for a new group
     */
    record Details(Optional<TrackData> trackData, Optional<String> pointGroups) {}

    record TrackData(List<Point> wpts, Map<String, Group> pointsGroups) {}

    /** @param hidden {@code "true"}, or absent */
    record Point(
            String name,
            double lat,
            double lon,
            Optional<String> category,
            Optional<String> desc,
            Optional<String> address,
            Optional<String> color,
            Optional<String> icon,
            Optional<String> background,
            Optional<String> hidden,
            Ext ext) {
        static Point of(Favourite point) {
            return new Point(
                    point.name(),
                    point.latitude(),
                    point.longitude(),
                    Optional.of(point.category()).filter(category -> !category.isEmpty()),
                    point.description(),
                    point.address(),
                    point.color(),
                    point.icon(),
                    point.background(),
                    point.hidden() ? Optional.of("true") : Optional.empty(),
                    Ext.of(point));
        }
    }

    /**
     * @param time epoch milliseconds
     * @param ele metres, 99999 for none
     */
    record Ext(Optional<Long> time, double ele, Map<String, String> extensions) {
        static Ext of(Favourite point) {
            return new Ext(
                    point.time().isPresent() ? Optional.of(point.time().getAsLong()) : Optional.empty(),
                    point.elevation().orElse(FavouriteBody.NO_ELEVATION),
                    point.extensions());
        }
    }

    record Group(
            String name,
            String color,
            String iconName,
            String backgroundType,
            boolean hidden,
            boolean pinned,
            List<Point> points) {
        static Group of(FavouriteGroup group) {
            return new Group(
                    group.name(),
                    first(group.color(), group.points().stream().map(Favourite::color), COLOR),
                    first(group.icon(), group.points().stream().map(Favourite::icon), ICON),
                    first(group.background(), group.points().stream().map(Favourite::background), BACKGROUND),
                    group.hidden(),
                    group.pinned(),
                    group.points().stream().map(Point::of).toList());
        }

        private static String first(Optional<String> own, Stream<Optional<String>> ofPoints, String standard) {
            return own.or(() -> ofPoints.flatMap(Optional::stream).findFirst()).orElse(standard);
        }
    }

    /** The response after a move between groups. The old group is an empty string if there is none. */
    record Updated(FavouriteView respNewGroup, Object respOldGroup) {
        static Updated of(ChangeFavourites.Updated updated) {
            return new Updated(
                    FavouriteView.of(updated.newGroup()),
                    updated.oldGroup().<Object>map(FavouriteView::of).orElse(""));
        }
    }

    static FavouriteView of(ChangedGroup changed) {
        var file = changed.file();
        Map<String, Group> groups = new LinkedHashMap<>();
        file.groups().forEach(group -> groups.put(group.name(), Group.of(group)));
        var data = new TrackData(file.points().stream().map(Point::of).toList(), groups);
        return of(changed, new Details(Optional.of(data), Optional.empty()));
    }

    /** Creates the response for a new group. */
    static FavouriteView ofNew(ChangedGroup changed) {
        Map<String, Map<String, String>> groups = new LinkedHashMap<>();
        changed.file().groups().forEach(group -> {
            var view = Group.of(group);
            groups.put(
                    group.name(),
                    Map.of(
                            "color", view.color(),
                            "groupSize", Integer.toString(group.points().size()),
                            "hidden", Boolean.toString(group.hidden())));
        });
        return of(changed, new Details(Optional.empty(), Optional.of(Json.line(groups))));
    }

    private static FavouriteView of(ChangedGroup changed, Details details) {
        var version = changed.version();
        return new FavouriteView(
                version.size(),
                version.gzipSize(),
                version.updateTime(),
                version.clientTime(),
                version.key().type(),
                version.key().listedName(),
                "ok",
                details);
    }
}
