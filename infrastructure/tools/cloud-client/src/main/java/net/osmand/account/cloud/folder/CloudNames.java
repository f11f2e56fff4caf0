package net.osmand.account.cloud.folder;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import net.osmand.account.cloud.api.FileKey;

/** Maps cloud files to the paths that OSF archives use, and paths back to cloud files. */
public final class CloudNames {
    /** Folder of the tracks. Files of other types are at the top level. */
    private static final String TRACKS = "tracks/";

    private static final String GPX = "GPX";
    private static final String FILE = "FILE";
    private static final String INFO = ".info";

    private static final Pattern CONFLICT = Pattern.compile(" \\(conflict [^()]*\\)( \\(\\d+\\))?");

    private static final Map<String, String> BY_NAME = Map.ofEntries(
            Map.entry("general_settings.json", "GLOBAL"),
            Map.entry("osm_notes.json", "OSM_NOTES"),
            Map.entry("osm_edits.json", "OSM_EDITS"),
            Map.entry("poi_ui_filters.json", "POI_UI_FILTERS"),
            Map.entry("map_sources.json", "MAP_SOURCES"),
            Map.entry("avoid_roads.json", "AVOID_ROADS"),
            Map.entry("markers.gpx", "ACTIVE_MARKERS"),
            Map.entry("history_markers.gpx", "HISTORY_MARKERS"),
            Map.entry("search_history.json", "SEARCH_HISTORY"),
            Map.entry("navigation_history.json", "NAVIGATION_HISTORY"),
            Map.entry("online_routing_engines.json", "ONLINE_ROUTING_ENGINES"),
            Map.entry("favorites.gpx", "FAVOURITES"));

    private static final List<Map.Entry<Pattern, String>> BY_PATTERN = List.of(
            Map.entry(Pattern.compile("favorites-.*\\.gpx"), "FAVOURITES"),
            Map.entry(Pattern.compile("profile_.*\\.json"), "PROFILE"),
            Map.entry(Pattern.compile("itinerary_groups\\..*"), "ITINERARY_GROUPS"));

    private CloudNames() {}

    /** Returns the path of a cloud file in an OSF archive, before characters are escaped. */
    public static String osfPath(FileKey key) {
        return key.type().equals(GPX) ? TRACKS + key.name() : key.name();
    }

    /** Returns the most likely cloud file of an OSF path. A companion has the type of its file. */
    public static FileKey infer(String osfPath) {
        var file = osfPath.endsWith(INFO) ? osfPath.substring(0, osfPath.length() - INFO.length()) : osfPath;
        if (osfPath.startsWith(TRACKS) && osfPath.length() > TRACKS.length()) {
            return file.endsWith(".json")
                    ? new FileKey("GPX_DIR", osfPath)
                    : new FileKey(GPX, osfPath.substring(TRACKS.length()));
        }
        return new FileKey(topLevelType(CONFLICT.matcher(file).replaceAll("")), osfPath);
    }

    private static String topLevelType(String name) {
        var exact = BY_NAME.get(name);
        if (exact != null) {
            return exact;
        }
        return BY_PATTERN.stream()
                .filter(type -> type.getKey().matcher(name).matches())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(FILE);
    }

    /** Returns the OSF path of a path in the folder. */
    public static String osfPathAt(String path) {
        var decoded = new StringBuilder();
        for (var part : path.split("/", -1)) {
            decoded.append(decoded.isEmpty() ? "" : "/").append(PathCodec.decode(part));
        }
        return decoded.toString();
    }

    /**
     * Returns the name of the copy that keeps the losing content of a conflict.
     *
     * @param device the device that wrote the content
     * @param moment the time at which the content was written, as text
     */
    public static FileKey conflictCopy(FileKey key, String device, String moment) {
        var author = device.replaceAll("[\\p{Cntrl}()/\\\\:*?\"<>|%]", "_").strip();
        var mark = " (conflict %s %s)".formatted(author.isEmpty() ? "another device" : author, moment);
        return marked(key, mark);
    }

    /** Appends a number to the name. */
    public static FileKey numbered(FileKey key, int number) {
        return marked(key, " (%d)".formatted(number));
    }

    /** Inserts a mark before the extension. */
    private static FileKey marked(FileKey key, String mark) {
        var name = key.name();
        var info = name.endsWith(INFO) ? INFO : "";
        var stem = name.substring(0, name.length() - info.length());
        var dot = stem.lastIndexOf('.');
        var cut = dot > stem.lastIndexOf('/') + 1 ? dot : stem.length();
        return new FileKey(key.type(), stem.substring(0, cut) + mark + stem.substring(cut) + info);
    }
}
