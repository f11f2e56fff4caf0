package net.osmand.account.core.values;

import java.util.Locale;
import java.util.Set;

/**
 * What a person chooses an export by, and the category it is shown in (docs/protocol/archives.md#export-keys): the one classification for listing,
 * estimate and export. It is the file's type, and for {@code FILE} the type with its first folder; every file has one, so
 * that nothing can be left out for want of a name.
 *
 * @param name such as {@code GPX} or {@code FILE_RENDERING}
 */
public record FileCategory(String name, Category category) implements Comparable<FileCategory> {
    private static final String FILE = "FILE";

    private static final Set<String> PLACES = Set.of(
            "FAVOURITES",
            "GPX",
            "SEARCH_HISTORY",
            "OSM_NOTES",
            "OSM_EDITS",
            "ACTIVE_MARKERS",
            "HISTORY_MARKERS",
            "ITINERARY_GROUPS");
    private static final Set<String> SETTINGS =
            Set.of("PROFILE", "GLOBAL", "QUICK_ACTIONS", "AVOID_ROADS", "POI_UI_FILTERS", "COLOR_DATA");
    private static final Set<String> MAPS =
            Set.of("MAP_SOURCES", "FILE_MAPS", "FILE_SRTM", "FILE_ROADS", "FILE_TILES", "FILE_WIKI", "TERRAIN_DATA");

    /** In the order in which they are shown. */
    public enum Category {
        MY_PLACES,
        SETTINGS,
        RESOURCES,
        MAPS
    }

    /** The key of a file; that of a companion is its item's. */
    public static FileCategory of(FileKey file) {
        var name = file.type().equals(FILE) ? FILE + "_" + kind(item(file)) : file.type();
        return new FileCategory(name, category(name));
    }

    private static String item(FileKey file) {
        var name = file.isCompanion() ? file.name().replaceFirst("\\.info$", "") : file.name();
        return name.replaceFirst("^/+", "");
    }

    private static String kind(String name) {
        var slash = name.indexOf('/');
        if (slash > 0) {
            return name.substring(0, slash).toUpperCase(Locale.ROOT);
        }
        return name.toLowerCase(Locale.ROOT).endsWith(".obf") ? "MAPS" : "OTHER";
    }

    /** Unknown types go under Resources: all of a person's data is really all. */
    private static Category category(String name) {
        if (PLACES.contains(name)) {
            return Category.MY_PLACES;
        } else if (SETTINGS.contains(name)) {
            return Category.SETTINGS;
        } else if (MAPS.contains(name)) {
            return Category.MAPS;
        }
        return Category.RESOURCES;
    }

    @Override
    public int compareTo(FileCategory other) {
        var byCategory = category.compareTo(other.category);
        return byCategory != 0 ? byCategory : name.compareTo(other.name);
    }
}
