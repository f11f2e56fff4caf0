package net.osmand.account.core.values;

import java.util.Locale;
import java.util.Set;

/**
 * The key by which a user selects files for an export, and the category in which it is shown
 * (docs/protocol/archives.md#export-keys). Listing, estimate and export use the same classification. The key is the
 * type of the file; for {@code FILE} it is the type with the first folder. Every file has a key, so an export can
 * include every file.
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

    /** The categories in display order. */
    public enum Category {
        MY_PLACES,
        SETTINGS,
        RESOURCES,
        MAPS
    }

    /** Returns the key of a file. A companion has the key of its item. */
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

    /** Returns the category of a key. Unknown types belong to Resources, so an export of all data includes them. */
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
